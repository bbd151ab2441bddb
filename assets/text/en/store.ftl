# Store, people, courses, audit: help and output of the verbs.

## Help

help-all-ca = authority of the server's certificate (PEM file); a database that is not on this machine needs one
help-all-database = database: a postgres address or a SQLite file; this machine's when left out
help-all-reader = who reads, by pseudonym; the account logged in when left out
help-all-role = what the reader is: trainee, instructor, hr, auditor, admin; only hr and admin see names, with the key
help-all-trainee = this trainee only (pseudonym)
help-all-group = this group only
help-all-team = this team only
help-all-case = this case only
help-all-month = this month only, such as 2026-11
help-all-from = from this day on
help-all-before = before this day
help-all-key = key file of the names; when left out, the passphrase in STREETWISE_PASSPHRASE
help-index = take new results into this machine's database, remove voice clips past their days
help-index-rebuild = make the database anew from the result files; people and assignments stay
help-index-verify = read everything again and compare it with the files
help-sync = send this machine's results to the bureau's database, bring people and assignments back
help-sync-database = the bureau's database, postgres://user@host/name
help-sync-ca = authority of the server's certificate (PEM file); the line is encrypted then
help-sync-remember = remember this address
help-people = people: import a staff list, list them, make a key file, mend the bureau's register
help-people-action = import, list, key or mend
help-people-sheet = which sheet of the workbook; the one most like a list when left out
help-people-file = staff list (CSV or Excel), or the new key file
help-people-everybody = The list names everybody: whoever is not in it has left and is given nothing any more
help-people-dry_run = check the list, import nothing
help-people-names = show names and staff numbers, too (needs the role and the key)
help-person = one person's data: show what is kept, erase name and voice clips
help-person-action = show or erase
help-person-id = pseudonym
help-playlist = playlists of cases: a name and cases keep one, nothing lists them
help-playlist-name = name of the playlist
help-playlist-tasks = case:level, such as street-vendor:2
help-assign = give a playlist to somebody, by a day; lists what was given when nothing is written
help-assign-id = name of the assignment
help-assign-playlist = playlist of cases
help-assign-to = all, team=NAME, group=NAME, or a pseudonym
help-assign-due = last day, such as 2026-12-31
help-assign-exam = as an exam
help-assign-sealed = marks are sealed
help-assign-withdraw = take it back: nobody is to do it any more, marks stay
help-progress = progress by team, trainee, case, month, block, step or assignment
help-progress-by = team, trainee, case, month, block, step or assignment
help-progress-names = names after pseudonyms (needs the role and the key)
help-retrain-names = names after pseudonyms (needs the role and the key)
help-retrain = retraining plan: who must do which case again, and what in it
help-audit = who looked at whose results and when; checks the chain
help-audit-about = about this person only
help-audit-by = of this reader only
help-audit-last = at most so many looks and deeds
help-audit-each = a line for everybody, where many were looked at at once
help-settings = settings of this machine's store: show, change, accept what was written by hand
help-settings-keep_voice_days = days a voice clip is kept, 0 for none
help-settings-keep_result_days = days a result with its record is kept, 0 for always
help-settings-accept = accept what was written into store.json by hand
help-settings-restore = write store.json again as it was confirmed
help-all-rehearsals = count rehearsals, too, which nobody in particular played

## Index

index-bar = Indexing
index-verify-bar = Checking
index-done = { $seen } result folders seen, { $changed } new or changed, { $copies } copies.
index-vanished = { $count } folders indexed before are gone; their results stay in the database. If that was meant, run index --rebuild.
index-clips = { $count } voice clips past their days removed.
index-clips-future = { $count } voice clips are dated in the future, so a clock may have jumped; they stay for now.
index-more-problems = { $count } more problems are not listed.
index-aside = The database does not read; it now lies at { $path }. A new one is made from the result files.
index-verified = { $rows } results and { $folders } folders checked, { $faults } problems.

problem-file = { $folder }: { $detail }
problem-record-missing = { $folder }: a mark without a record. It does not count and is not taken in.
problem-record-empty = { $folder }: the record is empty: the program stopped before its first line, so nothing is in it.
problem-record-line = { $folder }: line { $line } of the record cannot be read: { $detail }
    .cure = Restore this folder from a backup and run index again.
