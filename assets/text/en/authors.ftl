# What authors of cases read: looking for ways to cheat, broken promises of walk-throughs, new cases, provisions and lists of ids.

## Looking for ways to cheat (prove)

prove-coverage = Level { $level }: beats { $beats }, lines { $lines }, endings { $endings }; { $situations } situations, { $steps } steps, { $complete }
prove-complete = every situation told apart was tried
prove-partial = time was up before all were tried
prove-cheapest = Level { $level }: cheapest pass { $inputs } inputs (ideal { $ideal })
prove-fault = ✗ { $level ->
        [none] whole case
       *[other] level { $level }
    }: { $finding }{ $what ->
        [none] {""}
       *[other] : { $what }
    }
prove-note = · { $level ->
        [none] whole case
       *[other] level { $level }
    }: { $finding }{ $what ->
        [none] {""}
       *[other] : { $what }
    }
prove-example = { "    " }Walk-through: { $path }
prove-about = { $finding }{ $what ->
        [none] {""}
       *[other] : { $what }
    }
prove-head =
    // { $finding }{ $what ->
        [none] {""}
       *[other] : { $what }
    }
    // See it played: streetwise run { $case } --walkthrough { $path }
    // Mean(["…"]) stands for words of that kind, whatever they are.
prove-done = { $faults } faults found in { $seconds } s. Every ✗ must go; a · was merely not come to in time and is no fault.
prove-way-words-only = the words of the ideal alone
prove-way-list = one phrase of each kind recited
prove-way-list-3 = three phrases of each kind recited
prove-way-silence = silence
prove-way-babble = babble
prove-way-ideal = the ideal

prove-dead-end = dead end, only the clock ends the case from here
    .cause = From this moment on no ending can be reached; the trainee can only wait.
    .cure = Leave a way to go without success: a beat with on: [Said(act: "close_politely")] and then: [End("…")] without further conditions.
prove-beat-not-reached = beat not reached
    .cause = Every situation told apart was tried, and none of your walk-throughs gets there.
    .cure = If it can be reached, write a walk-through that does (a file in walkthroughs, See([Beat("{ $what }")])); if not, its when is too strict, or it may go.
prove-line-not-reached = line not said
    .cause = Every situation told apart was tried, and it is said in none of your walk-throughs.
    .cure = If it can be said, write a walk-through that brings it on (See([Line("{ $what }")])); if not, look at its mood, when and on, or whether another line always comes first.
prove-ending-not-reached = ending not reached
    .cause = Every situation told apart was tried, and none of your walk-throughs gets there.
    .cure = Write a walk-through that ends so (ending: "{ $what }" in expect); if there is no way, look at what the beats with End("{ $what }") wait for.
prove-full-mark-without-step = full mark without a step that must be taken
    .cause = The ideal without this step still gets full marks: no criterion asks for it.
    .cure = Add a criterion whose met asks for the step (words by Said, deeds by Did) and take its points from others of the block. A criterion with mandatory needs points.
prove-pass-after-breach = a critical breach still passes
    .cause = With this sentence (or deed) put into the ideal the run still passes.
    .cure = { $red_line ->
        [none] Write a criterion with critical: true that has it in breached, and a walk-through that commits it.
       *[other] Add "{ $red_line }" to criticals, and a walk-through that commits it (kind: critical, breached: ["{ $red_line }"] in expect).
    }
prove-pass-by-silence = a pass by saying nothing
    .cause = Nothing is said or done until time is up, and that is a pass.
    .cure = Criteria that only have breached give points for no mistake. Write met instead: points for what was done.
prove-pass-by-babble = a pass by babble
    .cause = Nothing that was said means anything, and that is a pass.
    .cure = Find criteria that are met without doing anything: met needs Said, Did, Paper or Fact.
prove-pass-by-reciting = a pass by reciting phrases
    .cause = Without a single deed or paper, words alone earn 60 points.
    .cure = Let the party agree only after seeing the certificate: add Did("show_certificate") to the when of agrees. Then move points from words to deeds (Did, DidToMany, Paper, Fact), until words alone give 59 at most.
prove-cheap-pass = a pass too cheap
    .cause = It takes about a third of the ideal's inputs (less than 35 %) to pass; something that should be done is not asked for.
    .cure = Let the party ask for one more thing before agreeing (Said("persuade") or Said("offer_alternative") in agrees), or spread points over more criteria.
prove-levels-alike = the ideal of level 1 also passes level 3
    .cause = Level 3 has no difficulty of its own; doing as on level 1 is enough.
    .cure = Give level 3 a critical breach or a beat of its own (somebody about to faint: help first), or keep the ending out of reach by one more condition in agrees.
prove-ideal-fails = the ideal walk-through does not pass
    .cause = A walk-through with kind: ideal gets less than 60 points or commits a critical breach.
    .cure = First clear every SW0602 of check; then either the walk-through lacks a step or a criterion is too strict.
