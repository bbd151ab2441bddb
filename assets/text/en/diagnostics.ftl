# Words of findings: one message a code, with cause and cure.

diag-SW0101 =
    { $kind ->
        [comma] A comma is missing before this
        [colon] A colon is missing after the name
        [paren] A closing ) or a comma is missing before this
        [bracket] A closing ] or a comma is missing before this
        [brace] A closing { "}" } or a comma is missing before this
        [quote] A quote has no partner
        [inner] A straight quote " inside a text has ended it there
        [end] The file ends in the middle of something
        [after] There is something behind the last bracket
        [escape] A backslash is used wrongly
        [comment] A comment does not end
        [name] A name should stand here
        [deep] Too many brackets inside brackets
       *[other] This cannot be read{ $word ->
            [none] {""}
           *[other] : '{ $word }'
        }
    }
    .cause =
        The program understands nothing from here on; the rest of the file was not read.
    .cure =
        { $kind ->
        [comma] Put a comma before the marked place, most likely at the end of the line above.
        [colon] Write name: value, with a colon after the name.
        [paren] Add the ) or the comma; every entry is written (…), with commas between entries.
        [bracket] Add the ] or the comma; a list is written [one, two, three].
        [brace] Add the closing brace or the comma; lines are written "id": "words", with a comma after each.
        [quote] Texts stand between two quotes: "…".
        [inner] Use “ ” or ' ' inside the text and leave the outer pair as it is.
        [end] See whether all brackets and quotes of the last lines are closed.
        [after] Delete what is too much, or see whether there is one closing bracket too many.
        [escape] Inside a text a backslash is written \\ and a quote \".
        [comment] End the comment with */ or begin each line of it with //.
        [name] Names of fields and keywords are plain letters, without blanks and quotes.
        [deep] Split the condition into several.
       *[other] Compare with the examples in scenarios/README.md: brackets, commas, colons, quotes.
    }

diag-SW0102 =
    There is no field '{ $word }' here.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Only these may stand in this group: { $known }. A misspelt name, or a bracket left open above, leads to this.
    .cure =
        Correct the name; if it is right, see whether the group above has its closing ).

diag-SW0103 =
    The field '{ $word }' is missing in this group.
    .cause =
        '{ $word }' must be there; without it the case cannot be played.
    .cure =
        Add { $word }: … to this group; scenarios/SCHEMA.md says how.

diag-SW0104 =
    There is no keyword '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Only fixed words are understood here{ $known ->
        [none] .
       *[other] : { $known }.
    }
    .cure =
        Use one of the words listed, with the same capitals.

diag-SW0105 =
    { $wanted ->
        [string] A text between quotes should stand here
        [boolean] true or false should stand here
        [integer] A whole number should stand here
        [range] This number is too large, or may not be negative
        [list] A list between square brackets should stand here
        [map] A table of lines between braces should stand here
        [count] The number of values between the brackets is wrong
       *[other] A group between round brackets should stand here
    }{ $word ->
        [none] {""}
       *[other] {" "}(now { $word })
    }.
    .cause =
        Each field takes one kind of value only.
    .cure =
        { $wanted ->
        [string] Put quotes around it: "…".
        [boolean] Write true or false, without quotes.
        [integer] Write a whole number without quotes, point or unit.
        [range] Choose a number that fits.
        [list] Put square brackets around it, also around a single one: ["one"].
        [map] Write { "{" }"id": "words", …{ "}" }.
        [count] scenarios/SCHEMA.md says how many values there should be.
       *[other] Put round brackets around it: (…).
    }

diag-SW0106 =
    The format is { $word }; this program reads 1.
    .cause =
        The file was written for another version of the program.
    .cure =
        Write format: 1; if the file comes from a newer version, update the program.

diag-SW0107 =
    The file { $word } is missing.
    .cause =
        A case has at least scenario.ron, lines.zh.ron and lines.en.ron.
    .cure =
        Create { $word } in the case folder; the name must match to the letter.

diag-SW0108 =
    The case id '{ $word }' and the folder's name '{ $known }' differ.
    .cause =
        Cases are found by the name of their folder, so the two must be the same.
    .cure =
        Change the id to '{ $known }', or rename the folder to '{ $word }'.

diag-SW0109 =
    The field '{ $word }' is written twice.
    .cause =
        A field may stand only once in a group.
    .cure =
        Delete one of the two.

diag-SW0110 =
    A full-width sign '{ $word }' stands here.
    .cause =
        Signs typed with a Chinese input method are not understood, except inside quotes.
    .cure =
        Switch the input method and write { $near }

