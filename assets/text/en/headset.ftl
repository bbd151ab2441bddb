# The headset

help-play-vr = In the headset; at the desktop where there is none
headset-found = Headset: { $headset } ({ $runtime })
headset-none = No headset can be used, so it goes on at the desktop. ({ $detail }) Install and start the OpenXR runtime of your headset (SteamVR, Meta Quest Link, Pico Connect or Monado), then try again.
headset-lost = The headset has gone; the case goes on at the desktop
settings-headset = Headset
settings-turn-smooth = Smooth turning
settings-turn-smooth-about = When off, each push of the stick turns thirty degrees, which is easier on the stomach.
settings-vignette = Narrower view while moving
settings-vignette-about = Covers the corner of the eye while the stick walks, which is easier on the stomach.
settings-seated = Seated
settings-seated-about = Raises the eyes to standing height; press the stick to recentre.
settings-headset-percent = Headset sharpness
settings-headset-percent-about = Percent of what the headset recommends; lower it when the picture stutters. From the next start on.
doctor-headset-good = Headset: { $detail }
doctor-headset-poor = No headset can be used ({ $detail })
    .cure = The desktop works as ever. For a headset: install and start its OpenXR runtime (SteamVR, Meta Quest Link, Pico Connect or Monado); on Linux libopenxr-loader1 is needed, too.
doctor-recording = Say something: recording three seconds…

hand-line = Left trigger speaks    Right trigger acts    A wheel    X papers    Closed hand at the eye: camera    Hand at the brow: salute
hand-walk = Left stick
hand-turn = Right stick sideways turns; forward and let go leaps to where you point
hand-act = Point with the right hand, pull the trigger
hand-wheel = A, right hand
hand-talk = Hold the left trigger
hand-radio = Hand at the shoulder, hold the trigger
hand-aside = Squeeze the left grip
hand-camera = Closed hand at the eye; the trigger takes it
hand-recorder = Hand at the chest, pull the trigger
hand-papers = X, left hand
hand-tablet = Y, left hand
hand-salute = Open right hand, held at the brow
hand-certificate = Closed hand stretched out and held
hand-step-back = Step back with your own feet
hand-menu = B, right hand
hand-act-short = Trigger
hand-wheel-short = A
