# The headset

help-play-vr = In the headset; at the desktop where there is none
help-play-measure = With --vr CASE: so many seconds in the street, then what the headset's frames took, and out
headset-found = Headset: { $headset } ({ $runtime })
headset-none = No headset can be used, so it goes on at the desktop. ({ $detail }) Install and start the OpenXR runtime of your headset (SteamVR, Meta Quest Link, Pico Connect or Monado), then try again.
headset-lost = The headset has gone; the case goes on at the desktop
headset-back = The headset is back
headset-frames = Headset: { $frames } frames; at work on each { $half } ms (half of them), { $most } ms (99 in 100), { $longest } ms (the longest); from picture to picture { $shown } ms (99 in 100) where the runtime asks for { $period } ms; { $late } late. Aim at 90 a second: 11.1 ms in 99 of 100.
settings-headset = Headset
settings-turn-smooth = Smooth turning
settings-turn-smooth-about = When off, each push of the stick turns thirty degrees, which is easier on the stomach.
settings-vignette = Narrower view while moving
settings-vignette-about = Covers the corner of the eye while the stick walks, which is easier on the stomach.
settings-felt = Controllers tick
settings-felt-about = A light pulse when you point at something of use, do something or take a picture.
settings-seated = Seated
settings-seated-about = Raises the eyes to standing height; press the stick to recentre.
settings-one-hand = One hand only
settings-one-hand-about = One controller does everything, even while the other one lies in sight: its trigger acts, its grip speaks, the rest is on the wheel.
settings-left-hand = Left-handed
settings-left-hand-about = The left hand points and acts, the right one speaks and walks; where a hint says right, use your left.
settings-headset-percent = Headset sharpness
settings-headset-percent-about = Percent of what the headset recommends; lower it when the picture stutters. From the next start on.
doctor-headset-good = Headset: { $detail }
doctor-headset-poor = No headset can be used ({ $detail })
    .cure = The desktop works as ever. For a headset: install and start its OpenXR runtime (SteamVR, Meta Quest Link, Pico Connect or Monado); on Linux libopenxr-loader1 is needed, too.
doctor-recording = Say something: recording three seconds…

# What controllers call their buttons
button-a = { $pad ->
    [vive] Trackpad
    [simple] Menu button
   *[touch] A
    }
button-b = { $pad ->
    [vive] Menu button
    [simple] Middle of the wheel
   *[touch] B
    }
button-x = { $pad ->
    [index] A
    [vive] Trackpad
    [simple] Menu button
   *[touch] X
    }
button-y = { $pad ->
    [index] B
    [vive] Menu button
    [simple] Middle of the wheel
   *[touch] Y
    }
hand-line = { $hands ->
    [one] { $pad ->
        [simple] Type to speak    Trigger acts    { button-a } wheel (papers and tablet are in it)    Closed hand at the eye: camera    Hand at the brow: salute
       *[touch] Hold the grip to speak    Trigger acts    { button-a } wheel (papers and tablet are in it)    Closed hand at the eye: camera    Hand at the brow: salute
        }
    [bare] Left pinch held speaks    Right pinch acts    Right palm to the eyes: wheel    Closed hand at the eye: camera    Hand at the brow: salute
    [lone] Closed hand speaks    Pinch acts    Palm to the eyes: wheel    Closed hand at the eye: camera    Hand at the brow: salute
   *[two] Left trigger speaks    Right trigger acts    { button-a } wheel    { button-x } papers    Closed hand at the eye: camera    Hand at the brow: salute
    }
hand-walk = { $hands ->
    [one] { $pad ->
        [simple] Hold the trigger at free ground and let go: a leap there
       *[touch] Stick forward, point at the ground, let go: a leap there
        }
    [bare] Pinch at free ground and let go: a leap there
    [lone] Pinch at free ground and let go: a leap there
   *[two] { $pad ->
        [simple] Hold the trigger at free ground and let go: a leap there
       *[touch] Left stick
        }
    }
hand-turn = { $hands ->
    [one] { $pad ->
        [simple] Hold the trigger at nothing and pull sideways
       *[touch] Stick sideways
        }
    [bare] Pinch at nothing and pull sideways
    [lone] Pinch at nothing and pull sideways
   *[two] { $pad ->
        [simple] Hold the right trigger at nothing and pull sideways
       *[touch] Right stick sideways turns; forward and let go leaps to where you point
        }
    }
hand-act = { $hands ->
    [one] Point, pull the trigger
    [bare] Point with the right hand, pinch thumb and index
    [lone] Point, pinch thumb and index
   *[two] Point with the right hand, pull the trigger
    }