prove-circle = beats set each other off without end
    .cause = One beat brings on another, which brings on the first, with times: 0 for no limit.
    .cure = Drop times: 0, or let one of them ask for a fact (when: Not(Fact("…"))) that it then sets.

## Walk-throughs

run-promise-broken = Walk-through, { $where }: { $what }
check-no-wardrobe = The tables of bodies, clips and sounds could not be read, so stage.ron was not checked: { $detail }
fail-place = The place of the case does not read: { $detail }
    .cure = Correct the file of this place in assets/places.

## New cases (new)

help-new = make a case folder from the template by some questions
help-new-name = short name of the case and its folder, such as night-market
help-new-answers = read the answers from a file: RON, or one answer a line
help-new-folder = folder to make it in; scenarios when left out
new-answers-short = There are not enough answers ({ $path }).
    .cure = Title, place, problem, party and what he says, each in Chinese and then in English; the Chinese may not be empty, the English may wait. Thing, demand and levels have something general when left out.
new-untranslated = [to translate] { $text }
new-welcome = Fifteen questions. Press Enter where you want to write the English later (check will remind you), and at any of the last five.
new-ask-title-zh = { $number }/15 What is the case called, in Chinese?
new-ask-title-en = { $number }/15 And in English? (such as: Night barbecue)
new-ask-place-zh = { $number }/15 Where is it, in Chinese?
new-ask-place-en = { $number }/15 And in English? (such as: Beside the bus stop)
new-ask-problem-zh = { $number }/15 What is the problem, in one Chinese sentence?
new-ask-problem-en = { $number }/15 And in English? (such as: A grill stands on the pavement)
new-ask-party-zh = { $number }/15 What is the party called, in Chinese?
new-ask-party-en = { $number }/15 And in English? (such as: Boss Mo)
new-ask-motive-zh = { $number }/15 How would he tell his trouble himself? One Chinese sentence with “我”.
new-ask-motive-en = { $number }/15 And in English, with I? (such as: My rent went up and the nights have to pay for it)
new-ask-thing-zh = { $number }/15 What thing is it about, in Chinese? (Enter: the thing at the scene)
new-ask-thing-en = { $number }/15 And in English? (such as: grill)
new-ask-demand-zh = { $number }/15 What must he do so that it is settled, in Chinese? (Enter: take the things away)
new-ask-demand-en = { $number }/15 And in English? (such as: move the grill back inside)
new-ask-levels = { $number }/15 How many levels to begin with, 1 or 3? (Enter: 1; one level checks and plays, more can come later)
new-thing = things
new-demand = take your things away
new-bad-levels = There may be 1 or 3 levels, not '{ $given }'.
    .cure = Write 1 (levels 2 and 3 can come later) or 3.
new-done =
    Made: { $path } ({ $files } files).
    Next: open scenario.ron and change it from top to bottom; after each change run streetwise check { $path }; in the end run streetwise prove { $path }.

## Provisions and lists of ids

help-law = provisions and changes of law: find looks for provisions, list shows criteria touched by a change, sign signs one
help-law-action = find, list or sign
help-law-change = find: a word to look for, all when left out; list, sign: id of a change, for example 2026-08-code
law-row =
    { $id }  { $cited }{ $until ->
        [none] {""}
       *[other] {" "}(repealed after { $until })
    }
      { $summary }
law-found = { $count ->
        [none] Nothing was found. Try a shorter word, or no word for all of them.
       *[other] { $count } provisions. Write the id into law: ["…"] of a criterion.
    } Where none fits, a legal officer adds one to assets/packs/law/law.ron; its head says how.

lists-head = ## 编号表 / Lists of ids
lists-about =
    这些编号来自内容包，案例里照写。法条太多，不列在这里：`streetwise law find 堆放` 按词找，`streetwise law find` 列出全部。

    These ids come from the shared packs. Provisions are too many to list here: `streetwise law find parking` finds them by a word, `streetwise law find` lists all.
lists-criticals = ### 通用红线 / Shared critical breaches：`criticals: ["…"]`
lists-criticals-table = | 编号 / id | 怎样算触碰 / crossed by | 意思 | meaning |
lists-deeds = ### 行为 / Deeds：动作的 `conduct: "…"` / `conduct` of an action
lists-deeds-table = | 编号 / id | 轻重 / severity | 意思 | meaning |
lists-partner = ### 搭档的失当 / Errors of a partner：`partner.errs`
lists-forms = ### 文书和栏目 / Forms and their fields：`papers: ["…"]`, `Paper("…", [("栏目", "内容"), …])`
lists-forms-table = | 编号 / id | 名称 | name | 栏目（粗体必填）/ fields (bold: required) |
lists-districts = ### 城区 / Districts：`district: "…"`
lists-gestures = ### 手势 / Gestures：`gesture: "…"`, `Gesture("party", "…")`
lists-worlds = ### 世界事件 / World events：`World("…")`（报告里有说法的；别的编号也能写，报告里就只有编号 / those with words in the report; others are told by their id）
lists-two = | 编号 / id | 意思 | meaning |
