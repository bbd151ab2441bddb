# Words of the command line.

## Help

help-streetwise = Streetwise: a simulator that trains city-management officers. Speak, act, be marked from the record.
help-template =
    {"{"}about{"}"}

    Usage: {"{"}usage{"}"}

    {"{"}all-args{"}"}
help-template-verbs =
    {"{"}about{"}"}

    Usage: {"{"}usage{"}"}

    Commands:
    {"{"}subcommands{"}"}

    Options:
    {"{"}options{"}"}
help-frame-options = [OPTIONS]
help-frame-verb = <COMMAND>
help-frame-arguments = Arguments:
help-frame-option-list = Options:
help-all-lang = language: zh Chinese, en English; the system's when left out
help-all-json = machine-readable JSON only
help-all-data = folder for records, results and models
help-all-help = show this help
help-all-version = show the version
help-check = check case folders and packs; lists every problem at once
help-check-paths = case folders, a folder of cases, or the folder of packs

## Wrong usage

usage-unknown-argument = There is no option '{ $argument }'.{ $near ->
    [none] {""}
   *[other] {" "}Did you mean '{ $near }'?
    }
usage-unknown-verb = There is no command '{ $argument }'.{ $near ->
    [none] {""}
   *[other] {" "}Did you mean '{ $near }'?
    }
usage-no-verb = It is not said what to do.
usage-missing = Missing: { $argument }
usage-conflict = '{ $argument }' and '{ $other }' cannot be used together.
usage-count = '{ $argument }' has the wrong number of values.
usage-wrong-value = '{ $argument }' cannot be '{ $value }'.
usage-help = Add --help to see how it is used.

## What cannot be done

fail-file-missing = Not found: { $path }
    .cure = Check the path; names of folders and files must match to the letter.
fail-file-unreadable = Cannot be read: { $path } ({ $detail })
    .cure = Make sure that it is a text file in UTF-8 and that you may open it.
fail-file-unwritable = Cannot be written: { $path } ({ $detail })
    .cure = Check disk space and permissions, or choose another place with --data or --out.
fail-file-exists = Is there already and is not written over: { $path }
    .cure = Choose another folder with --out.
fail-no-assets = The assets folder that comes with the program was not found.
    .cure = Run from the program's folder, or set STREETWISE_HOME to it.

## Checking

finding-error = error
finding-warning = note
finding-place = { $file } line { $line }, column { $column }
finding-cause = Cause: { $text }
finding-cure = Cure: { $text }
check-sum = Checked { $cases } cases, played { $played } walk-throughs: { $errors } errors, { $warnings } notes.

## New cases

new-bad-name = '{ $name }' cannot be the short name of a case.
    .cure = Use small letters, digits, - and _ only, 48 at most, such as night-market.
new-exists = { $path } exists already.
    .cure = Choose another name, or move the old folder away; nobody's case is overwritten.
new-answers-wrong = { $path } line { $line }, column { $column }: { $message }
    .cure = { $how }

## Field reference

help-schema = list how every field of the case files is written
schema-head =
    # 字段说明 / Field reference

    本页由 `streetwise schema` 从程序自己的说明生成，请不要手改；做法和例子见 [README](README.md)。

    Written by `streetwise schema` from the program's own descriptions; do not edit. See [README](README.md) for tasks and examples.
schema-fields = | 项 / field | 写法 / form | 说明 / meaning |
schema-choice = | 词 / word | 写法 / form | 说明 / meaning |
schema-optional = *（可不写 / may be left out）*

## Picture of the branches

help-graph = draw the branches of a case
help-graph-case = case folder or name
help-graph-svg = SVG file to write
help-graph-level = only this level, 1 to 3; all when left out
graph-done = Drawn: { $path } ({ $boxes } boxes, { $arrows } arrows). Open it in a browser.
graph-title = { $title }: branches
graph-title-level = { $title }: branches on level { $level }
graph-legend = Blue: what may happen, with its id, what brings it on and what is heard or follows. Yellow: endings. An arrow: the second can only happen after the first.
graph-or = {" "}or{" "}
graph-party = party
graph-start = beginning
graph-said = says: { $word }
graph-babble = idle talk
graph-repeated = says the same again
graph-long-talk = talks on and on
graph-did = does: { $word }
graph-moved = goes to: { $word }
graph-paper = completes: { $word }
graph-at = { $word } s in
graph-after = { $secs } s after { $word }
graph-silence = { $word } s of silence
graph-tense = { $word } at tension { $bound } or above
graph-calmed = { $word } at tension { $bound } or below
graph-agreed = { $word } gives in
graph-became = comes true: { $word }
graph-inject = instructor: { $word }

## Window

fail-no-screen = There is no screen here to open a window on.
    .cure = Run it from a desktop; to play without pictures use run, or add --headless.
help-play = Open the window: the menu, or straight into a case
help-play-case = folder or name of the case
help-play-level = level, 1 to 3
help-play-persona = id of the party
help-play-seed = number for the draws; the same number draws the same
help-play-trainee = pseudonym
help-play-exam = an exam
help-play-model = speech model file
help-play-script = device events from a file, on virtual time
help-play-real_time = play the script by the clock, with its sounds where a microphone's come in (with --script)
help-play-frames = draw so many frames, keep a few pictures, leave
help-play-shots = folder for pictures
help-play-out = folder for record, mark and report
help-play-assignment = assignment of the exam, sat once; without it each case is sat once on each level
help-play-size = size of the window, for example 1280x720
help-play-headless = no window, no graphics
help-play-watch = watch the case folder: what is saved plays on from the same moment, mistakes are shown on screen
help-play-sealed = marks of exams are sealed; the head opens them with assess --unseal
