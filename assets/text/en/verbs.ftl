# Words of the verbs.

## Help

help-run = Play a case without a window: a walk-through, a script, or sound
help-run-case = Case folder or name
help-run-walkthrough = Play this walk-through: a file, or the name of one of the case, such as ideal-1
help-run-audio = Sound files, one an utterance or one long recording, separated by commas
help-run-text = script, one sentence a line; @move, @do, @to, @over, @talk, @wait, @paper, @inject and @hear stand in scenarios/README.md, section 11
help-run-level = Level, 1 to 3
help-run-persona = Id of the party
help-run-seed = Seed of the draws
help-run-model = Speech model file
help-run-exam = As an exam: needs --trainee, gives no hints, draws party and twist
help-run-trainee = Pseudonym of the trainee (never a name)
help-run-assignment = Assignment of the exam; each is sat once, and each case and level once without it
help-run-sealed = Seal the mark until somebody responsible opens it
help-run-out = Folder for the results
help-assess = Mark again from the events of a record
help-assess-record = Record file or result folder
help-assess-explain = Item by item
help-assess-under = Under the present versions
help-assess-case = Case folder, where it is not in its usual place
help-assess-unseal = Open a sealed mark
help-assess-mend = Where the mark beside the record is not the record's, write it again (the old one is kept)
help-assess-by = Who opens it or writes it again
help-appeal = A person's verdict beside the machine's
help-appeal-record = Record file or result folder
help-appeal-item = Item id
help-appeal-verdict = met, missed or breached
help-appeal-reason = Reason
help-appeal-by = Id of whoever decides
help-replay = Step through a record
help-replay-record = Record file or result folder
help-replay-verify = Recompute everything, check every line and the chain
help-replay-case = Case folder, where it is not in its usual place
help-prove = Walk a case's states: dead ends and ways to cheat
help-prove-case = Case folder or name
help-prove-budget = Limit in seconds
help-prove-out = folder for the walk-throughs found; prove in the data folder when left out
help-understand = Understand utterances from standard input, one a line
help-understand-date = The day by which law in force is judged, such as 2026-11-26; today where none is named
help-listen = Hear sound files, a line a segment
help-listen-files = Sound files
help-listen-model = Speech model file
help-listen-any = Decide the language by ear
help-models = Speech models: list, fetch, verify
help-models-action = list, fetch or verify
help-models-name = Name of a model, such as base-q8_0
help-models-mirror = official, china or an address
help-models-digests = File of digests
help-train = Train the understanding model from its material
help-train-what = understanding: the linear model; strips: the material as the script for the network reads it (scripts/build-reader.sh)
help-train-without = files of material to leave out (names, commas between), to be measured on
help-train-lines = these labelled files instead of the material
help-train-beside = strips: with the scores of this linear model beside each
help-train-copies = strips: so many copies of each line with recognition errors
help-train-out = File to write
help-quality = The published figures: unseen lines, voice fixture, stability of marks
help-quality-stability = Only how far marks move when words are heard wrongly, run by run with --json
help-bench = Speed and memory, measured now: engine
help-bench-what = engine: engine, prover, understanding, marking, dialogue; voice: hearing beside bare Whisper; noise: hearing, understanding and a mark in noise; list: wrong characters and time over a list of recordings; frame: a frame beside the bare engine
help-bench-model = speech model for voice; the fixture when left out
help-bench-seconds = Seconds for each figure
help-bench-scene = One scene of frame alone: street or bare
help-bench-yarn = Program to compare with (built from tests/bench/yarn), telling the same dialogue
help-doctor = Is this machine fit: content, store, disk, speech model

## Acts

act-greet = greeting
act-identify_self = who we are
act-show_certificate = certificate
act-announce_recording = recording announced
act-state_facts = facts
act-cite_law = legal basis
act-ask_info = question
act-inform_rights = rights
act-listen_ack = listening
act-empathise = sympathy
act-persuade = explanation
act-offer_alternative = way out
act-order_correction = order
act-set_deadline = deadline
act-warn = lawful warning
act-collect_evidence = evidence
act-apply_measure = decision
act-safety_action = safety
act-call_backup = backup
act-calm_down = calming
act-dispatch_report = report
act-close_politely = farewell
act-threaten = threat
act-insult = insult
act-negotiate_unlawfully = unlawful deal
act-abuse_force = unlawful force
act-deny_rights = rights denied
act-leak_privacy = privacy leaked
act-shirk = buck-passing

mood-calm = calm
mood-uneasy = uneasy
mood-angry = angry
mood-shouting = shouting
mood-breaking = breaking

block-procedure = Procedure
block-legality = Legality
block-communication = Communication
block-result = Result
block-safety = Safety and record

verdict-met = met
verdict-missed = missed
verdict-breached = breached
verdict-review = under review

slot-deadline = deadline
slot-amount = amount
slot-place = place
slot-name = name
slot-size = size
slot-addressee = said to

## Playing