problem-record-chain = { $folder }: the record's chain breaks at line { $line }: this line or the one before was changed, removed or swapped.
    .cure = Restore this folder from a backup and run index again.
problem-record-order = { $folder }: line { $line } of the record does not belong there.
    .cure = Restore this folder from a backup and run index again.
problem-record-time = { $folder }: time runs backwards at line { $line } of the record.
problem-record-format = { $folder }: the record has format { $detail }, which this program does not read.
    .cure = Open it with the version that wrote it, or a newer one.
problem-record-torn = { $folder }: the record's last line ({ $line }) was cut off; the run broke off there, and everything before it counts.
problem-record-began = { $folder }: its start is no time: { $detail }
problem-record-future = { $folder }: it begins at { $detail }, which this machine's clock says is still to come. Until somebody rules on it, it does not count: else it would be the latest for ever.
    .cure = Look at this machine's clock first; if it is wrong, set it and run index again. If it is right, the station's was wrong: let the trainee do it once more, rule that this run does not count, and move its folder out of results.
problem-mark-unreadable = { $folder }: the mark cannot be read: { $detail }
    .cure = Write the mark again from the record: streetwise assess RESULT_FOLDER --mend --by ID
problem-mark-format = { $folder }: the mark has format { $detail }, which this program does not read.
problem-mark-of-another = { $folder }: the mark belongs to another record ({ $detail }).
    .cure = Write the mark again from the record: streetwise assess RESULT_FOLDER --mend --by ID
problem-mark-of-open-record = { $folder }: the record never ended, but its mark says it did.
problem-mark-sum = { $folder }: items and totals of the mark do not agree; the file was changed or damaged.
    .cure = Write the mark again from the record: streetwise assess RESULT_FOLDER --mend --by ID
problem-mark-differs = { $folder }: marking the record again gives another mark than the one kept.
    .cure = Restore it from a backup, or write it again from the record: streetwise assess RESULT_FOLDER --mend --by ID
problem-mark-unsealed = { $folder }: this mark should be sealed, but lies open and nobody opened it (opened.json is not there, does not read, or is not about this record and mark); not taken in.
    .cure = Somebody responsible opens it: streetwise assess RESULT_FOLDER --unseal --by ID
problem-seal-broken = { $folder }: the sealed mark is not the one the record was closed with. { $detail }
problem-not-indexed = { $folder }: not taken in yet.
    .cure = Run index.
problem-row-differs = { $folder }: the database says something else than the files; the files are right.
    .cure = Run index --rebuild.
problem-folder-gone = { $folder }: the database has this result, but its folder is gone.
    .cure = Restore the folder from a backup; if it was removed on purpose, run index --rebuild.
problem-register-differs = People and assignments in the database differ from the register people/register.json.
    .cure = Run index --rebuild.

## Sync

sync-bar = Sending
sync-done = { $sent } results sent, { $taken } of them new to the bureau; { $people } people brought back.
sync-waiting = { $count } results stay on this machine until the next sync.
fail-sync-nowhere = No database of the bureau is set.
    .cure = Run sync --database postgres://user@host/name --remember, or set STREETWISE_DATABASE.

fail-store-away = The database does not answer: { $place }
    { $detail }
    .cure = Check network and server; results on this machine are safe, run sync again later.
fail-store-database = The database refused: { $place }
    { $detail }
    .cure = Show this message to whoever keeps the database.
fail-store-unwritable = The database cannot be written: { $place }
    { $detail }
    .cure = Make room on the disk, or check the right to write; result files are safe.
fail-store-busy = Another program holds the database: { $place }
    .cure = Try again when it is done.
fail-store-newer = The database { $place } has version { $found }; this program knows up to { $known }.
    .cure = Use a newer program.
fail-store-damaged = The database is damaged: { $place }
    { $what }: { $detail }
    .cure = This machine's: run index --rebuild to make it anew from the files. The bureau's: where people and courses (people, playlists, assignments, marks) are damaged, run people mend on a machine that was synced lately; where results are, restore the bureau's backup.
