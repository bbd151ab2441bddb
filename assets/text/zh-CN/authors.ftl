# 写案例的人看到的话：查漏洞、走法没有兑现、新建案例、法条和编号表。

## 查漏洞（prove）

prove-coverage = 第 { $level } 级：情节 { $beats }，台词 { $lines }，结局 { $endings }；{ $situations } 种局面，{ $steps } 步，{ $complete }
prove-complete = 分得出的局面都试过了
prove-partial = 时间到，没试完
prove-cheapest = 第 { $level } 级：最省的合格走法 { $inputs } 步（标准走法 { $ideal } 步）
prove-fault = ✗ { $level ->
        [none] 全案
       *[other] 第 { $level } 级
    }　{ $finding }{ $what ->
        [none] {""}
       *[other] ：{ $what }
    }
prove-note = · { $level ->
        [none] 全案
       *[other] 第 { $level } 级
    }　{ $finding }{ $what ->
        [none] {""}
       *[other] ：{ $what }
    }
prove-example = { "    " }走法：{ $path }
prove-about = { $finding }{ $what ->
        [none] {""}
       *[other] ：{ $what }
    }
prove-head =
    // { $finding }{ $what ->
        [none] {""}
       *[other] ：{ $what }
    }
    // 演一遍看看：streetwise run { $case } --walkthrough { $path }
    // Mean(["…"]) 是“说了这类话”，不管用什么词。
prove-done = 发现问题 { $faults } 个，用时 { $seconds } 秒。每个 ✗ 都要改到没有；· 只是这次没来得及走到，不算问题。
prove-way-words-only = 只说标准走法里的话
prove-way-list = 每类话各背一句
prove-way-list-3 = 每类话各背三句
prove-way-silence = 一言不发
prove-way-babble = 东拉西扯
prove-way-ideal = 标准走法

prove-dead-end = 死路，此后只能等到超时
    .cause = 走到这一步，哪个结局都到不了了，学员只能干等。
    .cure = 给“没办成就走”留一段情节：on: [Said(act: "close_politely")]，then: [End("…")]，不要附加条件。
prove-beat-not-reached = 情节没有走到
    .cause = 程序把分得出的局面都试过了，您的走法也都没有走到过。
    .cure = 走得到的，就写一个走到它的走法（walkthroughs 里一个文件，See([Beat("{ $what }")])）；走不到的，看它的 when 是不是太严，或删掉它。
prove-line-not-reached = 台词没有说到
    .cause = 程序把分得出的局面都试过了，您的走法里也没有人说过它。
    .cure = 说得到的，就写一个说到它的走法（See([Line("{ $what }")])）；说不到的，看它的 mood、when 和 on，或者是不是总被别的台词抢先。
prove-ending-not-reached = 结局没有走到
    .cause = 程序把分得出的局面都试过了，您的走法也都没有走到过。
    .cure = 写一个走到它的走法（expect 里 ending: "{ $what }"）；走不到，就看带 End("{ $what }") 的情节等什么。
prove-full-mark-without-step = 漏了必做的一步仍得满分
    .cause = 把这一步去掉再演标准走法，还是满分：没有评分项管它。
    .cure = 加一个评分项，met 里要有这一步（话用 Said，动作用 Did），从同一块别的项匀出分来。写了 mandatory 的项要有分。
prove-pass-after-breach = 触碰红线仍然合格
    .cause = 标准走法里插进这一句（或这个动作），照样及格。
    .cure = { $red_line ->
        [none] 在 criteria 里写一条 critical: true 的红线，breached 里写它；再写一个触碰它的走法。
       *[other] 在 criticals 里加上 "{ $red_line }"，再写一个触碰它的走法（kind: critical，expect 里 breached: ["{ $red_line }"]）。
    }
prove-pass-by-silence = 一言不发也能合格
    .cause = 什么都不说、不做，等到时间用完就及格。
    .cure = 多半是评分项只写了 breached（没犯错就给分）。改成写 met：做到了才给分。
prove-pass-by-babble = 胡言乱语也能合格
    .cause = 说的话没有一句有意思，照样及格。
    .cure = 看看哪些评分项不做事也算做到：met 里要有 Said、Did、Paper 或 Fact。
