//! What every controller that OpenXR names calls its triggers, sticks and buttons.

use crate::app::trainee::Pad;

/// What controllers of this interaction profile call their buttons.
pub(super) fn pad_of(profile: &str) -> Pad {
    PROFILES
        .iter()
        .find(|one| one.path == profile)
        .map_or(Pad::Touch, |one| one.pad)
}

/// What each controller calls its parts: profile, then input by action; an empty input is one it lacks.
pub(super) struct Profile {
    pub(super) path: &'static str,
    pad: Pad,
    pub(super) needs_bytedance: bool,
    pub(super) trigger: &'static str,
    pub(super) squeeze: &'static str,
    pub(super) stick: &'static str,
    pub(super) stick_press: &'static str,
    pub(super) primary: [&'static str; 2],
    pub(super) secondary: [&'static str; 2],
}

/// What most controllers share.
const USUAL: Profile = Profile {
    path: "/interaction_profiles/oculus/touch_controller",
    pad: Pad::Touch,
    needs_bytedance: false,
    trigger: "trigger/value",
    squeeze: "squeeze/value",
    stick: "thumbstick",
    stick_press: "thumbstick/click",
    primary: ["x/click", "a/click"],
    secondary: ["y/click", "b/click"],
};

/// OpenXR 1.0, section 6.4, interaction profile paths.
pub(super) const PROFILES: [Profile; 5] = [
    USUAL,
    Profile {
        path: "/interaction_profiles/valve/index_controller",
        pad: Pad::Index,
        primary: ["a/click", "a/click"],
        secondary: ["b/click", "b/click"],
        ..USUAL
    },
    Profile {
        path: "/interaction_profiles/bytedance/pico4_controller",
        needs_bytedance: true,
        ..USUAL
    },
    Profile {
        path: "/interaction_profiles/htc/vive_controller",
        pad: Pad::Vive,
        squeeze: "squeeze/click",
        stick: "trackpad",
        stick_press: "",
        primary: ["trackpad/click", "trackpad/click"],
        secondary: ["menu/click", "menu/click"],
        ..USUAL
    },
    Profile {
        path: "/interaction_profiles/khr/simple_controller",
        pad: Pad::Simple,
        trigger: "select/click",
        squeeze: "",
        stick: "",
        stick_press: "",
        // Left papers, right the wheel, in whose middle is the rest: one button must reach everything.
        primary: ["menu/click", "menu/click"],
        secondary: ["", ""],
        ..USUAL
    },
];
