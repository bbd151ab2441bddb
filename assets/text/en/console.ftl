# Words of the console. Chinese is the source.


## Verbs

help-serve = the instructor's console: watch stations, step in, replay and judge, in a browser
help-serve-listen = address to listen on; this machine only by default, anything else needs TLS
help-serve-tls = own: a certificate made here; off: in the clear, this machine only; or CERT,KEY files
help-serve-add_user = add an account or give it a new password, then leave; the password is shown once
help-serve-role = role of the account
help-serve-announce = tell the local network where this console is (multicast DNS), so that stations find it with --station auto; no key is in it
help-run-speed = play the walk-through against the clock, this many times as fast
help-play-station = address of the instructor's console to join, for example https://10.0.0.5:8440; auto looks for it on the local network
help-play-station_name = name of this station; the trainee's pseudonym when left out
help-play-station_key = file with the station key; that of a console on this machine when left out
help-play-station_trust = the console's certificate file, needed when it made its own
help-run-station = join the run to the console at this address, auto to look for it on the local network (with --walkthrough)
help-run-station_name = name of this station; the trainee's pseudonym if left out
help-run-station_key = file with the station key; this machine's own console's if left out
help-run-station_trust = the console's certificate, when it made its own
serve-at = console: { $url }  station key: { $key }
serve-certificate = own certificate: { $path } (stations name it with --station-trust)  the browser warns once: go on only if it shows this SHA-256: { $print }
serve-announced = told to the local network; stations join with --station auto
station-found = console found: { $url }
station-heard = the instructor spoke into the ear for { $seconds } s
serve-account = account { $name } ({ $role }) password: { $password }  shown this once; note it and change it soon.
station-not-told = the console did not get everything; the record is whole on this machine.
station-owes = records of earlier runs that are not told to the end yet: { $count }; the next run goes on with them.
station-ticks = { $count } ticks, microseconds each: median { $half }, 99% { $most }, longest { $max }
touch-told = [instructor] { $what ->
        [pause] pauses
        [resume] resumes
        [end] ends the case
        [mood] sets a mood
        [jump] jumps to a beat
        [inject] throws in a prepared event
        [happen] throws in an event
        [voice] speaks to the trainee
       *[other] { $text }
    }
fail-station-walkthrough = --speed and --station go with --walkthrough; to join a console from the window use play --station.
fail-station = cannot be joined to the console: { $detail }
    .cure = Begin the address with http:// or https://; station names take letters, digits, - _ . and spaces.
fail-serve-tls = --tls cannot be '{ $value }'.
    .cure = Write own, off, or CERT,KEY.
fail-serve-open = { $address } is beyond this machine and cannot be served in the clear.
    .cure = Leave --tls off out, or listen on 127.0.0.1 behind a proxy.
fail-serve-socket = cannot listen on { $address }: { $detail }
    .cure = The port may be taken; try another, such as --listen 127.0.0.1:8441.
fail-serve-certificate = the certificate cannot be used: { $detail }
    .cure = Certificate and key must be PEM and belong together.
fail-serve-account = the account cannot be so: { $detail ->
        [name] the name does not fit
        [last-admin] one administrator must stay
       *[other] { $detail }
    }
    .cure = Names take letters, digits, - _ . and at most 40 of them, and do not begin with a dot; to replace an administrator, add another one first.
fail-serve-nowhere = { $address } is no one address that stations could be told of.
    .cure = Name this machine's address on the local network with --listen, for example --listen 10.0.0.5:8440.
fail-discovery = multicast does not work on this machine: { $detail }
    .cure = Stations can be given the console's address with --station.
fail-station-none = no console answers on the local network.
    .cure = Start the console with --announce, in the same network as the station; or name its address with --station.
fail-station-many = more than one console answers: { $found }
    .cure = Name one of them with --station.
fail-serve-random = the system gives no random numbers.
    .cure = Something is wrong with this machine's system; ask its administrator.

## An instructor's hand in reports

report-touch = [instructor] { $what ->
        [pause] paused
        [resume] resumed
        [end] ended the case
        [mood] set somebody's mood
        [jump] jumped to a beat
        [inject] threw in a prepared event
        [happen] threw in an event
        [ear] said into the trainee's ear: { $text }
        [voice] spoke into the trainee's ear
        [call] had the leader call: { $text }
       *[other] had somebody say: { $text }
    }
report-world-free_crowd = a crowd gathers
report-world-free_rain = it begins to rain
report-world-free_ambulance = an ambulance must pass
report-world-free_equipment_fault = the body camera fails

## The door

web-door-title = Streetwise console
web-door-about = Sign in with the account your administrator gave you.
web-door-name = Account
web-door-password = Password
web-door-enter = Sign in
web-door-other = 中文
web-door-refused = Account or password is wrong.
web-door-limit = Too many tries; wait a minute.
web-door-away = The console cannot be reached; look at the network and try again.

## Pages; values stay as holes that the page fills

