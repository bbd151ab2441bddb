# The desk: papers, platform, lessons, changes of law. Messages that begin with report- are w.xxx in the page template.

## Words against paper

report-pictures = Pictures that went back to the platform
report-picture-before = Before · { $thing } · { $clock }
report-picture-after = After · { $thing } · { $clock }
report-picture-unseen = No picture was kept (without a window or in a headset none is); what was taken and when is on record.
report-papers = Words against paper
report-papers-note = Entries that do not agree with what was said, done and photographed. Both places are quoted; where words were not made out, a person has to look.
report-paper-differs = differs
report-paper-entry = { $form }, { $field }:
report-paper-written = Paper
report-paper-record = Record
report-paper-expected = Should be
report-paper-nothing = Nothing in the record.
report-paper-yes = yes
report-paper-no = no
report-paper-kind-name = The name is not the party's
report-paper-kind-officers = Not the two officers who were there
report-paper-kind-place = The place is another one
report-paper-kind-plate = The plate is another one
report-paper-kind-time = The time does not agree
report-paper-kind-photos = More photographs than were taken
report-paper-kind-picture = Not a picture from before or after
report-paper-kind-approval = The approval does not agree with the record
report-paper-kind-amount = The sum is not the one announced
report-paper-kind-deadline = The deadline is not the one that was said
report-paper-kind-law = The basis is not the one that was told
report-paper-kind-rights = Telling the rights does not agree with the record
report-paper-kind-certificate = Showing the certificate does not agree with the record
report-paper-kind-opinion = The party never said such a thing
report-paper-kind-figure = A figure from nowhere: nobody said or measured it, and the case does not have it
report-paper-kind-measure = A fine, seizure or the like that was neither announced nor done
report-paper-kind-remedy = The remedy is not the one of this form
report-paper-kind-certificate-number = Not the certificates of the two officers
report-paper-kind-item-unseen = A listed thing that nobody saw
report-paper-kind-item-missing = A thing carried off is not on the list
report-paper-kind-item-count = The number is not the one that was said
report-paper-kind-document = The paper served was never made
report-paper-kind-conduct = Conduct of the party, the crowd or the officers that the record does not have
report-paper-kind-repeat = How many times it is does not agree with earlier entries
report-paper-kind-unit = Not the unit of this case
report-paper-kind-ticket = Not a number of this case
report-paper-kind-chosen = The kind or manner ticked is not the one announced or done
report-paper-kind-kept = Not where the things are kept
report-paper-kind-vehicle = The kind of vehicle is not that of the one there
report-paper-kind-relation = Not what the person questioned is to the case
report-paper-kind-perishable = The box on perishable goods does not agree with the list
report-paper-kind-read-back = Reading it to the party does not agree with the record
report-paper-kind-witness = The witness is the party or an officer, or nobody asked one
report-paper-kind-particulars = A telephone or address that nobody told

mark-papers = Words against paper: { $count } { $plural ->
    [one] difference
   *[other] differences
}
mark-paper = - { $form }, { $field }: written “{ $written }”, recorded “{ $record }”
mark-paper-nothing = nothing

## Papers

help-papers = list the forms; given a record, its papers with wrong entries and differences from the record
help-papers-record = record file or result folder
help-papers-case = case folder, when it is not in its usual place
help-papers-pdf = prints them as PDF, a file each, into this folder
paper-serial = No.
paper-sample = Streetwise · a training sheet without legal force
papers-form = { $id }  { $name } ({ $fields } fields)
papers-paper = [{ $at }] { $name }
papers-field =   { $label }: { $text }
papers-wrong =   ✗ { $label }: { $fault }
papers-differs =   ≠ { $label }: written “{ $written }”, recorded “{ $record }”
entry-missing = required, and empty.
entry-unknown-field = this form has no such field.
entry-too-long = too long, at most { $about } characters.
entry-no-moment = not a day and time; write it like 2026-09-18 18:41.
entry-no-number = not a whole number.
entry-no-plate = not a licence plate.
entry-no-phone = not a phone number.
entry-unknown-law = the law pack has no such provision.
entry-law-not-in-force = this provision does not apply on the day of the case.
entry-no-choice = none of the words to choose from.
entry-no-yes-no = only yes or no.
entry-order = earlier than “{ $about }”; the order is wrong.
entry-too-late = beyond the { $about } days the law allows.
entry-must-be = must say { $about }, or the paper may not be issued.
entry-needed = needed because of “{ $about }”.
entry-contradicts = contradicts “{ $about }”.
entry-too-much = above the limit of { $about }.
entry-too-few = fewer than { $about }.
entry-refusal-unseen = a refusal to sign needs a witness's signature or note.

