//! The loudspeaker: what the mixer makes goes to a device of cpal on a thread of its own, which opens it, notices when it goes
//! and tries again. Without a device nothing is made. Tests take the sound by hand instead.

use super::devices::{device_name, find_device, sound_host};
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{Data, ErrorKind, FromSample, I24, SampleFormat, SizedSample, U24};
use kira::backend::{Backend, Renderer};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Rate until a device says its own.
const RATE_HZ: u32 = 48_000;
/// A device that cannot be opened is tried again after this.
const TRY_AGAIN: Duration = Duration::from_secs(3);
/// The thread looks after its stream so often.
const ROUND: Duration = Duration::from_millis(100);
/// After a device went, what was sounding runs on unheard for this long, so that it does not burst out later.
const RUN_OUT: Duration = Duration::from_secs(6);
/// Opening a device takes no longer than this, or it counts as busy.
const OPEN_TIMEOUT: Duration = Duration::from_secs(3);

/// What is known of the loudspeaker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SpeakerState {
    /// Not asked for in this run.
    #[default]
    Off,
    /// Being opened.
    Opening,
    /// It works.
    Open(String),
    /// There is none, or it cannot be opened; tried again every few seconds.
    Missing(String),
    /// It worked and is gone; tried again every few seconds.
    Lost,
}

impl SpeakerState {
    /// Message id of what to tell the user.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::Off => "speaker-off",
            Self::Opening => "speaker-opening",
            Self::Open(_) => "speaker-open",
            Self::Missing(_) => "speaker-missing",
            Self::Lost => "speaker-lost",
        }
    }

    /// Value of `detail` in that message: the device, or what the system said.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Open(detail) | Self::Missing(detail) => detail,
            Self::Off | Self::Opening | Self::Lost => "",
        }
    }
}

/// Where sound goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To the device of this name, or the system's.
    Device(Option<String>),
    /// Nowhere by itself: [`Output::render`] takes it, at this rate.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests listen by hand"))]
    ByHand(u32),
}

type SharedRenderer = Arc<Mutex<Option<Renderer>>>;

/// The mixer's back end.
pub(super) struct Output {
    wanted: Wanted,
    renderer: SharedRenderer,
    is_running: Arc<AtomicBool>,
    orders: Option<Sender<Option<String>>>,
    states: Option<Mutex<Receiver<SpeakerState>>>,
}

impl Backend for Output {
    type Settings = Wanted;
    type Error = Infallible;

    fn setup(wanted: Wanted, _buffer: usize) -> Result<(Self, u32), Infallible> {
        let rate_hz = match &wanted {
            Wanted::Device(_) => RATE_HZ,
            Wanted::ByHand(rate_hz) => *rate_hz,
        };
        let output = Self {
            wanted,
            renderer: Arc::default(),
            is_running: Arc::default(),
            orders: None,
            states: None,
        };
        Ok((output, rate_hz))
    }

    fn start(&mut self, renderer: Renderer) -> Result<(), Infallible> {
        if let Ok(mut place) = self.renderer.lock() {
            *place = Some(renderer);
        }
        let Wanted::Device(device) = self.wanted.clone() else {
            self.is_running.store(true, Ordering::Relaxed);
            return Ok(());
        };
        let (orders, inbox) = channel();
        let (outbox, states) = channel();
        let keeper = Keeper {
            renderer: Arc::clone(&self.renderer),
            is_running: Arc::clone(&self.is_running),
            outbox,
            device,
            stream: None,
            is_gone: Arc::default(),
            try_at: Instant::now(),
            went_at: None,
            told: SpeakerState::Off,
        };
        let spawned = std::thread::Builder::new()
            .name("loudspeaker".to_owned())
            .spawn(move || keeper.run(&inbox));
        if spawned.is_ok() {
            self.orders = Some(orders);
            self.states = Some(Mutex::new(states));
        }
        Ok(())
    }
}

impl Output {
    /// Whether sound is being made; what is played otherwise is not even begun.
    pub(super) fn is_running(&self) -> bool {
        self.is_running.load(Ordering::Relaxed)
    }

    /// Another device.
    pub(super) fn choose(&self, device: Option<String>) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(device);
        }
    }

    /// What has become of the device since, if anything.
    pub(super) fn news(&mut self) -> Option<SpeakerState> {
        let states = self.states.as_mut()?.get_mut().ok()?;
        states.try_iter().last()
    }

    /// Takes sound by hand, two channels.
    #[cfg(test)]
    pub(super) fn render(&mut self, out: &mut [f32]) {
        if let Ok(mut renderer) = self.renderer.lock()
            && let Some(renderer) = renderer.as_mut()
        {
            renderer.on_start_processing();
            renderer.process(out, 2);
        }
    }
}

/// Opens the loudspeaker of this name, or the system's, for a moment: for `doctor`. Tells which it was.
///
/// # Errors
/// What the system said when it cannot be opened.
pub fn try_speaker(device: Option<&str>) -> Result<String, String> {
    let (outbox, _states) = channel();
    let keeper = Keeper {
        renderer: Arc::default(),
        is_running: Arc::default(),
        outbox,
        device: device.map(str::to_owned),
        stream: None,
        is_gone: Arc::default(),
        try_at: Instant::now(),
        went_at: None,
        told: SpeakerState::Off,
    };
    keeper.stream().map(|(_, name)| name)
}

/// The thread's own things.
struct Keeper {
    renderer: SharedRenderer,
    is_running: Arc<AtomicBool>,
    outbox: Sender<SpeakerState>,
    device: Option<String>,
    stream: Option<cpal::Stream>,
    is_gone: Arc<AtomicBool>,
    try_at: Instant,
    /// When the device went, and when sound was last thrown away.
    went_at: Option<(Instant, Instant)>,
    told: SpeakerState,
}

