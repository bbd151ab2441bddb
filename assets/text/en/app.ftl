# Words of the window.

app-name = Streetwise
app-motto = See the person first, then settle the matter.

## Boot

boot-packs = Reading law and conduct…
boot-understanding = Learning to listen…
boot-wardrobe = Building the street, calling the people…
boot-cases = Looking through the cases…
boot-done = Ready
boot-failed = It cannot start: { $detail }

## Briefing

briefing-go = Go to the scene
briefing-history = What went before

## Controls

control-forward = Walk forward
control-back = Walk back
control-left = Walk left
control-right = Walk right
control-run = Walk fast
control-act = Do the obvious
control-wheel = What can be done
control-type = Type to speak
control-talk = Hold to speak
control-radio = Radio
control-aside = To your partner
control-camera = Camera
control-recorder = Body camera
control-papers = Papers
control-tablet = Tablet
control-transcript = What was said
control-salute = Salute
control-certificate = Show certificate
control-step-back = Step back
control-say-again = Ask to repeat
control-travel = Go far, wait
control-help = Keys
control-menu = Pause, close

channel-street = Face to face
channel-radio = Radio: command centre
channel-aside = Quietly to your partner
channel-phone = By phone
channel-paper = Into the paper

## In the street

hud-exam = Exam
hud-recording = Body camera on
hud-not-recording = Body camera off
hud-more = More
hud-nearer = Out of reach, go nearer
carry-near = Can be carried
carry-take = Pick it up
carry-held = In your hands
carry-put-down = Put it down
hud-radio = { $who } (radio)
hud-own = You: { $text }
hud-own-unsure = You: { $text } (not sure I heard that)
hud-ear = Instructor (earpiece): { $text }
hud-instructor-voice = The instructor is speaking to you.
hud-instructor-pause = The instructor has paused the case.
hud-instructor-resume = The instructor lets the case go on.
hud-equipment-fault = The body camera has failed; its picture is black.
transcript-ear = Instructor (earpiece)
held-title = The instructor has paused the case
held-wait = Please wait; when the instructor lets it go on, everything is as it was.
trouble-exam-trainee = Before an exam enter your own pseudonym: "{ $detail }" is everybody's.
trouble-trainee = "{ $detail }" cannot be a pseudonym: English letters, digits, "-" and "_" only, no name; rehearsal is kept for rehearsals. Write the one personnel gave you.
hud-hint = Hint: { $text }
hud-platform = Platform: { $text }
hud-paper-done = Paper complete: { $form }
hud-paper-lacks = { $form } still lacks: { $fields }
hud-agreed = { $who } is ready to comply
hud-withdrew = { $who } takes it back
hud-ended = The case ends here: { $title }
trouble-begin = The case cannot begin: { $detail }
trouble-station = The instructor's console cannot be joined: { $detail }. The case goes on; its record stays on this machine.
trouble-exam-sat = This exam has been sat ({ $detail }); each assignment is sat once. To sit again ask your instructor for another assignment (play --exam --assignment).
unheard-phone = The call was over: nobody heard these words and they are not part of the case: "{ $detail }"
unheard-aside = Your partner is not beside you: nobody heard these words and they are not part of the case: "{ $detail }"
unheard-radio = The command centre does not answer: nobody heard these words and they are not part of the case: "{ $detail }"
unheard-gone = They had already left: nobody heard these words and they are not part of the case: "{ $detail }"
trouble-record = The record cannot be written: { $detail }. Check the disk, then begin again.

