//! An OpenXR API layer that stands between a program and its runtime and does what a runtime does when things go wrong:
//! announces that a session or an instance will be lost, loses it, ends it from the system's menu, lets it sleep while the
//! headset lies on the table, or knows one kind of controller only. The loader puts it there (`XR_API_LAYER_PATH`,
//! `XR_ENABLE_API_LAYERS`), so that the program meets it through the interface it meets every runtime through.
//!
//! `STREETWISE_XR_FAULT` says what happens, as `HOW@FILE`: when that file is there. HOW is one of
//! - `loss`: an event says that the session will be lost, and it is;
//! - `gone`: an event says that the instance will be lost, and it is;
//! - `wait`, `begin`, `end`, `events`: the call of that name is the first to meet the lost session (`events`: instance);
//! - `exit`: the runtime is asked to end the session, which it does by itself;
//! - `sleep`: the session is stopped and, two seconds later, offered again;
//! - `none`: no session can be made (no file is waited for).
//!
//! `STREETWISE_XR_PROFILE` names the only controller that exists. What was suggested, asked and answered is written to
//! `STREETWISE_XR_TOLD`, a line each. Built by `rustc` in the test: the standard library only.

use std::collections::VecDeque;
use std::ffi::{CStr, c_char, c_void};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

type Answer = i32;
type Handle = u64;
type Any = unsafe extern "system" fn();
type Find = unsafe extern "system" fn(Handle, *const c_char, *mut Option<Any>) -> Answer;
type Create = unsafe extern "system" fn(*const c_void, *const LayerInfo, *mut Handle) -> Answer;
type OfHandle = unsafe extern "system" fn(Handle) -> Answer;
type WithTwo = unsafe extern "system" fn(Handle, *const c_void) -> Answer;
type WithThree = unsafe extern "system" fn(Handle, *const c_void, *mut c_void) -> Answer;
type PathToString = unsafe extern "system" fn(Handle, u64, u32, *mut u32, *mut c_char) -> Answer;

const SUCCESS: Answer = 0;
const RUNTIME_FAILURE: Answer = -2;
const INITIALIZATION_FAILED: Answer = -6;
const INSTANCE_LOST: Answer = -13;
const SESSION_LOST: Answer = -17;

const INSTANCE_LOSS_PENDING_EVENT: i32 = 17;
const STATE_CHANGED_EVENT: i32 = 18;

const IDLE: i32 = 1;
const READY: i32 = 2;
const SYNCHRONIZED: i32 = 3;
const VISIBLE: i32 = 4;
const FOCUSED: i32 = 5;
const STOPPING: i32 = 6;
const LOSS_PENDING: i32 = 7;

/// How long a headset lies on the table.
const SLEEPS: Duration = Duration::from_secs(2);

#[repr(C)]
pub struct Request {
    kind: i32,
    version: u32,
    size: usize,
    interface: u32,
    api: u64,
    find: Option<Find>,
    create: Option<Create>,
}

#[repr(C)]
struct NextInfo {
    kind: i32,
    version: u32,
    size: usize,
    name: [c_char; 256],
    find: Find,
    create: Create,
    next: *mut NextInfo,
}

#[repr(C)]
pub struct LayerInfo {
    kind: i32,
    version: u32,
    size: usize,
    loader: *const c_void,
    settings: [c_char; 512],
    next: *mut NextInfo,
}

#[repr(C)]
struct StateChanged {
    kind: i32,
    next: *const c_void,
    session: Handle,
    state: i32,
    time: i64,
}

#[repr(C)]
struct LossPending {
    kind: i32,
    next: *const c_void,
    time: i64,
}

#[repr(C)]
struct Suggested {
    kind: i32,
    next: *const c_void,
    profile: u64,
    count: u32,
    bindings: *const c_void,
}

/// What has come about.
struct Being {
    find: Option<Find>,
    instance: Handle,
    session: Handle,
    /// States that are still to be told.
    to_tell: VecDeque<i32>,
    fault: Option<(String, PathBuf)>,
    /// The fault whose file was there, until the session is gone.
    on: Option<String>,
    sleeps_until: Option<Instant>,
    is_asleep: bool,
}

static BEING: Mutex<Being> = Mutex::new(Being {
    find: None,
    instance: 0,
    session: 0,
    to_tell: VecDeque::new(),
    fault: None,
    on: None,
    sleeps_until: None,
    is_asleep: false,
});

fn being() -> MutexGuard<'static, Being> {
    BEING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn told(line: &str) {
    if let Some(path) = std::env::var_os("STREETWISE_XR_TOLD")
        && let Ok(mut file) = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
    {
        let _ = writeln!(file, "{line}");
    }
}

/// The function below this layer. The kind of function is the caller's word.
unsafe fn below<F: Copy>(name: &CStr) -> F {
    let (find, instance) = {
        let being = being();
        (being.find.expect("an instance was made"), being.instance)
    };
    let mut found = None;
    unsafe { find(instance, name.as_ptr(), &raw mut found) };
    let found = found.expect("a runtime has every core function");
    unsafe { std::mem::transmute_copy(&found) }
}

