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
help-new-levels = how many levels, 1 or 3; three bring three kinds of people and a danger; person, bystander and danger are then not asked for
help-new-like = make it like a case that is there, with its beats, marks and walk-throughs
help-new-renames = with --like: OLD=NEW in everything that is seen or heard; may be repeated
help-new-folder = folder to make it in; scenarios when left out
new-answers-short = There are not enough answers ({ $path }); missing: { $missing }.
    .cure = Title, place, problem, party and his words cannot be left out; the rest has something general. A file of lines follows the order of the questions.
new-bad-pools = { $path }: { $detail } is missing.
    .cure = Write it like the row before; every entry of words needs Chinese and English.
new-untranslated = [to translate] { $text }
new-welcome = Eighteen questions, some ten minutes, answered in Chinese. Only five must be answered; Enter takes something general. English comes last and can wait.
new-question = { $number } { $text }
new-row = {"    "}{ $number } { $name }
new-ask-title = What is the case called? (such as: 夜市烧烤)
new-ask-place = Where is it? (such as: 柳石路公交站旁)
new-ask-problem = What is the problem? One sentence: what thing, in whose way. (such as: 烧烤架摆到了人行道上)
new-ask-street = To be seen in the window, which street may it borrow? A number. (Enter: none, words and sound only)
new-ask-party = What is the party called? (such as: 莫老板)
new-ask-persona = What kind of person? A number; twenty-eight lines come with it. (Enter: 1)
new-ask-motive = How would he tell his trouble himself? One sentence with “我”.
new-ask-secret = What does he hide until somebody understands him? One sentence with “我”. (Enter: nothing)
new-ask-soothes = What soothes him most? A number. (Enter: 1)
new-ask-angers = What angers him most? A number. (Enter: 1)
new-ask-thing = What thing is it about? (such as: 烧烤架; Enter: the thing at the scene)
new-ask-demand = What must he do so that it is settled? Begin with the verb. (such as: 把烧烤架搬回店里; Enter: take the things away)
new-ask-minutes = Within how many minutes? { $known }. (Enter: 10)
new-ask-law = Under which provision? A word to look for, such as 堆放, or an id. (Enter: Regulation on City Appearance, art. 14)
new-law-row = {"    "}{ $number } { $cited }: { $summary }
new-law-pick = A number chooses, Enter takes the first; another word looks again.
new-ask-harm = Who comes to harm if it goes on? One sentence as you would say it to him. (Enter: old people and children have to pass here)
new-ask-way = Which way out can be offered? One sentence as you would say it to him. (Enter: ask at the street office)
new-ask-bystander = Does anybody put in a word? His name. (such as: 隔壁店主老覃; Enter: nobody)
new-ask-danger = Does a danger come up? A number; whoever ignores it crosses a red line. (Enter: none)
new-ask-english = At last: write the English now? y; Enter leaves it for later, and check will remind you.
new-ask-english-of = And in English: “{ $text }”?
new-thing = things
new-demand = take your things away
new-harm = Old people and children have to walk on the road because of this, and somebody may get hurt
new-way = You could ask the street office for a suitable place; I will give you the number
new-no-such-row = There is no '{ $given }' here.
    .cure = Write a number from 1 to { $most }, or press Enter.
new-bad-minutes = '{ $given }' cannot be the deadline.
    .cure = Write { $known }.
new-no-law = Nothing was found for '{ $given }'.
    .cure = Try another word, or the id of a provision, such as CSH-2017-14; streetwise law find lists all.
new-law-unheard = Said aloud, '{ $given }' is not surely heard as that provision; it cannot be the basis of this case.
    .cure = Choose another, or let a legal officer add how the law is called when spoken (spoken_zh, spoken_en) to assets/packs/law/law.ron.
new-unheard = This sentence of yours is not surely understood, and a general one stands in the walk-throughs: “{ $text }”. Try other words with streetwise understand.
new-law-said = Under { $law } this may not be done.
new-told = {" "}{ $text }.
new-on-paper = { $name }.
new-bad-rename = --rename is written OLD=NEW, not '{ $given }'.
    .cure = Such as --rename 老莫=韦师傅.
new-nothing-renamed = '{ $given }' is nowhere in the case.
    .cure = Write it as it stands there; names of people and places are in scenario.ron.
new-bad-levels = There may be 1 or 3 levels, not '{ $given }'.
    .cure = Write --levels 1 (levels 2 and 3 can come later) or --levels 3.
new-done =
    Made: { $path } ({ $files } files). It checks, plays and cannot be cheated.
    Now make the words your own, and check after every change:
    1. lines.zh.ron: what people say. Read it aloud; change what he would not say.
    2. criteria in scenario.ron: why and better of each item in your office's words.
    3. streetwise check { $path }; in the end streetwise prove { $path }.

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
