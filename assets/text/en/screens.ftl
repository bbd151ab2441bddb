# Words of the screens: menu, briefing, debriefing, records, settings, credits, tutorial.

app-name-other = 街训
boot-cure = Check that the program's folder is complete; install again or ask your administrator.
back = Back
language-own-zh = 中文
language-own-en = English
level-name = Level { $level }
mode-practice = Practice
mode-exam = Exam
mode-practice-about = Hints, pause and another try.
mode-exam-about = No hints, no pause; the system draws whom you meet; the result is sealed.

## Menu

menu-continue = Play again
menu-continue-again = Last time: { $title }, level { $level }
menu-continue-broken-off = Left half-way: { $title }, level { $level }. Begins anew.
menu-tutorial = Tutorial, 5 minutes
menu-tutorial-short = Tutorial
menu-tutorial-why = New here? Learn by doing; skip whenever you like.
menu-records = Records
menu-settings = Settings
menu-credits = Credits and licences
menu-quit = Quit
menu-cases = Cases
menu-no-cases = There is no case to play. Put a case folder into scenarios and start again.
menu-broken = Case “{ $case }” has mistakes ({ $errors }) and cannot be played now.
menu-unstaged = A staging file is in trouble: { $detail }
menu-broken-cure = “streetwise check scenarios” shows every mistake and its cure; other cases are not affected.
menu-where = { $place}, { $clock }
menu-level = Level
menu-party = Whom you meet
menu-party-drawn = Drawn
menu-party-drawn-about = You learn on the scene whom you meet.
menu-party-exam = The system draws; you meet on the scene.
menu-start = Read the ticket

## Briefing

briefing-title = Briefing
briefing-along = With you
briefing-pseudonym = Pseudonym
briefing-pseudonym-about = A pseudonym, never a name. Mark and record go by it.
briefing-building = The street is being built…
briefing-ready = The street stands. You can go.
briefing-name-missing = Please write a pseudonym first.
briefing-name-unfit = English letters, digits, "-" and "_" only, no name; personnel knows yours. rehearsal is kept for rehearsals
briefing-map = The place
briefing-no-history = No earlier entries.
briefing-kit = Take along
briefing-counts = What counts
briefing-points = { $block }  { $points }
briefing-pass-line = { $line } of { $of } pass; a critical breach fails whatever the points.
role-partner = your partner
role-control = control, by radio
ticket-title = Ticket
ticket-stamp = FOR ACTION
ticket-number = Number
ticket-when = Sent
ticket-source = Source
ticket-class = Class
ticket-place = Place
ticket-limit = Limit
ticket-limit-value = handle and reply within { $minutes } min
ticket-urgent = Urgent
ticket-ordinary = Ordinary
ticket-text = What was reported
map-party = P
map-party-name = Whom it is about
map-start = { $zone } (you start here)
map-far = { $zone } (some way off)
map-metres = { $metres } m
kit-recorder = Body camera, charged, with room
kit-certificate = Enforcement certificate
kit-papers = Blank papers and a pen
kit-tape = Tape measure
kit-rangefinder = Laser rangefinder
kit-camera = Camera
kit-safe-light = Explosion-proof lamp and camera; lighters and phones stay in the car
kit-helmet = Helmet
kit-cordon = Barrier tape and cones
kit-water = A bottle of water for whoever needs it
kit-headset = Headset; try the sound first
kit-roster = Duty rosters of the units
kit-notes = Note pad and pen
exam-rules = Rules of the exam
exam-rule-1 = No hints, no pause; the clock runs on.
exam-rule-2 = The system draws whom you meet and what happens.
exam-rule-3 = What was not heard costs nothing; it goes to the assessor for review.
exam-rule-4 = Mark and record are sealed together; a changed letter shows. You may ask for review.

## Debriefing