impl Being {
    /// Whether this call is to meet what is lost.
    fn meets(&self, call: &str) -> Option<Answer> {
        match self.on.as_deref()? {
            "loss" => Some(SESSION_LOST),
            "gone" => Some(INSTANCE_LOST),
            first if first == call => Some(SESSION_LOST),
            "lost" => Some(SESSION_LOST),
            _ => None,
        }
    }
}

/// Answers for a call that meets what is lost; from then on every call does.
fn lost(call: &str) -> Option<Answer> {
    let mut being = being();
    let answer = being.meets(call)?;
    if being.on.as_deref() == Some(call) {
        being.on = Some("lost".to_owned());
        told(&format!("{call} meets a lost session"));
    }
    Some(answer)
}

#[unsafe(no_mangle)]
pub unsafe extern "system" fn xrNegotiateLoaderApiLayerInterface(
    _loader: *const c_void,
    _name: *const c_char,
    request: *mut Request,
) -> Answer {
    let Some(request) = (unsafe { request.as_mut() }) else {
        return INITIALIZATION_FAILED;
    };
    request.interface = 1;
    // Version 1.0.0.
    request.api = 1 << 48;
    request.find = Some(find);
    request.create = Some(create);
    SUCCESS
}

unsafe extern "system" fn create(
    info: *const c_void,
    layer: *const LayerInfo,
    instance: *mut Handle,
) -> Answer {
    let layer = unsafe { &*layer };
    let next = unsafe { &*layer.next };
    let passed = LayerInfo {
        next: next.next,
        ..unsafe { std::ptr::read(layer) }
    };
    let answer = unsafe { (next.create)(info, &raw const passed, instance) };
    if answer == SUCCESS {
        let mut being = being();
        being.find = Some(next.find);
        being.instance = unsafe { *instance };
        being.fault = std::env::var("STREETWISE_XR_FAULT").ok().map(|text| {
            let (how, file) = text.split_once('@').unwrap_or((text.as_str(), ""));
            (how.to_owned(), PathBuf::from(file))
        });
    }
    answer
}

unsafe extern "system" fn find(
    instance: Handle,
    name: *const c_char,
    found: *mut Option<Any>,
) -> Answer {
    macro_rules! ours {
        ($function:expr, $kind:ty) => {
            Some(unsafe { std::mem::transmute::<$kind, Any>($function as $kind) })
        };
    }
    let ours = match unsafe { CStr::from_ptr(name) }.to_bytes() {
        b"xrCreateSession" => ours!(create_session, WithThree),
        b"xrDestroySession" => ours!(destroy_session, OfHandle),
        b"xrPollEvent" => ours!(poll_event, WithTwo),
        b"xrBeginSession" => ours!(begin_session, WithTwo),
        b"xrEndSession" => ours!(end_session, OfHandle),
        b"xrWaitFrame" => ours!(wait_frame, WithThree),
        b"xrBeginFrame" => ours!(begin_frame, WithTwo),
        b"xrEndFrame" => ours!(end_frame, WithTwo),
        b"xrSuggestInteractionProfileBindings" => ours!(suggest, WithTwo),
        _ => None,
    };
    if ours.is_some() {
        unsafe { *found = ours };
        return SUCCESS;
    }
    let next = being().find;
    match next {
        Some(next) => unsafe { next(instance, name, found) },
        None => INITIALIZATION_FAILED,
    }
}

unsafe extern "system" fn create_session(
    instance: Handle,
    info: *const c_void,
    session: *mut c_void,
) -> Answer {
    if matches!(&being().fault, Some((how, _)) if how == "none") {
        told("no session is made");
        return RUNTIME_FAILURE;
    }
    let next: WithThree = unsafe { below(c"xrCreateSession") };
    let answer = unsafe { next(instance, info, session) };
    told(&format!("session made: {answer}"));
    if answer == SUCCESS {
        let mut being = being();
        being.session = unsafe { *session.cast::<Handle>() };
        being.to_tell.clear();
        // What was lost is forgotten with its session, an instance never.
        if being.on.as_deref() != Some("gone") {
            being.on = None;
        }
    }
    answer
}

unsafe extern "system" fn destroy_session(session: Handle) -> Answer {
    let next: OfHandle = unsafe { below(c"xrDestroySession") };
    let answer = unsafe { next(session) };
    told(&format!("session destroyed: {answer}"));
    answer
}

/// Whether what is to go wrong does so now.
fn is_due(being: &mut Being) -> Option<String> {
    let (_, file) = being.fault.as_ref()?;
    if !file.exists() {
        return None;
    }
    being.fault.take().map(|(how, _)| how)
}