wheel-here = What can be done here
wheel-more = Next page ({ $page }/{ $pages })
type-to = To { $who }
type-keys = Enter says it, Esc cancels
transcript-title = What was said and done
transcript-me = You
shot-wide = wide
shot-medium = medium
shot-close = close
shot-whole = whole
shot-cut = cut off
viewfinder-nothing = Nothing in the frame that proves anything
viewfinder-keys = Left button takes it, wheel or PgUp and PgDn zoom, { $key } puts the camera away
shutter-nothing = Nothing that proves anything is in the picture. Bring it into the frame, nearer or by zoom, and take it again.
travel-title = Go far, or wait
travel-go = Where to
travel-wait = How long
travel-minutes = { $count } min
pause-title = Paused
pause-title-exam = Exam in progress
pause-exam-runs = An exam cannot be paused; the clock runs on.
pause-go-on = Go on
pause-help = Keys
pause-settings = Settings
pause-again = Begin again
pause-again-sure = Press again to begin anew; this run ends here
pause-finish = End here and see the mark
pause-menu = Drop this run, back to the menu
pause-menu-sure = Press again for the menu; this run gets no mark
help-title = Keys
help-key-look = ← ↑ → ↓
help-look = Turn the view, unless set to something else
help-key-zoom = PgUp PgDn
help-zoom = Zoom the camera; + and - do, too
help-key-whole = F11
help-whole = Whole screen or window
close = Close

papers-title = Which paper
papers-none = This case has no papers to fill.
paper-serve = Done, hand it over
paper-required = required
paper-sign = Ask for the signature
paper-refused = Signature refused, noted
paper-signed-value = signed
paper-refused-value = refused to sign, noted with a witness
paper-officers-sign = Both officers sign
paper-yes = Yes
paper-no = No
paper-me = the trainee
hearing-fixture-short = Voice fixture: hears synthetic voices only
hud-unclear = { $who } did not quite understand; you may say it again
hud-interrupted = You interrupted { $who }
hud-cuts-in = { $who } will not wait and cuts in
transcript-interrupted = { $text } … (interrupted)
say-again-words = Sorry, I did not catch that. Could you say it again?

## The tablet

map-me = Me
list-comma = ,{ " " }
tablet-ticket = Ticket
tablet-map = Service map
tablet-law = Law
tablet-album = Evidence
tablet-papers = Papers
tablet-messages = Messages
tablet-contacts = Contacts
tablet-limit = Time limit
tablet-left = { $minutes } minutes left
tablet-overdue = { $minutes } minutes overdue
tablet-gone = { $gone } of { $allowed } minutes used
tablet-points = Where people can be sent
tablet-no-points = No service point is listed around here.
tablet-far = { $metres } m on foot, about { $minutes } min
tablet-open = Open now
tablet-shut = Closed now
point-vendor = Vendors' pitches
point-market = Market
point-parking = Car park
point-cycles = Bicycle bays
point-aid = Aid
point-waste = Waste
point-gas = Gas service
point-workstation = Bureau workstation
point-toilet = Public toilet
point-breakfast = Breakfast and snacks
point-repair = Repairs
point-charging = Charging
point-rest = Rest and water
point-recycling = Old things taken back
tablet-law-search = Look for
tablet-law-of-case = Provisions of this case. Write a few letters to search them all, such as "confiscate", "recusal", "art. 55".
tablet-law-found = { $count } found
tablet-law-here = This case
tablet-law-valid = In force that day
tablet-law-not-valid = Not in force that day
tablet-law-from = In force from { $day }
tablet-law-from-unknown = First day not recorded
tablet-law-until = until { $day }
tablet-law-followed = Now in { $names }
tablet-law-unsure = Not checked against the text: ask the legal section before citing it
tablet-law-dates-unchecked = Dates to be confirmed by the legal section
tablet-no-pictures = No picture yet. F raises the camera.
tablet-no-messages = No message yet.
tablet-paper-open = Not filled
tablet-paper-lacks = Incomplete
tablet-paper-done = Done
tablet-call = Can be called
tablet-by-radio = Shoulder radio: backup, ambulance, approval, texts, the platform
tablet-aside = Said quietly; nobody else hears it
tablet-call-now = Call
tablet-numbers = Numbers
tablet-number-bureau = City-management service line
tablet-number-police = Police
tablet-number-fire = Fire brigade
tablet-number-ambulance = Ambulance
tablet-numbers-how = For police, fire brigade or ambulance ask the command centre over the radio; say where you are and what happened.

## Writing while it plays

watch-taken = The saved version plays from here: same moment, same place, everything said so far.{ $warnings ->
    [0] {""}
   *[other] {" "}{ $warnings } warnings: see streetwise check.
}
watch-wrong = What was saved has { $count } mistakes
watch-more = { $count } more.
watch-old = Mend and save again; the version before still plays.