fail-store-share = The data folder is on a network share ({ $kind }): { $path }. A database there gets damaged.
    .cure = Point --data to a local disk; for several machines use the bureau's PostgreSQL.
fail-store-unencrypted = The line to this database is not encrypted, and neither password nor results are sent that way: { $place }
    .cure = Add --ca FILE, the authority of the server's certificate, or run sync --ca FILE --remember once. Only a database on this machine does without.
fail-store-address = The address of the database is wrong: { $detail }
    .cure = Write postgres://user@host/name; an encrypted line needs --ca FILE, too.
fail-store-unknown = { $kind ->
        [person] Nobody has the pseudonym { $id }
        [team] Nobody is in team { $id }
        [group] Nobody is in group { $id }
        [playlist] There is no playlist { $id }
        [assignment] There is no assignment { $id }
        [everybody] No people were imported yet
       *[other] There is no { $id }
    }.
    .cure = See people list, playlist or assign for what there is.
fail-store-stopped = Stopped on the way: { $detail }

## Names

fail-vault-no-key = There is no key to the names.
    .cure = Give --key FILE, or put the passphrase into { $variable }. people key FILE makes a key file.
fail-vault-key = The key or passphrase is wrong.
    .cure = Use the one the names were kept under; if it is lost, import the staff list anew.
fail-vault-key-file = There is no such key file: { $path }
    .cure = For the first time make it with people key { $path }; if there is one, check the path.
fail-vault-none = No names are kept yet: { $path }
    .cure = Import a staff list with people import.
fail-vault-there = Names are kept already: { $path }
fail-vault-damaged = A file of the names is damaged: { $path } ({ $detail })
    .cure = Restore it from a backup, or remove it and import the staff list again.
fail-vault-role = The role { $role } may not see names.
    .cure = Only --role hr and --role admin may, with the key.

## People

people-titles-id = pseudonym|id
people-titles-name = name|full name|employee name
people-titles-number = staff number|staff no|staff id|number
people-titles-team = team|unit|department
people-titles-groups = groups|group
people-title-id = pseudonym
people-title-name = name
people-title-number = staff number
people-title-team = team
people-title-groups = groups
people-fault-empty-list = The list is empty.
people-fault-no-column = No row near the top holds all titles; in row { $row } “{ $title }” is missing.
people-fault-two-columns = { $cell }: a second column for “{ $title }” ({ $value }).
people-fault-empty = { $cell }: “{ $title }” is empty.
people-fault-bad-id = { $cell }: the pseudonym “{ $value }” may hold English letters, digits and - _ only, 64 at most; left empty, whoever has a pseudonym keeps it and others get one by chance.
people-fault-twice-id = { $cell }: the same pseudonym as in row { $value }.
people-fault-telling-id = { $cell }: the pseudonym “{ $value }” is the name or the staff number and would stand in every table. Take another, or leave it empty and one is drawn.
people-fault-reserved-id = { $cell }: the pseudonym “{ $value }” is kept for rehearsals, take another.
people-fault-twice-number = { $cell }: the same staff number as in row { $value }.
people-fault-twice-name = { $cell }: the same name and team as in row { $value }, and neither has a staff number, so nobody can tell whether it is the same person. If so, remove a row; if not, give them staff numbers or pseudonyms.
people-fault-bad-cell = { $cell }: the value of “{ $title }” ({ $value }) is no text; long numbers must be typed into cells formatted as text.
people-fault-is-day = { $cell }: the sheet has made a date of “{ $title }” ({ $value }); it probably said something like “3-1”. Format the column as text and type it again.
people-fault-too-long = { $cell }: “{ $title }” is too long.
people-sound = The list is sound: { $count } people.
people-imported = { $added } added, { $changed } changed, { $same } as before.
people-left = Noted as having left, because this list of everybody does not name them: { $count }. Their marks stay.
people-key = Key file made: { $path }. Keep it apart from the data; without it the names stay closed for good.
people-nobody = Nobody.
people-line = { $id }  { $team ->
        [none] —
       *[other] { $team }
    }  { $groups ->
        [none] —
       *[other] { $groups }
    }{ $name ->
        [none] {""}
       *[other] {"  "}{ $name }
    }{ $number ->
        [none] {""}
       *[other] {"  "}{ $number }
    }{ $state ->
        [erased] {"  "}(erased)
        [left] {"  "}(left)
       *[here] {""}
    }