run-you-said = You: { $text }
run-you-said-acts = You: { $text }   ({ $acts })
run-you-did = You ({ $action })
run-you-did-to = You ({ $action } → { $target })
run-you-moved = You walk to: { $zone }
run-you-sensed = Your bearing: { $what }
run-you-wrote = You fill in: { $form }
run-somebody-said = { $who }: { $text }
run-mood = ({ $who }: { $mood }, tension { $tension })
run-comes = ({ $who } comes)
run-goes = ({ $who } leaves)
run-agrees = ({ $who } gives in)
run-platform = [Platform] { $text }
run-hint = [Hint] { $text }
run-paper-lacks = [Paper] { $form } still lacks: { $fields }
run-paper-choices = {"    "}'{ $field }' is one of these: { $choices }
run-unknown-word = Line { $line }: the case has no { $kind ->
        [action] action
        [zone] place
        [form] form
        [target] target
        [person] person
       *[inject] inject
    } “{ $word }”; { $kind ->
        [person] the words go to whom they name, or to the party.
       *[other] the line does nothing.
    } { $near ->
        [none] { "" }
       *[other] Nearest: { $near }
    }
run-refused = [Not possible here] { $what }
run-unclear = ({ $who } did not quite understand; you may say it again)
run-interrupted = (you interrupted { $who })
run-cuts-in = ({ $who } will not wait and cuts in)
run-sealed =
    The mark is sealed and cannot be seen before it is opened.
    Seal: { $mark }
    Result: { $path }
run-ended = [The end] { $title }. { $text }
run-files =
    Record: { $record }
    Mark: { $assessment }
    Report: { $report }
run-at-step = step { $step }
run-at-end = at the end
run-fixture-notice = Note: the voice fixture is in use. It recognises synthetic voices on a closed list of phrases and no person's speech; it is for tests and demonstrations only.

## Marks

mark-score = Mark { $points } / { $of }   { $verdict }
mark-pass = passed
mark-fail = not passed
mark-pending = depends on review
mark-block = { "  " }{ $block }  { $points } / { $of }
mark-critical = Red line: { $items }
mark-review = Under review (not heard, costs nothing): { $items }
mark-item = [{ $verdict }] { $points }/{ $of }  { $text } ({ $id })
mark-evidence = { "      " }{ $at }  “{ $quote }”
mark-better = { "      " }Why: { $why }
    { "      " }Better: { $better }
assess-under-new = Marked under the present versions, which differ from those of the record. This is a separate mark; it does not replace the first.
assess-appeal-left = The appeal on { $item } is not carried over: the case of today has no such item.

replay-verified = Verified: all { $events } events recomputed alike, chain whole, seal { $seal }
replay-not-closed = The record was not closed properly (the program was interrupted); it is whole up to its last line.

## Understanding and hearing

understand-nothing = { "  " }(does nothing)
understand-act = { "  " }{ $act }  { $sure }%  { $why }
understand-law-right = { "  " }basis { $id }: { $cited }
understand-law-wrong = { "  " }basis { $id }: { $cited } (wrong: { $note })
understand-slot = { "  " }{ $kind }: { $value }
listen-segment = { $from }–{ $to }  { $verdict }  { $sure }%  { $text }  ({ $ms } ms)
listen-truncated = { $path }: the recording breaks off; what there is was heard.
heard-accept = heard
heard-unsure = unsure
heard-drop = dropped

models-line = { $name }  about { $mib } MiB  { $state }{ $advised ->
        [none] { "" }
       *[other] { "  " }{ $advised }
    }
models-here = here
models-partial = partly here
models-absent = not here
models-advised = advised
models-foot = Folder { $folder }; licence { $licence }; from { $mirror }
models-verified = { $path }
    SHA-256 { $sum }
    { $compared }
models-by-file = As in the digest file: { $file }
models-by-first = As at the first download (which only shows that nothing changed since)
models-recorded = First download: digest recorded; there was no trusted source to compare with

train-done = Trained on { $lines } lines, written to { $path }
quality-line = { $name }  { $value }
bench-line = { $name }  { $value }

## When it cannot go on

fail-not-in-case = The case has no: { $id }
    .cure = Look at parties and levels in its scenario.ron.
fail-script = { $path } has lines that cannot be read:
    { $detail }
    .cure = A sentence a line; lines with @ are @to, @over, @talk, @hear, @wait, @do, @move, @paper, @inject.
fail-bureau = There is no bureau profile called { $name }.
    .cure = Set the environment variable { $variable } to one of { $known }, or unset it; a new profile is a folder of its own under assets/packs/bureau.
fail-run-nothing = There is nothing to play.
    .cure = Give one of --walkthrough, --audio or --text.
fail-hear-nothing = Line { $line }: @hear has no sound to hear.
    .cure = Give a recording with --audio, or name a file on that line: @hear FILE.
fail-case = { $path } has mistakes and cannot be played.
    .cure = Mend what is shown above, then run check.
fail-no-model = There is no speech model on this machine.
    .cure = Run streetwise models fetch base-q8_0, or name a file with --model; typing always works.
