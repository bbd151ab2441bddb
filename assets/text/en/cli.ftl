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
fail-no-assets = The assets folder that comes with the program was not found.
    .cure = Run from the program's folder, or set STREETWISE_HOME to it.

## Checking

finding-error = error
finding-warning = note
finding-place = { $file } line { $line }, column { $column }
finding-cause = Cause: { $text }
finding-cure = Cure: { $text }
check-sum = Checked { $cases } cases, played { $played } walk-throughs: { $errors } errors, { $warnings } notes.