fail-people-no-file = No file was named.
    .cure = people import staff.xlsx, or people key FILE.
fail-people-key-there = There is such a file already: { $path }. It was not overwritten.
fail-people-unreadable = The list does not open: { $path }
    { $detail }
    .cure = Save it as .xlsx or CSV and import again.
fail-people-faults = { $count } mistakes in the list; nobody was imported.

person-kept = { $id }: team { $team ->
        [none] —
       *[other] { $team }
    }, groups { $groups ->
        [none] —
       *[other] { $groups }
    }; { $name ->
        [yes] a name is kept, encrypted
       *[no] no name is kept
    }; results: { $runs }, voice clips: { $clips }, looked at: { $reads } times.
person-run = { $at }  { $case }  level { $level }  { $state ->
        [sealed] mark sealed
        [broken] broken off
        [passed] { $points }/{ $of } passed
        [pending] { $points }/{ $of } under review
       *[failed] { $points }/{ $of } failed
    }
person-erased = { $id }: { $name ->
        [yes] name removed
       *[no] there was no name
    }, voice clips removed: { $clips }, reports and certificates beside records removed: { $pages }; results that stay under the pseudonym, their chains still sound: { $runs }.

## Courses

playlist-line = { $id }: { $tasks }
fail-playlist-empty = There is no case in the playlist.
    .cure = playlist NAME street-vendor:1 sidewalk-parking:2.
fail-playlist-task = No such case or level: { $task }
    .cure = Write case:level, levels 1 to 3. Cases: { $known }.
assign-line = { $id }  playlist { $playlist }  for { $to }  due { $due }  { $mode ->
        [exam] exam
        [sealed] exam, marks sealed
       *[practice] practice
    }
assign-nothing = Nothing has been assigned yet.
assign-withdrawn = { $id } was taken back: nobody is to do it any more, marks stay.
fail-assign-parts = To give { $id }, name playlist, whom and day.
    .cure = Write assign { $id } --playlist NAME --to all --due 2026-12-31; to take it back, assign { $id } --withdraw.
assign-past = The day { $due } has passed: whatever is not done counts as overdue at once.
fail-assign-to = Nobody has the pseudonym { $to }.
    .cure = For a team write --to team=NAME, for a group --to group=NAME, for everybody --to all; people list shows pseudonyms.
fail-assign-due = Not a date: { $due }
    .cure = Write 2026-12-31.
assign-done = { $id } given to { $to }, due { $due }.
fail-assignment-not-yours = { $assignment } was not given to { $trainee }.
    .cure = progress assignment shows who was given what.
fail-assignment-other-case = { $assignment } does not hold the case { $case } on level { $level }.
    .cure = It holds: { $tasks }
run-overdue = { $assignment } was due on { $due }; this run is recorded all the same.

fail-filter-day = Not a day or month: { $day }
    .cure = Write --from and --before as 2026-11-01, --month as 2026-11.
fail-filter-no-days = Progress of assignments cannot be filtered by day: { $day }
    .cure = Leave out --month, --from and --before; --team, --group, --trainee and --of-case may stay.
progress-bar = Adding up
progress-nothing = No results.
progress-line = { $key ->
        [none] —
       *[other] { $key }
    }: { $runs } runs, { $passed } passed, { $pending } under review, { $breaches } critical breaches, { $percent ->
        [none] —
       *[other] { $percent } %
    } of the points
progress-step = { $key }: marked { $runs } times, met { $passed }, breached { $breaches }, under review { $pending }
standing-of = { $state ->
        [none] not begun
        [broken] broken off
        [failed] failed
        [pending] under review
        [sealed] sat, mark sealed
       *[passed] passed
    }
standing-sheet = Assignments
standing-assignment = Assignment
standing-due = Due
standing-state = Progress
standing-overdue = Overdue
standing-wrote = { $count } rows written: { $path }
fail-standing-ending = The file must end in .xlsx or .csv: { $path }
    .cure = Write progress assignment --out assignments.xlsx.