diag-SW0111 =
    { $kind ->
        [close] There is one closing bracket { $word } too many
       *[open] The bracket { $word } opened here is never closed
    }.
    .cause =
        { $kind ->
        [close] Nothing before it opens this bracket.
       *[open] Every opening bracket needs its own closing one, the last opened closed first.
    }
    .cure =
        { $kind ->
        [close] Delete it, or add the opening bracket before.
       *[open] Add the closing bracket where this group ends: ( with ), [ with ], braces likewise.
    }

diag-SW0112 =
    The text that begins here has no closing quote.
    .cause =
        Quotes come in pairs on the same line; otherwise all that follows is taken for text.
    .cure =
        Add a quote " at the end of the text on this line; if one stands inside the text, write “ ” instead.

diag-SW0113 =
    This file is not UTF-8; from here on it cannot be read.
    .cause =
        All content is UTF-8; “ANSI”, GBK and “Unicode” of a notepad are other encodings and turn words into rubbish.
    .cure =
        Save the whole file as UTF-8 in your editor; where a “�” remains, write the text again.

diag-SW0201 =
    The id '{ $word }' is used twice.
    .cause =
        Other entries refer to it by its id, so it must be unique in its list; people and things share one list, and party means whoever is the party.
    .cure =
        Give one of them another id, also where it is referred to.