impl Keeper {
    /// Until the mixer is gone.
    fn run(mut self, inbox: &Receiver<Option<String>>) {
        loop {
            if self.is_gone.swap(false, Ordering::Relaxed) {
                self.stop();
                self.tell(SpeakerState::Lost);
                self.try_at = Instant::now() + TRY_AGAIN;
            }
            if self.stream.is_none() && Instant::now() >= self.try_at {
                self.open();
            }
            self.run_out();
            match inbox.recv_timeout(ROUND) {
                Ok(device) => {
                    if device != self.device {
                        self.device = device;
                        self.stop();
                        self.tell(SpeakerState::Opening);
                        self.try_at = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn tell(&mut self, state: SpeakerState) {
        if self.told != state {
            self.told = state.clone();
            let _ = self.outbox.send(state);
        }
    }

    fn stop(&mut self) {
        if self.stream.take().is_some() {
            self.is_running.store(false, Ordering::Relaxed);
            let now = Instant::now();
            self.went_at = Some((now, now));
        }
    }

    fn open(&mut self) {
        match self.stream() {
            Ok((stream, name)) => {
                self.stream = Some(stream);
                self.went_at = None;
                self.is_running.store(true, Ordering::Relaxed);
                self.tell(SpeakerState::Open(name));
            }
            Err(said) => {
                self.try_at = Instant::now() + TRY_AGAIN;
                if self.told != SpeakerState::Lost {
                    self.tell(SpeakerState::Missing(said));
                }
            }
        }
    }

    fn stream(&self) -> Result<(cpal::Stream, String), String> {
        let host = sound_host()?;
        let device = match self.device.as_deref() {
            Some(name) => host
                .output_devices()
                .ok()
                .and_then(|devices| find_device(devices, name))
                .ok_or_else(|| name.to_owned())?,
            None => host
                .default_output_device()
                .ok_or_else(|| ErrorKind::DeviceNotAvailable.to_string())?,
        };
        let said = |error: cpal::Error| error.to_string();
        let config = device.default_output_config().map_err(said)?;
        if let Ok(mut renderer) = self.renderer.lock()
            && let Some(renderer) = renderer.as_mut()
        {
            renderer.on_change_sample_rate(config.sample_rate());
        }
        let renderer = Arc::clone(&self.renderer);
        let is_gone = Arc::clone(&self.is_gone);
        let channels = config.channels();
        let mut scratch = Vec::new();
        let stream = device
            .build_output_stream_raw(
                config.config(),
                config.sample_format(),
                move |data: &mut Data, _: &_| fill(data, channels, &renderer, &mut scratch),
                move |error: cpal::Error| {
                    let is_harmless = matches!(
                        error.kind(),
                        ErrorKind::Xrun | ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied
                    );
                    if !is_harmless {
                        is_gone.store(true, Ordering::Relaxed);
                    }
                },
                Some(OPEN_TIMEOUT),
            )
            .map_err(said)?;
        stream.play().map_err(said)?;
        Ok((stream, device_name(&device)))
    }

    /// What was sounding when the device went runs on, unheard.
    fn run_out(&mut self) {
        let Some((since, last)) = &mut self.went_at else {
            return;
        };
        let now = Instant::now();
        let frames = (now - *last).as_millis() as usize * RATE_HZ as usize / 1000;
        *last = now;
        let is_over = now - *since > RUN_OUT;
        let mut thrown_away = vec![0.0; frames * 2];
        if let Ok(mut renderer) = self.renderer.lock()
            && let Some(renderer) = renderer.as_mut()
        {
            renderer.on_start_processing();
            renderer.process(&mut thrown_away, 2);
        }
        if is_over {
            self.went_at = None;
        }
    }
}

/// The sound card's callback. The renderer is locked by nobody else while a device is open.
fn fill(data: &mut Data, channels: u16, renderer: &SharedRenderer, scratch: &mut Vec<f32>) {
    scratch.clear();
    scratch.resize(data.len(), 0.0);
    if let Ok(mut renderer) = renderer.try_lock()
        && let Some(renderer) = renderer.as_mut()
    {
        renderer.on_start_processing();
        renderer.process(scratch, channels);
    }
    match data.sample_format() {
        SampleFormat::I8 => hand_over::<i8>(data, scratch),
        SampleFormat::I16 => hand_over::<i16>(data, scratch),
        SampleFormat::I24 => hand_over::<I24>(data, scratch),
        SampleFormat::I32 => hand_over::<i32>(data, scratch),
        SampleFormat::I64 => hand_over::<i64>(data, scratch),
        SampleFormat::U8 => hand_over::<u8>(data, scratch),
        SampleFormat::U16 => hand_over::<u16>(data, scratch),
        SampleFormat::U24 => hand_over::<U24>(data, scratch),
        SampleFormat::U32 => hand_over::<u32>(data, scratch),
        SampleFormat::U64 => hand_over::<u64>(data, scratch),
        SampleFormat::F32 => hand_over::<f32>(data, scratch),
        SampleFormat::F64 => hand_over::<f64>(data, scratch),
        _ => {}
    }
}

fn hand_over<T: SizedSample + FromSample<f32>>(data: &mut Data, sound: &[f32]) {
    if let Some(into) = data.as_slice_mut::<T>() {
        for (to, from) in into.iter_mut().zip(sound) {
            *to = T::from_sample(*from);
        }
    }
}