fail-progress-out = --out is for assignments only.
    .cure = Write progress assignment --out assignments.xlsx; marks are exported by export.
help-progress-out = write the standing of assignments as a table: .xlsx or .csv
progress-standing = { $assignment }  { $trainee }  { $task }  { $due }  { $state }{ $overdue ->
        [yes] {"  "}overdue
       *[no] {""}
    }
retrain-nobody = Nobody needs to train again.
retrain-person = { $trainee }:
retrain-case = {"  "}{ $case }, level { $level } ({ $passed ->
        [yes] passed, with weak spots
        [pending] under review
       *[no] not passed
    }){ $weak ->
        [none] {""}
       *[other] {" "}weak: { $weak }
    }
retrain-item = {"    "}{ $breached ->
        [yes] breached
       *[no] missing
    }: { $text }

## Audit

audit-line = { $at }  { $by }{ $role ->
        [none] {""}
       *[other] {" "}({ $role })
    }  { $did ->
        [read] read
        [names] saw names
        [erase] began to erase
        [erased] erased
        [import] imported a list
        [assign] assigned
        [withdraw] took back
        [mend] mended the register
        [settings] changed the setting
        [unseal] unsealed
        [appeal] changed the verdict
        [remark] wrote the mark again from the record
        [certificate] made a certificate
        [export] exported
        [sync] sent to
        [clip_removed] removed a voice clip
       *[other] { $did }
    }  { $about }  { $detail ->
        [none] {""}
        [list] list
        [record] opened the record
        [appeal] ruling
        [window] list of results in the window
        [assignments] table of assignments
        [sync] erased elsewhere, came with a sync
        [pseudonym] by pseudonym
        [listed] with the name of the list
        [by-hand] with a name written by hand
       *[other] { $detail }
    }{ $place ->
        [none] {""}
       *[other] {" "}{ $place }
    }
audit-console = Looks at the console:
audit-people = { $count } people ({ $some }{ $more ->
        [yes] {" "}…
       *[no] {""}
    })
audit-sum = { $entries } entries, { $torn } cut off by a crash; end of the chain { $seal }
audit-fault = Line { $line }: { $detail ->
        [chain] the chain breaks; this line or what stood before it was changed or removed
        [hash] this line is not as it was written
       *[other] { $detail }
    }

records-future = Runs that begin in the future and are not counted, because the clock of some station was wrong: { $count }. Look at this machine's clock first; if it is right, have that station rule on them, and restore or rebuild this database.
records-left-out = Results that cannot be read and are not counted: { $count }. streetwise index says which and why.
person-erased-later = Erased on this machine; the bureau’s database does not answer now, the next sync erases there, too.
rehearsals-left-out = Rehearsals, which nobody in particular played, are not counted: { $count }. --rehearsals takes them in.
fail-pseudonym = “{ $id }” cannot be a trainee's pseudonym: English letters, digits, - and _ only, 64 at most. A name is none: it would stay in records, file names and exports for good.
    .cure = Use the pseudonym personnel gave, such as p-7k3mx (people list --names tells it); people import gives one to whoever has none. Earlier records still open.
fail-reserved-id = The pseudonym { $id } is kept for rehearsals and cannot be a trainee.
    .cure = Take another.
sync-only-here = People, playlists and assignments that only this machine knows stay here: { $count }. people mend gives them to the bureau.

## Settings

store-settings-held = This machine is { $station }; the bureau’s database: { $database ->
        [none] none
       *[other] { $database }
    }{ $ca ->
        [none] {""}
       *[other] {" "}(authority { $ca })
    }; voice clips are { $days ->
        [none] not kept
       *[other] kept for { $days } days
    }; results and records are { $results ->
        [none] kept until somebody takes them away
       *[other] kept for { $results } days
    }.
store-settings-name = { $name ->
        [station] name of this machine
        [database] the bureau’s database
        [ca] authority
        [keep_voice_days] days a voice clip is kept
        [keep_result_days] days a result is kept
       *[other] { $name }
    }