fail-no-hearing = This program was built without hearing.
    .cure = Build it with the default features: cargo build --release
fail-input = Standard input cannot be read: { $detail }
    .cure = Look at the pipe or redirection.
fail-record-empty = { $path } is empty.
    .cure = Take another record; only a program stopped at its very start leaves this.
fail-record-line = { $path }, line { $line } cannot be read: { $detail }
    .cure = If it is the last line, a power cut left it and everything before holds; otherwise the file was changed.
fail-record-chain = { $path }, line { $line } does not follow from the line before: a line was changed, removed or swapped.
    .cure = Look for the original or a backup; nothing from this line on can be relied on.
fail-record-order = { $path }, line { $line } stands in the wrong place.
    .cure = A record has one beginning, and nothing follows its end.
fail-record-time = { $path }, line { $line }: time runs backwards.
    .cure = Look for the original or a backup.
fail-record-format = { $path } has format { $detail }, which this program does not know.
    .cure = Open it with a newer program.
fail-other-versions = The record was made with another version of the content (record { $recorded }, now { $present }).
    .cure = Add --under new for a separate mark under the present one; to verify, use the content of then.
fail-replay-differs = Line { $line } comes out differently.
    Record: { $recorded }
    Now: { $now }
    .cure = Content, rules or record have changed; look at the versions.
fail-mark-differs = { $path } is not the mark that the record gives.
    .cure = Look for the original, or write it again from the record: streetwise assess RESULT_FOLDER --mend --by ID
fail-appeal-empty = A verdict needs a reason and a name.
    .cure = Add --reason and --by.
fail-appeal-item = There is no item { $item }.
    .cure = There are: { $known }
fail-exam-trainee = An exam must know who sits it.
    .cure = Add --trainee PSEUDONYM, for example --trainee cz-0417; never a name.
fail-exam-sat = { $trainee } has sat this assignment ({ $assignment }), beginning { $at }.
    .cure = The result is in { $result }. For another attempt the instructor gives another one: --assignment ID.
fail-id = “{ $id }” cannot be used for { $argument }.
    .cure = Use letters, digits, - _ and . only, 64 at most, no dot at the start.
fail-sealed = The mark is sealed: { $path }
    .cure = Somebody responsible opens it: streetwise assess RESULT_FOLDER --unseal --by ID
fail-not-sealed = This mark is not sealed.
    .cure = Leave --unseal out to see it.
fail-bench-yarn = The program to compare with gave no result: { $path } ({ $detail })
    .cure = Build it: cargo build --release --manifest-path tests/bench/yarn/Cargo.toml; or leave --yarn out.

## Check-up

doctor-good = [good]
doctor-poor = [usable]
doctor-bad = [bad]
doctor-content-good = The content is complete: { $detail } cases, understanding loaded.
doctor-content-bad = The content does not load: { $detail }
    .cure = Run in the program's folder or name the folder of assets and scenarios in STREETWISE_HOME; then run streetwise check scenarios.
doctor-store-good = Results can be kept: { $detail }
doctor-store-bad = Results cannot be kept: { $detail }
    .cure = Name a folder that can be written with --data or STREETWISE_DATA, or mend the permissions.
doctor-disk-good = { $detail } MiB of disk are free.
doctor-disk-poor = Only { $detail } MiB of disk are free: enough for marks, maybe not for sound and models.
    .cure = Make room, or point --data to another disk.
doctor-speech-good = Speech model: { $detail }
doctor-speech-poor = There is only the voice fixture: { $detail }. It recognises synthetic voices on a closed list and nobody's speech.
    .cure = Fetch a model: streetwise models fetch base-q8_0
doctor-speech-bad = There is no usable speech model. { $detail }
    .cure = Fetch one: streetwise models fetch base-q8_0; remove a broken one first.
doctor-hearing-poor = This program was built without hearing; words can be typed.
    .cure = Build it with --features voice.
doctor-window-poor = This program was built without the window; graphics, sound out and headset are not looked at.
    .cure = Build it with the default features.
fail-seal-broken = The sealed mark is not the one the record was closed with: { $path }
    .cure = The file was changed or exchanged. Leave everything as it is and have it looked into; replay --verify checks the record itself.
assess-mended = The mark was written again from the record: { $path }. The old one is beside it, assessment.doubted.json; persons' verdicts in it were not taken over and must be given again with appeal.
assess-mend-sound = The mark beside the record is the record's; nothing was changed.
fail-mend-mark = A mark cannot be written again from a record that is not whole, nor under other versions.
    .cure = Restore the record from a backup first; leave --under out.
assess-unsealed = Opened by { $by }; the seal is intact.
fail-models-name = No model was named.
    .cure = For example: streetwise models fetch base-q8_0
fail-models-unknown = There is no model called { $name }.
    .cure = streetwise models list shows them.
fail-understanding = The understanding model cannot be opened: { $detail }
    .cure = Run streetwise train understanding, or restore the files in assets/packs/lexicon.