debrief-overview = Overview
debrief-findings = Findings
debrief-moments = Moment by moment
debrief-menu = Back to the menu
debrief-again = Once more
debrief-next = On to level { $level }
debrief-report = Open the report
debrief-report-open = Opening the report: { $path }
debrief-report-lies = The report lies here: { $path }
debrief-report-missing = No report found: { $path }. “streetwise report” makes a new one.
debrief-sealed = The exam's result is sealed: { $seal }
debrief-trouble = The result is not wholly on the disk: { $detail }
debrief-group-critical = Critical breaches
debrief-chart-hint = Dots are what you said. Point at one or select it to read it here; Enter shows the moment.
debrief-see = See it at { $clock }
debrief-before = ← Earlier
debrief-after = Later →
debrief-moments-about = On the right: how tense the person was, 0 calm to 100 beside themselves.

## Records

records-count = { $count } marked, { $passed } passed
records-where = Kept in { $folder }
records-none = No records yet
records-none-about = Every case you play will be listed here.
records-line = { $when } · { $party } · { $minutes } min · { $trainee }
records-when = { $year }-{ $month }-{ $day } { $clock }
records-broken-off = { $when } · level { $level } · { $trainee } · broke off; opening marks what there is
records-tag-broken-off = broke off
records-unreadable = Cannot be read: { $detail }
records-cannot-open = This record does not open: { $detail }

## Settings

settings-general = General
settings-picture = Picture
settings-sound = Sound and speech
settings-hands = Mouse and gamepad
settings-keys = Keys
settings-leave = Save and go back
settings-not-kept = Settings were not saved: { $detail }. Check disk space and permissions.
settings-on = On
settings-off = Off
settings-language = Language
settings-letters = Text size
settings-letters-about = Panels and buttons grow with it.
settings-subtitles = Subtitle size
settings-subtitles-about = The words below when people in the street speak.
settings-graphics = Graphics
settings-window = Window size
settings-window-about = Takes effect at once. F11 fills the screen and gives it back.
settings-fov = Field of view
settings-fov-about = Wider if you feel dizzy.
settings-bob = View sways with the step
settings-bob-about = Off if you feel dizzy.
settings-mic-mode = How you speak
settings-mic-mode-about = Hold { $key } while you speak, or let the microphone listen all the time. Typing always works.
mic-push = Hold to speak
mic-always = Always listen
settings-microphone = Microphone
settings-microphone-about = Speak into it; the green bar should pass the middle.
settings-microphone-none = No microphone found; you can type what you say.
settings-speaker = Loudspeaker
settings-headphones = Headphones
settings-headphones-about = With headphones the microphone does not hear the street, so you may cut in at any time. With loudspeakers, hold the key while somebody else speaks.
settings-device-usual = System default
settings-volume-all = Volume
settings-volume-voices = Voices
settings-volume-world = Street
settings-volume-ui = Interface
settings-keep = Keep your voice
settings-keep-about = Usually no sound is kept, only words. Kept recordings stay on this computer for review and are deleted in time.
settings-keep-none = Keep none
voice-kept = Your voice is kept on this computer for { $days } days, for review. The settings can switch it off.
settings-mouse = Mouse speed
settings-mouse-about = How fast the head turns.
settings-invert = Invert up and down
settings-invert-about = Push the mouse up to look down.
settings-tutorial = Tutorial
settings-tutorial-about = When on, the menu offers it first again.
settings-gamepad = Gamepads work when plugged in: the cross selects, the lower button presses, the right one goes back. Tablet, longer ways and keys are in the wheel (left button).
settings-keys-about = Choose one, press Enter, then the key you want. Esc changes nothing.
settings-keys-usual = Usual keys
settings-key-press = press a key…
settings-key-rival = the same key as “{ $other }”
graphics-low = Low
graphics-medium = Medium
graphics-high = High
graphics-low-about = No shadows or effects: for computers without a graphics card.
graphics-medium-about = Shadows.
graphics-high-about = Shadows, ambient occlusion, smooth edges and glow.
unit-percent = { $value } %
unit-degrees = { $value }°
unit-days = { $value } days

## Credits