prove-pass-by-reciting = 只背话术不做事也能合格
    .cause = 一个动作不做、一份文书不填，背完话就有 60 分。
    .cure = 让当事人看过证件才肯答应：agrees 的 when 里加 Did("show_certificate")；再把分从话移到事（Did、DidToMany、Paper、Fact），单靠话的项合计不超过 59。
prove-cheap-pass = 合格太便宜
    .cause = 及格用的步数不到标准走法的 35%，有些该做的事没人要求。
    .cure = 让他答应的条件多一件（agrees 的 when 里加 Said("persuade")、Said("offer_alternative")），或把分匀到更多项上，别让一两项就占几十分。
prove-levels-alike = 第一级的标准走法在第三级也合格
    .cause = 第三级没有自己的难处，照第一级做就行。
    .cure = 在第三级加一条只在那一级的红线或情节（比如有人要晕倒，先救人），或让结局走不到：agrees 里多一个条件。
prove-ideal-fails = 标准走法不合格
    .cause = kind: ideal 的走法演下来不到 60 分，或触碰了红线。
    .cure = 先把 check 里的 SW0602 改完；看是走法漏了步骤，还是评分项写得太严。
prove-circle = 情节互相触发，停不下来
    .cause = 一段情节引出另一段，另一段又引回来，times: 0 不限次数。
    .cure = 去掉 times: 0，或让其中一段先看一个事实（when: Not(Fact("…"))），发生后把它设真。

## 走法

run-promise-broken = 走法{ $where }：{ $what }
check-no-wardrobe = 人物、动作和声音的表没有读到，stage.ron 没有查：{ $detail }
fail-place = 案例的地方读不懂：{ $detail }
    .cure = 按提示改 assets/places 里这个地方的文件。

## 新建案例（new）

help-new = 回答几个问题，按模板新建一个案例文件夹
help-new-name = 案例的英文短名，也是文件夹名，例如 night-market
help-new-answers = 从文件读答案：RON，或者一行一个答案
help-new-levels = 先写几级，1 或 3；三级自带三种人和一处危险，人、旁人和危险的三问不起作用
help-new-like = 照一个现成的案例建一份，评分、情节、走法都带过来
help-new-renames = 与 --like 同用：旧词=新词，可以写多次
help-new-folder = 建在哪个文件夹里；不写就建在 scenarios 里
new-answers-short = 答案不够（{ $path }），还差：{ $missing }。
    .cure = 标题、地点、问题、当事人、他的话，这五样不能空；别的不写就用通用的。一行一个答案的文件照提问的先后写。
new-bad-pools = { $path }：缺 { $detail }。
    .cure = 照它前面那一条的样子补上；words 里的每一项都要有中英文。