diag-SW0202 =
    { $word ->
        [none] This level does not say who the party is.
       *[other] There is no person '{ $word }'.
    }{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be the id of somebody in people, or party for whoever is the party of the run.
    .cure =
        Use the id of a person of the case; add a new person to people first.

diag-SW0203 =
    There is no fact '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from facts.
    .cure =
        Use an id that exists, or add the fact to facts first.

diag-SW0204 =
    There is no zone '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from place.zones.
    .cure =
        Use an id that exists, or add the zone to place.zones first.

diag-SW0205 =
    There is no action '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from actions.
    .cure =
        Use an id that exists, or add the action to actions first.

diag-SW0206 =
    There is no target '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        A target is a person or a thing, and must stand in the action's targets.
    .cure =
        Use an id that exists and add it to the action's targets.

diag-SW0207 =
    There is no line '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from lines.
    .cure =
        Use an id that exists, or add the line to lines and its words to both line files.

diag-SW0208 =
    There is no beat '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from beats.
    .cure =
        Use an id that exists, or add the beat to beats first.

diag-SW0209 =
    There is no ending '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from endings.
    .cure =
        Use an id that exists, or add the ending to endings first.

diag-SW0210 =
    There is no act '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        What a trainee says is sorted into fixed acts, such as greet, cite_law or listen_ack.
    .cure =
        Choose one from the table of acts in scenarios/README.md.

diag-SW0211 =
    There is no form '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Forms belong to the bureau profile; those in use are listed in the case's papers first.
    .cure =
        Use the id of an existing form and list it in papers.

diag-SW0212 =
    There is no draw '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from draws and one of its values.
    .cure =
        Use an id that exists, or add it to draws first.

diag-SW0213 =
    There is no provision '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Provisions come from the law pack in assets/packs/law.
    .cure =
        Use an id of the law pack; if it is really missing, ask your legal section to add it there.

diag-SW0214 =
    There is no critical breach '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Shared critical breaches come from the conduct pack, and these are all: { $known }. What crosses each stands in the lists of scenarios/SCHEMA.md.
    .cure =
        Use one of those ids; write a breach of this case alone as a criterion with critical: true.

diag-SW0215 =
    { $word ->
        [none] No level is described.
       *[other] Level '{ $word }' does not stand in levels (or stands there twice), and this names it.
    }{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Levels are 1, 2 and 3, each described once. One level alone is enough, but then nothing may name another.
    .cure =
        Without this level: delete it here, and delete whole lines, beats, criteria and walk-throughs that belong to it alone. With it: describe it in levels.

diag-SW0216 =
    There is no hint '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from hints.
    .cure =
        Use an id that exists, or add the hint to hints first.

diag-SW0217 =
    There is no motive '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Behind each line stands a motive of its speaker, from that person's motives.
    .cure =
        Use a motive of the speaker, or add it to that person's motives.

diag-SW0218 =
    There is no block '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        The mark has five blocks: procedure, legality, communication, result, safety.
    .cure =
        Choose one of the five.

diag-SW0219 =
    There is no deed '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be a deed of the conduct pack, all of which stand in the lists of scenarios/SCHEMA.md; ordinary actions need no conduct.
    .cure =
        Use an id of the conduct pack, or leave conduct out.

diag-SW0220 =
    There is no inject '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from injects.
    .cure =
        Use an id that exists, or add it to injects first.

diag-SW0221 =
    The id '{ $word }' has signs that are not allowed.
    .cause =
        Ids are made of small letters, digits, _, - and dots, 64 at most.
    .cure =
        Use plain letters, for example old_wei.

diag-SW0222 =
    There is no district '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        Districts come from the bureau profile in assets/packs/bureau: { $known }.
    .cure =
        Use one of the ids listed.

diag-SW0223 =
    There is no criterion '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        This must be an id from the case's criteria or criticals.
    .cure =
        Use the id of a criterion that exists.

diag-SW0224 =
    The form has no field '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        The bureau profile says which fields a form has; a wrong one is as good as empty.
    .cure =
        Use a field of this form from the lists of scenarios/SCHEMA.md.

diag-SW0301 =
    The line '{ $word }' has no words in { $known }.
    .cause =
        Every line needs Chinese and English words.
    .cure =
        Add to { $known }: "{ $word }": "…",

diag-SW0302 =
    The line '{ $word }' has words, but scenario.ron has no such line.
    .cause =
        Nobody will ever say it; most likely the id is misspelt or the line was deleted.
    .cure =
        Correct the id, or delete this row.

diag-SW0303 =
    The text is empty ({ $word }).
    .cause =
        The trainee would see nothing.
    .cure =
        Write the text, in both languages.

diag-SW0304 =
    Nobody can ever say the line '{ $word }'.
    .cause =
        It has no trigger of its own, and no beat speaks it with Say.
    .cure =
        Give it an on, or add Say("{ $word }") to the then of a beat.

diag-SW0305 =
    Nothing fills '{ $word }' between the braces.
    .cause =
        Braces in texts are filled in; known are draw.ID, person.ID and words of the bureau profile such as bureau.unit.
    .cure =
        Use one of these; write no braces where nothing is to be filled in.

diag-SW0306 =
    The English is the same as the Chinese: '{ $word }'.
    .cause =
        Most likely it was not translated.
    .cure =
        Write it in English.

diag-SW0307 =
    The title '{ $word }' is already that of the beat '{ $known }'.
    .cause =
        An instructor who chooses a beat to jump to could not tell the two apart.
    .cure =
        Give each beat of a level a title of its own, or leave one of them out.

diag-SW0308 =
    There is Chinese left in an English text: '{ $word }'.
    .cause =
        Most likely it was left to translate when the case was made; trainees who play in English will see Chinese.
    .cure =
        Write it in English and delete the mark in front of it.

diag-SW0401 =
    On level { $level } the points of block '{ $word }' add up to { $given }, not to { $wanted }{ $known ->
        [none] ; it has no criteria.
       *[other] : { $known }.
    }
    .cause =
        Every level has 100 points; the conduct pack says how many belong to each block.
    .cure =
        Change the points of criteria in this block; what one level lacks another criterion must make up.

diag-SW0402 =
    The points { $word } are negative.
    .cause =
        Points are only earned; wrong conduct is written as breached.
    .cure =
        Write 0 or more.

diag-SW0403 =
    The criterion '{ $word }' does not say how it is decided.
    .cause =
        It has neither met nor breached, so nothing can be marked.
    .cure =
        Write met or breached.

diag-SW0404 =
    The provision '{ $word }' is not in force on the day of the case.
    .cause =
        The day lies before its first or after its last day.
    .cure =
        Use the provision in force that day, or change the date of the case.

diag-SW0405 =
    The article number of '{ $word }' has not been checked.
    .cause =
        The report shows its content, but not its number.
    .cure =
        Have your legal section check it and update the law pack, or use one that was checked.

diag-SW0406 =
    The criterion '{ $word }' names no law.
    .cause =
        Trainees may ask what a mark in procedure or legality is based on.
    .cure =
        Name provisions of the law pack, for example law: ["APL-2021-55"].

diag-SW0407 =
    The number { $word } is out of range.
    .cause =
        It must lie between { $from } and { $to }.
    .cure =
        Choose a whole number from { $from } to { $to }.

diag-SW0501 =
    The beat '{ $word }' can never happen.
    .cause =
        On no level can its trigger and condition come true: perhaps a fact nobody sets, or a person who never comes.
    .cure =
        Look at its on, when and levels, and at who brings about what it waits for.

diag-SW0502 =
    The ending '{ $word }' cannot be reached on level { $level }.
    .cause =
        No beat that can happen on this level ends there.
    .cure =
        Add a beat with End("{ $word }"), or give the ending levels that leave this one out.

diag-SW0503 =
    Level { $level } cannot end except by the clock.
    .cause =
        No beat that can happen on this level ends the case.
    .cure =
        Add a beat with End to this level.

diag-SW0504 =
    Something waits for the fact '{ $word }', and nothing sets it.
    .cause =
        A condition asks for it, but no beat has Set and no level begins with it.
    .cure =
        Add Set("{ $word }"), or put it into the facts of a level.

diag-SW0505 =
    Nobody asks for the fact '{ $word }'.
    .cause =
        No condition, trigger or criterion uses it.
    .cure =
        Use it, or delete it.

diag-SW0506 =
    The ending '{ $word }' is missing.
    .cause =
        The clock ends the case with it.
    .cure =
        Add an ending with id: "{ $word }" to endings.

diag-SW0507 =
    Levels { $level } and { $other } do not really differ.
    .cause =
        A level changes people, history, law or beats, not only its number.
    .cure =
        Give this level other people, history or facts, and at least one beat or criterion of its own.

diag-SW0508 =
    The date or time '{ $word }' is not right.
    .cause =
        The form is { $known }.
    .cure =
        Write it as { $known }, for example 2026-09-18 or 18:40.

diag-SW0601 =
    A walk-through is missing: { $kind ->
        [ideal] ideal on level { $level }
        [minimal_pass] minimal_pass
        [silence] silence
        [babble] babble
        [critical] the critical breach '{ $word }'
        [ending] the ending '{ $word }'
       *[en] one in English
    }.
    .cause =
        Walk-throughs show that a way can be gone and is marked as it should be.
    .cure =
        Add a file to the walkthroughs folder, as shown in scenarios/README.md.

diag-SW0602 =
    { $word } was promised and did not come{ $given ->
        [none] .
        [met] : it was met.
        [missed] : it was missed.
        [breached] : it was breached.
        [review] : it waits for a person to review it.
        [absent] : this level does not have it.
       *[other] : it is { $given }.
    }{ $said ->
        [none] {""}
       *[other] {" "}The last sentence, “{ $said }”, was heard as: { $heard ->
            [none] (no meaning)
           *[other] { $heard }
        }; lines spoken after it: { $lines ->
            [none] (nothing)
           *[other] { $lines }
        }.
    }{ $tension ->
        [none] {""}
       *[other] {" "}The party's tension is { $tension }, trust { $trust }.
    }{ $kind ->
        [once] {" "}It has been before, and a run has it once.
        [taken] {" "}Another line was said first in that moment.
       *[other] {""}
    }{ $wanting ->
        [none] {""}
       *[other] {" "}Still wanting: { $wanting }
    }
    .cause =
        The walk-through was played and did not end as written: the case has changed, or a sentence is heard as something else, or something has not been done yet.
    .cure =
        Try the sentence with streetwise understand and say it so that it is heard; add the step that is wanting, or ask less in the case.

diag-SW0603 =
    Field '{ $field }' of paper { $word } is wrong{ $given ->
        [none] {""}
       *[other] {" "}(it says '{ $given }')
    }: { $fault ->
        [none] it does not agree with what was said and done{ $known ->
            [none] {""}
           *[other] , where the record has '{ $known }'
        }
       *[other] { $fault }
    }.
    .cause =
        Papers of an ideal walk-through must stand being checked, or trainees who copy them lose points; streetwise papers marks this ✗.
    .cure =
        Change the field, or the words and deeds of the walk-through. Times read 2026-09-18 16:30, a deadline is the one that was said, a picture is named by its thing.

diag-SW0701 =
    Stage or place do not fit: { $kind ->
        [cast] person '{ $word }' has no row in cast
        [person] there is no person '{ $word }'
        [look] there is no body '{ $word }'
        [spot] the place has no spot '{ $word }'
        [piece] there is no piece '{ $word }'
        [zone] the place's file has no zone '{ $word }'
        [thing] the place's file has no thing '{ $word }'
        [light] the place has no light '{ $word }'
        [sound] there is no sound '{ $word }'
        [clip] there is no clip '{ $word }'
        [gear] there is no '{ $word }' to take along
        [place] assets/places has no place '{ $word }'
       *[other] '{ $word }'
    }.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        stage.ron says who stands where and what things look and sound like; what is written wrongly cannot be seen in the window.
    .cure =
        Use ids that exist, after the example of construction-dust/stage.ron; or delete stage.ron where the case is not for the window.

diag-SW0702 =
    The stage shows nothing for world event '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        The beat happens, but in the window nothing is seen or heard of it.
    .cure =
        Add a row to events of stage.ron, or correct the id.

diag-SW0703 =
    No clip stands for gesture '{ $word }'.{ $near ->
        [none] {""}
       *[other] {" "}The closest is '{ $near }'.
    }
    .cause =
        People then only move as they do while talking.
    .cure =
        Use a gesture from the lists of scenarios/SCHEMA.md.