credits-version = Version { $version }
credits-licence = Released under MIT or Apache-2.0, whichever you like.
credits-made = Made here
credits-made-1 = Cases, lines, criteria and summaries of the law were written for this project.
credits-made-2 = Streets, people, movement, sound and signs are made by this project's own scripts; nothing is taken from others.
credits-made-3 = The model that understands speech acts is trained on this project's own sentences.
credits-engine = Software used
credits-engine-bevy = Bevy | Game engine. MIT or Apache-2.0
credits-engine-rapier = Rapier | Physics. Apache-2.0
credits-engine-landmass = Landmass | How people walk round each other. MIT or Apache-2.0
credits-engine-kira = Kira, CPAL | Sound. MIT or Apache-2.0
credits-engine-whisper = whisper.cpp | Hearing. MIT; models are obtained by the user
credits-engine-fluent = Fluent, MiniJinja | Words and the report's page. MIT or Apache-2.0
credits-engine-rest = Everything else | Libraries under MIT, Apache-2.0, BSD, Zlib, ISC and Unicode licences; Symphonia under MPL-2.0, unchanged. Nothing under the GPL.
credits-fonts = Typeface
credits-fonts-noto = Noto Sans CJK SC | A subset. SIL Open Font License 1.1
credits-limits = Please note
credits-limits-law = Summaries of the law are training material, not legal advice; have your legal office check them.
credits-limits-mark = The machine's mark is an opinion. The last word is the assessor's.

## Tutorial

tutorial-step = Tutorial  { $at } / { $all }
tutorial-skip = { $skip } skips this step, { $end } ends the tutorial
tutorial-done = ✓ Done
tutorial-end = You know everything
tutorial-end-about = Carry on with the case: listen first, then explain, then offer a way out.
tutorial-look = Move the mouse and look round.
tutorial-walk = Walk to the cart and stop a step or two before it.
tutorial-recorder = First, switch on the body camera.
tutorial-salute = Salute.
tutorial-talk = Type to speak: greet him, say who you are and that you are recording. Holding the talk key works too.
tutorial-listen = Listen; the words appear below.
tutorial-certificate = Show your certificate.
tutorial-camera = Raise the camera, aim at the blocked paving, and press the left button.
tutorial-wheel = Facing somebody or something, open the wheel to see what else can be done.
tutorial-papers = The papers are here. Have a look.
tutorial-radio = The radio reaches control.
tutorial-step-back = When somebody gets worked up, step back.
tutorial-transcript = Every word that was said is here, whenever you need it.

## Replay

debrief-watch = Watch it in the street
debrief-watch-wait = The street is still being built; try again in a moment.
replay-title = Replay
replay-time = { $now } / { $end }
replay-speed = { $speed } ×
replay-view-trainee = where I stood
replay-view-other = through the eyes of { $who }
replay-view-top = from above
replay-keys = Space stops, goes on   ← → 10 s   , . marks   ↑ ↓ speed   V view   G what to look for   M stop at marks   T transcript   F12 picture   hold the right button to look and walk; free camera: W A S D go, Q E turn, R F up, down
replay-play = Play
replay-pause = Pause
replay-mark-before = Previous mark
replay-mark-after = Next mark
replay-slower = Slower
replay-faster = Faster
replay-goal = Look for: { $goal }
replay-words = Transcript
replay-swap = Show the other
replay-picture = Picture
replay-leave = Debriefing
replay-view-free = free camera
replay-run = { $when } · { $trainee } · level { $level } · { $percent } %
replay-in-street = this run is in the street
replay-not-in-street = beside it (C puts it into the street)
replay-tension = Tension of { $who }: { $value }
replay-picture-kept = The picture goes to: { $detail }
replay-picture-not = The picture could not be kept: { $detail }
debrief-compare = Compare
compare-title = Choose a run to compare with
compare-about = Another run of the same case. Both are seen again together: one in the street, the words and the tension of the other in step. C changes which.
compare-none = There is no other run of this case yet. Play it once more, and the two can be seen side by side.
compare-more = Earlier runs not listed: { $count }.

## Sealed exams

sealed-title = Exam over
sealed-head = The mark is sealed
sealed-about = The head of the exam opens all marks together; until then nobody sees this one. The record is safe, you may leave.
sealed-proof = Proof of the seal
sealed-trainee = Pseudonym: { $value }
sealed-assignment = Assignment: { $value }
sealed-mark = Seal of the mark: { $value }
sealed-record = Seal of the record: { $value }
records-sealed-row = { $when } · level { $level } · { $trainee } · opened by the head of the exam
records-sealed = Exam, mark sealed
