//! Connections: so many from one machine at once, and none for somebody who takes nothing that is sent. So one machine that
//! opens all it can, or stops reading, leaves room for stations and for everybody else. Knows nothing of what is said.

use super::sessions::whose;
use axum_server::accept::Accept;
use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready as when_ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// Connections of one machine at once. Thirty stations on one need thirty, a browser six.
pub const EACH_MAX: usize = 192;
/// Somebody who has taken nothing for so long is gone, and whatever comes back begins where it stopped.
const TAKEN_NOTHING_MAX: Duration = Duration::from_secs(60);

#[derive(Default)]
struct Table(Mutex<BTreeMap<IpAddr, usize>>);

impl Table {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets connections in.
#[derive(Clone, Default)]
pub struct Lines(Arc<Table>);

impl<S> Accept<TcpStream, S> for Lines {
    type Stream = Line;
    type Service = S;
    type Future = Ready<io::Result<(Line, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(self.take(stream).map(|line| (line, service)))
    }
}

impl Lines {
    fn take(&self, stream: TcpStream) -> io::Result<Line> {
        let from = whose(stream.peer_addr()?.ip());
        let mut table = self.0.lock();
        let count = table.entry(from).or_default();
        if *count >= EACH_MAX {
            return Err(ErrorKind::ConnectionRefused.into());
        }
        *count += 1;
        Ok(Line {
            stream,
            stuck: None,
            _slot: Slot {
                from,
                table: Arc::clone(&self.0),
            },
        })
    }
}

struct Slot {
    from: IpAddr,
    table: Arc<Table>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut table = self.table.lock();
        let left = table.get(&self.from).map_or(0, |count| count - 1);
        if left == 0 {
            table.remove(&self.from);
        } else {
            table.insert(self.from, left);
        }
    }
}

/// A connection that is counted, and that breaks when nothing of what is sent is taken for too long.
pub struct Line {
    stream: TcpStream,
    stuck: Option<Pin<Box<Sleep>>>,
    _slot: Slot,
}

impl Line {
    /// What came of trying to send, unless that has been in vain for too long.
    fn sent<T>(
        &mut self,
        context: &mut Context<'_>,
        tried: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if tried.is_ready() {
            self.stuck = None;
            return tried;
        }
        let stuck = self
            .stuck
            .get_or_insert_with(|| Box::pin(sleep(TAKEN_NOTHING_MAX)));
        when_ready!(stuck.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.sent(context, tried)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.sent(context, tried)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