hand-wheel = { $hands ->
    [one] { button-a }
    [bare] Open right palm to the eyes
    [lone] Open palm to the eyes
   *[two] { button-a }, right hand
    }
hand-talk = { $hands ->
    [one] { $pad ->
        [simple] Type, or take both controllers
       *[touch] Hold the grip
        }
    [bare] Hold a left pinch
    [lone] Close the raised hand
   *[two] Hold the left trigger
    }
hand-radio = { $hands ->
    [bare] Hand at the shoulder, hold a pinch
    [lone] Hand at the shoulder, hold a pinch
   *[two] Hand at the shoulder, hold the trigger
    }
hand-aside = { $hands ->
    [one] Needs both hands
    [bare] Close the left hand
    [lone] Needs both hands
   *[two] { $pad ->
        [simple] Not with these controllers
       *[touch] Squeeze the left grip
        }
    }
hand-camera = { $hands ->
    [bare] Closed hand at the eye, index straight; bend it to take the picture
    [lone] Closed hand at the eye, index straight; bend it to take the picture
   *[two] Closed hand at the eye; the trigger takes it
    }
hand-recorder = { $hands ->
    [bare] Hand at the chest, pinch
    [lone] Hand at the chest, pinch
   *[two] Hand at the chest, pull the trigger
    }
hand-papers = { $hands ->
    [two] { button-x }, left hand
   *[one] Middle of the wheel
    }
hand-tablet = { $hands ->
    [two] { button-y }, left hand
   *[one] Middle of the wheel
    }
hand-salute = { $hands ->
    [one] Open hand, held at the brow
    [lone] Open hand, held at the brow
   *[two] Open right hand, held at the brow
    }
hand-certificate = { $pad ->
    [simple] On the wheel
   *[touch] Closed hand stretched out and held
    }
hand-step-back = { $seated ->
    [yes] “Step back” on the wheel; or roll the chair back
   *[no] Step back with your own feet
    }
hand-menu = { $hands ->
    [one] { button-b }
    [bare] Open left palm to the eyes
    [lone] Middle of the wheel
   *[two] { button-b }, right hand
    }
hand-act-short = { $hands ->
    [bare] Pinch
    [lone] Pinch
   *[two] Trigger
    }
hand-wheel-short = { $hands ->
    [bare] Palm
    [lone] Palm
   *[two] { button-a }
    }
headset-recentre = Recentre (look straight ahead)
wheel-menu = Menu
paper-pen = Hold and sign here

menu-familiar = The headset in three minutes
menu-familiar-why = First time in it? Learn by doing; skip whenever you like.
familiar-step = The headset  { $at } / { $all }
familiar-skip = { $hands ->
    [one] { button-b } opens the menu, where you can skip.
    [bare] Left palm to the eyes opens the menu, where you can skip.
    [lone] Palm to the eyes: the menu is in the middle of the wheel; you can skip there.
   *[two] { button-b }, right hand, opens the menu, where you can skip.
    }
familiar-skip-step = Skip this step
familiar-skip-all = No more lessons
familiar-end-about = You know how to use your body here. Carry on with the case: listen first, then explain, then offer a way out.
familiar-look = { $seated ->
    [yes] Turn your head and look round; your body may turn, too.
   *[no] Turn your head and your body, and look round.
    }
familiar-turn = { $hands ->
    [one] { $pad ->
        [simple] To turn without turning: hold the trigger at nothing and pull sideways; the street comes with it.
       *[touch] To turn without turning: push the stick sideways once. Thirty degrees a push.
        }
    [bare] To turn without turning: pinch at nothing with the right hand and pull sideways; the street comes with it.
    [lone] To turn without turning: pinch at nothing and pull sideways; the street comes with it.
   *[two] { $pad ->
        [simple] To turn without turning: hold the right trigger at nothing and pull sideways; the street comes with it.
       *[touch] To turn without turning: push the right stick sideways once. Thirty degrees a push.
        }
    }
familiar-recentre = { $hands ->
    [one] { $pad ->
        [simple] Off the middle, too tall, too short? The menu in the middle of the wheel, “Recentre”, then “Carry on”.
        [vive] Off the middle, too tall, too short? The menu button, “Recentre”, then “Carry on”.
       *[touch] Off the middle, too tall, too short? Look straight ahead and press the stick in.
        }
    [bare] Off the middle, too tall, too short? Left palm to the eyes, “Recentre” in the menu, then “Carry on”.
    [lone] Off the middle, too tall, too short? Palm to the eyes, the menu in the middle of the wheel, “Recentre”, then “Carry on”.
   *[two] { $pad ->
        [simple] Off the middle, too tall, too short? The menu in the middle of the wheel, “Recentre”, then “Carry on”.
        [vive] Off the middle, too tall, too short? The menu button, “Recentre”, then “Carry on”.
       *[touch] Off the middle, too tall, too short? Look straight ahead and press a stick in.
        }
    }