## Checks

diag-SW0408 =
    No lesson teaches the criterion '{ $word }'.
    .cause =
        Whoever loses these points finds no lesson in the report.
    .cure =
        Write a lesson in assets/packs/lessons/lessons.ron, or add the id to the criteria of one.
diag-SW0409 =
    The criterion '{ $word }' rests on { $was }, which the change { $change } touches; signatures are missing ({ $signed } of two).
    .cause =
        The law has changed. Two persons must look again whether this still stands; until then its points wait for a person.
    .cure =
        Check what applies now ({ $now }), mend the criterion, then two persons sign: streetwise law sign { $change } --case CASE --criterion { $word } --by ID
diag-SW0410 =
    '{ $word }' is used, but there is no handled.
    .cause =
        This paper asks for a picture from before and one from after; which fact means "dealt with" nobody can tell.
    .cure =
        Below papers write handled: ["some fact"], such as the lane being free or the bottles gone; or leave the paper out.

## Lessons

report-lesson = Lesson
report-lessons = Lessons
report-lessons-note = Two minutes each. Answer aloud under “Lessons” in the window, or let streetwise lessons ID --answer "your words" judge it.
report-lesson-why = Why
report-lesson-law = Law
report-lesson-moment = A moment
report-lesson-say = One may say
report-lesson-ask = Think, and say it aloud
report-lesson-model = For example
help-lessons = lessons: the course, one lesson, or an answer judged
help-lessons-lesson = id of a lesson
help-lessons-answer = an answer to its question, one sentence
lessons-course = Course for a newcomer: { $count } lessons of two minutes
lessons-row = { $order }. { $id }  { $title }  ({ $asked } { $plural ->
    [one] criterion
   *[other] criteria
})
lessons-head = [{ $order }] { $title }
lessons-what = What: { $text }
lessons-why = Why: { $text }
lessons-law = Law: { $text }
lessons-moment = A moment: { $text }
lessons-say = Say: “{ $text }”
lessons-ask = Question: { $text }
lessons-model = For example: “{ $text }”
lessons-good = Well said.
lessons-not-yet = Not complete yet.
lessons-not-so = That must not be said.
lessons-missing = Not heard: { $acts }
lessons-wrong = Said what must not be said: { $acts }
lessons-banned = “{ $said }” must not be said: { $why }
lessons-doubtful = It sounds like “{ $acts }”, not surely; a person decides. Say it another way.
lessons-unclear = “{ $said }” may be meant either way: { $why }
lessons-figure = It was { $said }; it should be: { $what }
lessons-law-missing = The basis asked for was not heard.
lessons-law-repealed = { $cited } is repealed and must not be cited; now see { $now }.
lessons-law-old-number = { $cited } is an old number; now it is { $now }.
lessons-law-off = { $cited } is in force and about something else.
lessons-law-unknown = { $cited } is not in the law pack; have a person check it.
lessons-again = Not heard does not mean not said: name what stands above and answer again, or let an instructor hear you.
fail-no-lesson = There is no lesson '{ $id }'.
    .cure = See the ids with: streetwise lessons

## Changes of law

help-law-case = case folder or name
help-law-criterion = id of a criterion
help-law-by = pseudonym of whoever signs
law-change = { $id } (from { $day }): { $about }
law-touches =   { $was } → { $now }
law-open =   ✗ { $case } · { $criterion }: { $was }, { $signed } signed
law-closed =   ✓ { $case } · { $criterion }: { $was }, two have signed
law-none =   No criterion is touched.
law-signed = Signed: { $case } · { $criterion }, { $signed } so far.
fail-law-change = There is no change '{ $id }'.
    .cure = See the ids with: streetwise law list