new-untranslated = [待译] { $text }
new-welcome = 一共十八个问题，十分钟左右。只有五个非答不可；别的按回车就用通用的。英文放在最后，可以以后再写。
new-question = { $number }　{ $text }
new-row = {"    "}{ $number }　{ $name }
new-ask-title = 案例叫什么？（例：夜市烧烤）
new-ask-place = 在什么地方？（例：柳石路公交站旁）
new-ask-problem = 出了什么问题？一句话，说清楚什么东西、妨碍了什么。（例：烧烤架摆到了人行道上）
new-ask-street = 想在窗口里看见，借哪一处街景？写数字。（按回车：不要，只用文字和声音演）
new-ask-party = 当事人怎么称呼？（例：莫老板）
new-ask-persona = 他是什么样的人？写数字，他的二十八句话就照这样的人配好。（按回车：1）
new-ask-motive = 他自己会怎么说难处？用“我”写一句。（例：我店租涨了，全靠夜里多卖几串）
new-ask-secret = 他心里还藏着什么，被体谅了才说？也用“我”写一句。（例：我老婆下个月要生了；按回车：没有）
new-ask-soothes = 什么最能让他消气？写数字。（按回车：1）
new-ask-angers = 什么最惹他生气？写数字。（按回车：1）
new-ask-thing = 事情出在什么东西上？（例：烧烤架；按回车：现场的东西）
new-ask-demand = 要他做到什么才算办成？从动词写起。（例：把烧烤架搬回店里；按回车：把东西搬走）
new-ask-minutes = 限他几分钟办好？{ $known }。（按回车：10）
new-ask-law = 依据哪一条？写一个词来找，例如 堆放、油烟、违停、渣土；也可以直接写法条编号。（按回车：《城市市容和环境卫生管理条例》第十四条）
new-law-row = {"    "}{ $number }　{ $cited }：{ $summary }
new-law-pick = 写数字选一条；按回车就是第一条；都不对，再写一个词。
new-ask-harm = 这样下去会害了谁、会出什么事？照您会对他说的写一句。（例：这里老人孩子都要过，挡住了不安全，您也体谅一下；按回车就是这一句）
new-ask-way = 给他什么出路？照您会对他说的写一句。（例：您可以到青云菜市的临时摊位去卖；按回车：到街道办问问）
new-ask-bystander = 有没有旁人来劝？写怎么称呼他。（例：隔壁店主老覃；按回车：没有）
new-ask-danger = 现场会不会出危险？写数字；到时候没人管，就是红线。（按回车：没有）
new-ask-english = 最后：现在写英文吗？写 y；按回车以后再写，check 会提醒。
new-ask-english-of = “{ $text }”用英文怎么说？
new-thing = 现场的东西
new-demand = 把东西搬走
new-harm = 这里老人孩子都要过，挡住了不安全，您也体谅一下
new-way = 您可以到街道办问问有没有合适的办法，我把电话给您
new-no-such-row = 没有“{ $given }”这一项。
    .cure = 写 1 到 { $most } 的数字，或者直接按回车。
new-bad-minutes = 期限不能写“{ $given }”。
    .cure = 写 { $known }。
new-no-law = 没有找到“{ $given }”。
    .cure = 换一个词，或者写法条编号，例如 CSH-2017-14；全部法条用 streetwise law find 看。
new-law-unheard = 学员念“{ $given }”，程序听不准是哪一条，不能当这个案例的依据。
    .cure = 换一条；要用这一条，请法制人员在 assets/packs/law/law.ron 里给这部法加上口头的叫法（spoken_zh、spoken_en）。
new-unheard = 您的这句话程序听不准，走法里先用了一句通用的：“{ $text }”。换个说法用 streetwise understand 试，听准了再写进走法。
new-law-said = 依据{ $law }，这样做不行。
new-told = { $text }。
new-on-paper = { $name }某
new-bad-rename = --rename 要写成 旧词=新词，不能写“{ $given }”。
    .cure = 例如 --rename 老莫=韦师傅。
new-nothing-renamed = 案例里一处“{ $given }”也没有。
    .cure = 照原案例里的写法写；人名和地名在 scenario.ron 里看。
new-bad-levels = 级别只能写 1 或 3，不能写“{ $given }”。
    .cure = 写 --levels 1（以后再加第二、三级），或者 --levels 3。
new-done =
    建好了：{ $path }（{ $files } 个文件），已经能查、能演、没有漏洞。
    接下来改成您的话，改一处查一次：
    1. lines.zh.ron：人物的话，念一遍，不像他说的就改。
    2. scenario.ron 的 criteria：每一项的 why 和 better 换成您单位的说法。
    3. streetwise check { $path }；最后 streetwise prove { $path }。

## 法条和编号表

help-law = 法条和法规变更：find 找法条，list 列出变更触及的评分项，sign 签字
help-law-action = find、list 或 sign
help-law-change = find：要找的词，不写就列出全部；list、sign：变更编号，例如 2026-08-code
law-row =
    { $id }　{ $cited }{ $until ->
        [none] {""}
       *[other] （有效至 { $until }）
    }
    　　{ $summary }
law-found = { $count ->
        [none] 没有找到。换一个短一点的词（例如“广告”“停车”），或者不写词列出全部。
       *[other] 共 { $count } 条。编号写进评分项的 law: ["…"]。
    }没有合适的，请法制人员加进 assets/packs/law/law.ron（加法见该文件开头）。

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