store-settings-changed = store.json was changed and nobody has accepted it; what was confirmed still holds:
store-settings-difference = {"    "}{ $name }: it says { $found ->
        [none] —
       *[other] { $found }
    }, confirmed is { $confirmed ->
        [none] —
       *[other] { $confirmed }
    }
store-settings-changed-cure = {"    "}If that was you, run settings --accept; if not, settings --restore takes it back.
store-settings-unreadable = store.json cannot be read; what was confirmed holds: { $detail }
    settings --restore writes it again.
store-settings-gone = store.json is gone; what was confirmed holds. settings --restore writes it again.
store-settings-nothing-confirmed = The confirmed settings (store.confirmed.json) cannot be read; store.json holds. Look at settings, and run settings --accept when all is well.
store-settings-accepted = { $name }: { $found ->
        [none] —
       *[other] { $found }
    } instead of { $confirmed ->
        [none] —
       *[other] { $confirmed }
    } from now on.
store-settings-accepted-nothing = Confirmed; nothing changes.
store-settings-restored = store.json was written again as it was confirmed.

## How a list was read

people-column = { $title } in column { $column }{ $found ->
        [none] {""}
       *[other] {" "}(“{ $found }”)
    }
people-columns = { $sheet ->
        [none] {""}
       *[other] Sheet “{ $sheet }”:{" "}
    }{ $columns }.
people-teams = People by team: { $teams }.
people-other-sheets = Other sheets look like lists and were not read: { $sheets }. --sheet NAME names the one to read.
people-short-numbers = The staff number { $number } in { $cell } is shorter than the others ({ $count } of them); a sheet may have taken it for a number and dropped zeros. If so, format the column as text and type them again.
people-namesakes = New people in rows { $rows }, though somebody of the same name is known. If it is the same person in another team, give a staff number or the pseudonym and import again, or their marks stay under two pseudonyms.
people-zeros = Staff numbers that had lost zeros at their beginning: { $count }. Their people were recognised and keep the longer number.
people-list-lies-about = The list has real names in it and still lies at { $path }: remove it, or put it away.
people-mended = Damaged rows removed: { $damaged }; given back: { $people } people, { $playlists } playlists, { $assignments } assignments.
people-mended-lost = This machine does not have these either: { $ids }. Import the list again, or give the assignments again.
fail-people-encoding = Some letters of the list are neither UTF-8 nor GB 18030 and would come out wrong: { $path }
    .cure = Save it as “CSV UTF-8” or .xlsx and import again.
fail-people-sheet = There is no sheet { $sheet }.
    .cure = There are: { $known }

## How long results are kept

help-retention = list results and records past their days; only --remove removes them
help-retention-remove = remove what is listed, each noted in the audit log
help-retention-database = the bureau's database instead, postgres://user@host/name
help-retention-ca = authority of the server's certificate (PEM file)
help-retention-clock_is_right = the clock is right: the newest record is really more than a year old
retention-forever = No days are set: results and records are kept until somebody takes them away. settings --keep-result-days N sets them.
retention-nothing = No result is past its days ({ $days }).
retention-due = { $folder }: { $trainee }, { $case }, { $began }
retention-held = { $folder }: { $trainee }, { $case }, { $began }; stays: { $why ->
        [sealed] its mark was not opened yet
        [review] something waits for a person
       *[unsent] the bureau has not been sent it
    }
retention-would = { $going } past their days, { $held } more stay for now (kept for { $days } days). This only lists them; retention --remove removes them.
retention-removed = { $count } results with their records were removed, each noted in the audit log; { $held } more stay for now.
retention-unsound = The age of { $count } records cannot be read; they stay. index says which.
retention-rows-would = { $count } rows of the bureau's database are past their days ({ $days }). This only counts them; --remove removes them.
retention-rows-removed = { $count } rows were removed from the bureau's database, each noted in the audit log.
fail-retention-clock = The clock may have jumped: it is { $now }, and the newest record is of { $newest }. Nothing was removed.
    .cure = Set the clock; if it is right, add --clock-is-right.
index-due = { $count } results are past their days: retention lists them, retention --remove removes them.