fail-law-untouched = '{ $criterion }' of { $case } is not touched by { $id }; there is nothing to sign.
    .cure = See what waits with: streetwise law list
fail-law-missing = Signing needs the change, --case, --criterion and --by.
fail-law-twice = { $by } has signed this already; another person must.

## Platform

help-shift = play a shift at the platform by script and print its score
help-shift-name = id of a shift, for example morning
help-shift-script = id of a script of the shift, or a script file
help-shift-seed = seed that decides where auto-dispatch errs
shift-head = { $title } ({ $script })
shift-event = { $clock } { $number } { $what }
shift-refused = Line { $line } is impossible: { $why }
shift-score = Platform score { $points }/100, { $settled } of { $tickets } tickets settled
shift-missed =   ✗ { $number } { $what }
shift-deduct =   Found, and deducted at once: { $unit } −{ $points }
shift-note = {"  "}{ $text }
shift-days-differ = The clock is the shift's own and runs straight on; the date on a file is that of its own case, because exercises of several days are put together here. The shift does not last for days.
shift-arrived = in (file dated { $date }): { $text }
shift-accept = accepted
shift-reject = not accepted: { $text }
shift-merge = merged into { $text }
shift-dispatch = sent to { $text }
shift-phone = phoned
shift-handle = on the spot
shift-report = reported, picture before: { $before }, after: { $after }
shift-back = the squad is back without a report
shift-verify = somebody is sent to look
shift-rework = sent back
shift-close = closed
shift-extend = { $text } more minutes asked for
shift-auto-dispatched = auto-dispatch sent it to { $text }
shift-returned = { $text } returned it as not theirs
shift-unit-reported = { $text } reports it done
shift-found-done = seen on the spot: done
shift-found-undone = seen on the spot: not done, or not shown by pictures
shift-overdue = its limit has passed
shift-ended = end of the shift
shift-mark-decided-in-time = accepted late
shift-mark-decided-in-time-never = never accepted, merged or rejected, let alone in time
shift-mark-decided-rightly = wrongly accepted, merged or rejected
shift-mark-decided-rightly-never = never accepted, merged or rejected
shift-mark-sent-in-time = sent late
shift-mark-sent-in-time-never = never sent, let alone in time
shift-mark-right-unit = sent to a wrong unit
shift-mark-right-unit-never = never sent: no unit was chosen
shift-mark-urgent-first = an urgent ticket waited behind an ordinary one
shift-mark-urgent-first-never = an urgent ticket was never sent
shift-mark-left-to-machine = auto-dispatch sent it and the seat did not: no points for the seat
shift-mark-phoned = phoned late about a danger
shift-mark-phoned-never = nobody phoned about a danger
shift-mark-pictures = reported without a picture from before or after
shift-mark-pictures-never = never reported
shift-mark-verified = closed unseen
shift-mark-verified-never = never closed, let alone after a look
shift-mark-closed-in-time = closed after its limit
shift-mark-closed-in-time-never = never closed
shift-refusal-no_ticket = no such ticket
shift-refusal-no_unit = no such unit
shift-refusal-wrong_stage = not at this stage
shift-refusal-no_reason = a reason is missing
shift-refusal-not_ours = the own squad does not have it
shift-refusal-no_more_time = no more time can be asked for
shift-refusal-shift_over = the shift is over; only whoever is out is waited for
shift-yes = yes
shift-no = no
fail-no-shift = There is no shift '{ $id }'.
    .cure = Shifts lie in assets/packs/platform.
fail-shift-script = Line { $line } of the script cannot be read: { $text }
    .cure = Write it like “08:31 accept cart”: time, deed, ticket, then unit, reason and so on.

## Convenience map

report-offers = Whether the ways out hold
report-offers-note = A place that people are sent to must exist, be open when they get there, and be about as far as you say.
report-offer-closed = closed
report-offer-closed-note = The place is closed at this hour, and no hour was named: { $name }, { $hours }.
report-offer-hour = wrong hour
report-offer-hour-note = It is closed at the hour you named: { $name }, { $hours }.
report-offer-unknown = not found
report-offer-unknown-note = The convenience map does not have this place, and nothing says what kind of place it is; a person has to look, and nothing is lost by it.
report-offer-distance = wrong distance
report-offer-distance-note = The map says quite another distance, and whoever goes by your words will not find it: { $name } is { $metres } m from here. A person has to look.
report-offer-instead = Better
report-offer-point = { $name }, { $metres } m, { $hours }