web-brand = Streetwise console
web-other-language = 中文
web-leave = Sign out
web-cut = Connection lost, reconnecting
web-gone = There is nothing here, or it is not for you to see.
web-run-missing = The console hears nothing of this run now and waits for its station.
web-run-gone = The console does not follow this run any more. What it was told is in the record.
web-look-again = Look again
web-ok = OK
web-cancel = Cancel
web-nav-hall = Stations
web-nav-records = Records
web-nav-accounts = Accounts
web-nav-audit = Log
web-role-trainee = trainee
web-role-instructor = instructor
web-role-hr = HR
web-role-auditor = auditor
web-role-admin = administrator
web-trainee = Trainee
web-exam = exam
web-level-short = L{ $level }
web-critical = critical
web-mood-calm = calm
web-mood-uneasy = uneasy
web-mood-angry = angry
web-mood-shouting = shouting
web-mood-breaking = out of hand
web-state-live = running
web-state-paused = paused
web-state-lost = no contact
web-state-ended = over
web-alarm-critical = Critical
web-alarm-silence = trainee silent { $seconds } s
web-alarm-lost = No contact
web-hall-title = Stations
web-hall-empty = No station yet. Stations joined with --station and the key appear here.
web-hall-none = No station is like that now.
web-count-all = all
web-count-running = running
web-count-alarm = alarms
web-count-ended = over
web-transcript = What is said
web-map-label = The place from above
web-curve-label = Tension over time
web-no-act = nothing understood
web-heard-sure = heard { $sure }%
web-row-moved = goes to: { $zone }
web-row-paper = fills in: { $form }
web-row-left = leaves the scene
web-row-refused = not possible: { $what }
web-row-comes = { $who } comes
web-row-goes = { $who } goes
web-row-unclear = { $who } did not quite understand
web-row-interrupted = { $who } was interrupted
web-row-cuts-in = { $who } cuts in
web-row-agreed = { $who } agrees
web-row-withdrew = { $who } takes it back
web-row-boiling = { $who } begins to boil over
web-row-platform = platform: { $text }
web-row-hint = hint: { $text }
web-row-lacks = { $form } lacks: { $fields }
web-row-ended = the case ends: { $title }
web-beat-over = no longer: { $what }
web-beat-says = { $who }: “{ $text }”
web-touch-call = the leader calls: { $text }
web-touch-mood = sets { $who }'s tension to { $tension }
web-touch-say = { $who } says: { $text }
web-touch-ear = in the ear: { $text }
web-touch-voice = speaks to the trainee
web-touch-pause = pauses
web-touch-resume = resumes
web-touch-jump = jumps to: { $beat }
web-touch-end = ends the case
web-tab-touch = Step in
web-tab-steps = Steps
web-tab-notes = Notes
web-notes-empty = No notes and no touches yet.
web-ordered = Sent to the station
web-orders-waiting = touches not delivered: { $count }
web-pause = Pause
web-resume = Resume
web-end = End
web-end-sure = End this case now? It ends as if its time were up.
web-injects = Prepared by the case
web-happenings = Anything else
web-call = Call
web-call-words = what the leader says
web-people = People
web-who = Person
web-absent = { $name } (not there)
web-tension = Tension
web-set = Set
web-say = Say
web-say-words = words for this person to say
web-ear = In the trainee's ear
web-ear-words = only the trainee hears it
web-whisper = Tell
web-talk = Hold to talk
web-talk-live = On the air; let go to end
web-talk-key = Or focus the button and hold Space. Only the trainee hears it; nothing is kept.
web-talk-insecure = Browsers give the microphone to https or this machine's own address only.
web-talk-refused = The microphone cannot be used; allow it in the browser.
web-jump = Jump to a beat
web-beats-named = Turning points
web-beats-other = Everything else
web-go = Go
web-note = Note (the trainee does not see it)
web-note-words = about this moment
web-write = Note
web-exam-hands-off = This is an exam: only pausing, ending and notes.
web-records-title = Records
web-records-empty = No such record.
web-find = trainee or case
web-compare = Side by side
web-kind-all = all
web-kind-waiting = waiting
web-kind-pass = passed
web-kind-fail = failed
web-col-begun = Begun
web-col-trainee = Trainee
web-col-case = Case
web-col-level = Level
web-col-mark = Mark
web-col-open = Waiting
web-col-role = Role
web-col-when = When
web-col-who = Who
web-col-what = What
web-col-on = On what
web-col-from = From
web-result-pass = pass
web-result-fail = fail
web-result-pending = pending
web-result-sealed = sealed until it is opened
web-result-none = no mark (the case has changed)
web-result-open = not finished
web-accepted = accepted
web-n-review = { $count } to review
web-n-objections = { $count } appeals
web-watch = Watch
web-replay = Replay
web-verdict = Verdict
web-replay-title = Replay
web-compare-title = Two runs side by side
web-play = Play
web-moment = Moment
web-speed = Speed
web-goal = Look for
web-goal-whole = everything
web-goal-procedure = the procedure
web-goal-legality = the law
web-goal-result = what was settled
web-goal-safety = safety and record
web-goal-talk = talk and persuasion
web-goal-tension = rise and fall of tension
web-goal-events = events and touches
web-stop-at-marks = Stop at marks
web-back-mark = Mark before
web-next-mark = Next mark
web-picture = Picture
web-view = Seen
web-view-all = from above
web-view-free = freely
web-view-trainee = through the trainee's eyes
web-view-other = through { $name }'s eyes
web-view-free-how = Drag to move, wheel or two fingers to zoom
web-verdict-title = Verdict
web-verdict-met = met
web-verdict-missed = missed
web-verdict-breached = breached
web-verdict-review = to review
web-verdict-keep = Keep '{ $verdict }'
web-machine-said = machine: { $verdict }
web-points-of = { $points } of { $of }
web-of-hundred = / 100
web-capped = capped by a critical breach
web-better = Better:
web-rule = Rule as
web-settle = Settle as
web-answer = Answer
web-reason-for = Reason for '{ $verdict }'
web-ruled = Your verdict is kept
web-ruled-by = { $by } ruled { $verdict }:
web-objection-by = { $by } appeals:
web-objection-open = not answered
web-objection-answered = answered
web-object = Appeal
web-object-why = Why this item is wrong
web-accept = Accept the mark
web-accept-sure = Accept the mark of { $points } of { $of }?
web-accept-open = Still waiting: { $count }. The mark may change. Accept { $points } of { $of } all the same?
web-accepted-by = Accepted by { $by }
web-seal = Record seal
web-items-waiting = waiting
web-items-wrong = lost
web-items-ruled = ruled on
web-items-all = all
web-items-none = No such item.
web-accounts-title = Accounts
web-account-name = Account (trainees: the pseudonym)
web-account-add = Add
web-account-open = Reopen
web-account-close = Close
web-account-closed = closed
web-password-once = password of { $name }, shown this once:
web-password-new = New password
web-password-sure = Give { $name } a new password?
web-password-old = Present password
web-password-fresh = New password
web-password-rule = At least 10 characters. Longer is better; no signs needed.
web-password-change = Change password
web-password-changed = Password changed; sign in again
web-audit-title = Log
web-chain-whole = chain whole
web-chain-broken = changed from line { $line } on
web-log-login = signed in
web-log-login-refused = sign-in refused
web-log-login-limited = too many sign-ins, stopped
web-log-password = changed the own password
web-log-password-refused = password change refused: the old one was wrong
web-log-account-trainee = made a trainee's account
web-log-account-instructor = made an instructor's account
web-log-account-hr = made an HR account
web-log-account-auditor = made an auditor's account
web-log-account-admin = made an administrator's account
web-log-account-closed = closed the account
web-log-account-opened = reopened the account
web-log-station-refused = a station's key was wrong
web-log-people = { $count } people
web-log-disk = the disk refused a record
web-log-touch-inject = stepped in: a prepared event
web-log-touch-happen = stepped in: another event
web-log-touch-call = stepped in: the leader calls
web-log-touch-mood = stepped in: a mood
web-log-touch-say = stepped in: words for a person
web-log-touch-ear = stepped in: words in the ear
web-log-touch-voice = stepped in: spoke into the ear
web-log-touch-pause = paused the case
web-log-touch-resume = resumed the case
web-log-touch-jump = stepped in: jumped to a beat
web-log-touch-note = noted something
web-log-touch-end = ended the case
web-log-read-hall = looked at the stations
web-log-read-list = looked at the list of results
web-log-read-record = looked at a record
web-log-read-mark = looked at a mark
web-log-accept = accepted a mark
web-log-verdict = ruled on an item
web-log-object = appealed
web-error-right = Your role may not do that.
web-error-own = Nobody judges the own run or appeals for another.
web-error-exam = Not in an exam.
web-error-text = Too long, empty, or with control characters.
web-error-voice = this is no sound that can be played.
web-error-talking = another instructor is speaking to this trainee.
web-error-waiting = The station does not answer, or the case is over.
web-error-reason = Give a reason, at most 1000 characters and no control characters.
web-error-no-mark = There is no mark to judge yet.
web-error-item = No such item.
web-error-asked = An appeal on this item is waiting already.
web-error-unknown = Not found, or not for you.
web-error-limit = Too many tries; wait a minute.
web-error-login = The password is wrong.
web-error-name = Names take letters, digits, - _ . and at most 40.
web-error-password = A password has 10 to 128 characters.
web-error-last-admin = One administrator must stay.
web-error-disk = The disk says no; nothing was kept.
web-error-streams = Too many pages are open.
web-error-cut = The console cannot be reached; whether this arrived shows in the record. Try again.
web-error-other = That did not work; try again.
web-error-away = The console cannot be reached; trying again.
web-error-page = This page has failed. Load it again; if it stays so, tell your administrator.