familiar-walk = { $hands ->
    [one] { $pad ->
        [simple] Go to the cart, two steps before it: hold the trigger at the free ground ahead, see the ring, let go. A few steps you can walk.
       *[touch] Go to the cart, two steps before it: stick forward, point at the ground, let go. A few steps you can walk.
        }
    [bare] Go to the cart, two steps before it: pinch at the free ground ahead, see the ring, let go. A few steps you can walk.
    [lone] Go to the cart, two steps before it: pinch at the free ground ahead, see the ring, let go. A few steps you can walk.
   *[two] { $pad ->
        [simple] Go to the cart, two steps before it: hold the right trigger at the free ground ahead, see the ring, let go. A few steps you can walk.
       *[touch] Go to the cart, two steps before it: right stick forward, point at the ground, let go. The left stick and your own feet walk.
        }
    }
familiar-recorder = { $hands ->
    [bare] Switch the body camera on: hand at the chest, pinch once.
    [lone] Switch the body camera on: hand at the chest, pinch once.
   *[two] Switch the body camera on: hand at the chest, pull the trigger once.
    }
familiar-salute = { $hands ->
    [one] Salute: open hand, held at the brow. The left one counts, too.
    [lone] Salute: open hand, held at the brow. The left one counts, too.
   *[two] Salute: open right hand, held at the brow.
    }
familiar-talk = { $hands ->
    [one] { $pad ->
        [simple] Speak: type, or take both controllers and hold the left trigger; this step can be passed over.
       *[touch] Speak: hold the grip, greet him, say who you are, let go.
        }
    [bare] Speak: hold a pinch with the left hand, greet him, say who you are, let go.
    [lone] Speak: close the raised hand, greet him, say who you are, open it.
   *[two] Speak: hold the left trigger, greet him, say who you are, let go.
    }
familiar-certificate = { $pad ->
    [simple] Show your certificate: open the wheel, “Show certificate”.
   *[touch] Show your certificate: closed hand, arm stretched out, held a moment.
    }
familiar-camera = { $hands ->
    [bare] A picture: closed hand at the eye, index straight; look at the paving and bend it. Lower the hand to put the camera away.
    [lone] A picture: closed hand at the eye, index straight; look at the paving and bend it. Lower the hand to put the camera away.
   *[two] A picture: hold the grip and raise the hand to the eye; look at the paving, pull the trigger. Lower the hand to put the camera away.
    }
familiar-act = { $hands ->
    [one] Point at something on the cart and pull the trigger: it does what is written under its name.
    [bare] Point at something on the cart with the right hand and pinch: it does what is written under its name.
    [lone] Point at something on the cart and pinch: it does what is written under its name.
   *[two] Point at something on the cart with the right hand and pull the trigger: it does what is written under its name.
    }
familiar-wheel = { $hands ->
    [one] What else can be done? { button-a } opens the wheel; point, pull the trigger. { button-a } again closes it.
    [bare] What else can be done? Right hand open, palm to the eyes, held: the wheel comes; point and pinch. Once more closes it.
    [lone] What else can be done? Hand open, palm to the eyes, held: the wheel comes; point and pinch. Once more closes it.
   *[two] What else can be done? { button-a }, right hand, opens the wheel; point, pull the trigger. { button-a } again closes it.
    }
familiar-papers = { $hands ->
    [two] Papers: { button-x }, left hand. Your own name you write in its field with the trigger held; the button does, too.
   *[one] Papers: in the middle of the wheel. Your own name you write in its field, holding on; the button does, too.
    }
familiar-radio = { $hands ->
    [bare] Call control: hand at the shoulder, hold a pinch and speak.
    [lone] Call control: hand at the shoulder, hold a pinch and speak.
   *[two] Call control: hand at the shoulder, hold the trigger and speak.
    }
familiar-step-back = { $seated ->
    [yes] When somebody gets worked up, give them a step: “Step back” on the wheel; or roll the chair back.
   *[no] When somebody gets worked up, give them a step: face them and step back with your own feet. Mind what is behind you.
    }
help-bench-eyes = Eyes that frame lays out: a window has one, a headset two
fail-headset-unseen = The headset showed no picture, so there is nothing to measure.
    .cure = Put it on, wait for the street, then run it again.