## A shift in the window

menu-shift = At the platform
menu-lessons = Lessons
shift-cannot-begin = The shift cannot begin: { $detail }
shift-ends-at = ends at { $clock }
shift-pace-still = Stand still
shift-pace-ordinary = Ordinary pace
shift-pace-fast = Faster
shift-tickets = Tickets
shift-choose = Choose a ticket, read it, decide. What cannot wait comes first.
shift-do = What can be done now
shift-nothing-to-do = Nothing is to be done about this one now.
shift-told = What happened
shift-photo = Picture: { $text }
shift-no-photo = No picture
shift-history = Before: { $text }
shift-with-unit = With { $unit }
shift-unit-and-duties = { $unit } ({ $duties })
shift-do-accept = Accept
shift-do-reject = Do not accept
shift-do-merge = Merge
shift-do-dispatch = Send to a unit
shift-do-phone = Phone the unit
shift-do-handle = Go there
shift-do-report = Report the result
shift-do-back = Call the squad back
shift-do-verify = Have it looked at
shift-do-rework = Send it back
shift-do-close = Close
shift-do-extend = Ask for more time
shift-reason-not-ours = not for city management; the caller was told where to go
shift-reason-unfounded = seen on the spot: there is nothing of the kind
shift-reason-outside = outside the city; passed on
shift-reason-parts = parts have not come, more time is needed
shift-reason-weather = no work in this weather, more time is needed
shift-street-case = This one is handled in person: “Go there” opens the case in the street; the time it takes, the way there and back included, and the report you send count in this shift.
shift-street-unfinished = It was not finished in the street; the ticket is still yours
shift-street-reported = Handled on the spot; the result is with the platform
shift-street-late = The report came too late: the shift was long over and does not count it
shift-other = Another shift
shift-street-unreported = It is over in the street, but no report was sent: send it from here
pause-shift = Break off, back to the desk
pause-shift-sure = Press again for the desk; this run gets no mark
debrief-shift = Back to the desk
shift-picture-before = With a picture from before
shift-picture-after = With a picture from after
shift-send-report = Send it
shift-deducted = Found, and deducted at once
shift-deducted-row = { $unit }: { $points } off
shift-ticket-met = { $met } of { $all } done as they should be
shift-kept = Every step of this shift is kept in { $path }
shift-not-kept = This shift could not be kept: { $detail }
shift-proposes = {" "}and proposes { $text }
shift-stage-coming = not in yet
shift-stage-arrived = to be accepted
shift-stage-accepted = to be sent
shift-stage-dispatched = being handled
shift-stage-reported = reported done
shift-stage-verified = seen to be done
shift-stage-closed = closed
shift-stage-rejected = not accepted
shift-stage-merged = merged
shift-urgency-normal = ordinary
shift-urgency-urgent = urgent
shift-urgency-emergency = emergency
shift-source-hotline = hotline
shift-source-wechat = WeChat
shift-source-patrol = collector
shift-source-camera = camera
shift-source-officer = officer
shift-kind-part = part
shift-kind-event = event

## Dictation

paper-dictate = Dictate
paper-dictated = Done

## Lessons
study-about = Two minutes each: what, why, by which article, a moment that shows it, how to say it. One question after each, answered aloud.
study-kept = Answers are only tried here; nothing is kept or marked.
study-course = Course for newcomers
study-row = { $order }. { $title }
study-what = What
study-why = Why
study-law = Law
study-moment = A moment
study-say = Say
study-question = The question
study-answer = Your answer
study-speak = Press “Answer aloud” and again when you have done; or type.
study-speak-now = Listening. Press again when you have done.
study-type = Nothing can be heard now (settings tell why); type your answer.
study-aloud = Answer aloud
study-said = I have done
study-judge = Try it
study-done = Done: { $acts }
study-next = Next lesson