unsafe extern "system" fn poll_event(instance: Handle, event: *const c_void) -> Answer {
    let mut asks_to_end = None;
    {
        let mut being = being();
        let session = being.session;
        let write = |state: i32| {
            told(&format!("state {state}"));
            let changed = StateChanged {
                kind: STATE_CHANGED_EVENT,
                next: std::ptr::null(),
                session,
                state,
                time: 1,
            };
            unsafe { event.cast_mut().cast::<StateChanged>().write(changed) };
            SUCCESS
        };
        match is_due(&mut being).as_deref() {
            Some("loss") => {
                being.on = Some("loss".to_owned());
                return write(LOSS_PENDING);
            }
            Some("gone") => {
                being.on = Some("gone".to_owned());
                told("the instance will be lost");
                let pending = LossPending {
                    kind: INSTANCE_LOSS_PENDING_EVENT,
                    next: std::ptr::null(),
                    time: 1,
                };
                unsafe { event.cast_mut().cast::<LossPending>().write(pending) };
                return SUCCESS;
            }
            Some("events") => {
                being.on = Some("gone".to_owned());
                told("events meet a lost instance");
            }
            Some("exit") => asks_to_end = Some(session),
            Some("sleep") => {
                being.is_asleep = true;
                return write(STOPPING);
            }
            Some(call @ ("wait" | "begin" | "end")) => being.on = Some(call.to_owned()),
            _ => {}
        }
        if being.on.as_deref() == Some("gone") {
            return INSTANCE_LOST;
        }
        if being
            .sleeps_until
            .is_some_and(|until| Instant::now() >= until)
        {
            being.sleeps_until = None;
            being.to_tell.push_back(READY);
        }
        if let Some(state) = being.to_tell.pop_front() {
            return write(state);
        }
    }
    if let Some(session) = asks_to_end {
        let ask: OfHandle = unsafe { below(c"xrRequestExitSession") };
        let answer = unsafe { ask(session) };
        told(&format!("asked to end: {answer}"));
    }
    let next: WithTwo = unsafe { below(c"xrPollEvent") };
    unsafe { next(instance, event) }
}

unsafe extern "system" fn begin_session(session: Handle, info: *const c_void) -> Answer {
    {
        let mut being = being();
        if std::mem::take(&mut being.is_asleep) {
            // The runtime's session has run on meanwhile; its program must not know.
            being.to_tell.extend([SYNCHRONIZED, VISIBLE, FOCUSED]);
            told("begun again");
            return SUCCESS;
        }
    }
    if let Some(answer) = lost("begin session") {
        return answer;
    }
    let next: WithTwo = unsafe { below(c"xrBeginSession") };
    unsafe { next(session, info) }
}

unsafe extern "system" fn end_session(session: Handle) -> Answer {
    {
        let mut being = being();
        if being.is_asleep {
            being.to_tell.push_back(IDLE);
            being.sleeps_until = Some(Instant::now() + SLEEPS);
            told("asleep");
            return SUCCESS;
        }
    }
    let next: OfHandle = unsafe { below(c"xrEndSession") };
    let answer = unsafe { next(session) };
    told(&format!("session ended: {answer}"));
    answer
}

unsafe extern "system" fn wait_frame(
    session: Handle,
    info: *const c_void,
    state: *mut c_void,
) -> Answer {
    if let Some(answer) = lost("wait") {
        return answer;
    }
    let next: WithThree = unsafe { below(c"xrWaitFrame") };
    unsafe { next(session, info, state) }
}

unsafe extern "system" fn begin_frame(session: Handle, info: *const c_void) -> Answer {
    if let Some(answer) = lost("begin") {
        return answer;
    }
    let next: WithTwo = unsafe { below(c"xrBeginFrame") };
    unsafe { next(session, info) }
}

unsafe extern "system" fn end_frame(session: Handle, info: *const c_void) -> Answer {
    if let Some(answer) = lost("end") {
        return answer;
    }
    let next: WithTwo = unsafe { below(c"xrEndFrame") };
    unsafe { next(session, info) }
}

/// The words of a path.
unsafe fn words(instance: Handle, path: u64) -> String {
    let say: PathToString = unsafe { below(c"xrPathToString") };
    let mut room = [0_u8; 256];
    let mut length = 0;
    unsafe {
        say(
            instance,
            path,
            256,
            &raw mut length,
            room.as_mut_ptr().cast(),
        )
    };
    CStr::from_bytes_until_nul(&room)
        .map(|text| text.to_string_lossy().into_owned())
        .unwrap_or_default()
}

unsafe extern "system" fn suggest(instance: Handle, info: *const c_void) -> Answer {
    let next: WithTwo = unsafe { below(c"xrSuggestInteractionProfileBindings") };
    let asked = unsafe { &*info.cast::<Suggested>() };
    let profile = unsafe { words(instance, asked.profile) };
    if std::env::var("STREETWISE_XR_PROFILE").is_ok_and(|only| only != profile) {
        return SUCCESS;
    }
    let answer = unsafe { next(instance, info) };
    told(&format!("{profile} {} bindings: {answer}", asked.count));
    answer
}
