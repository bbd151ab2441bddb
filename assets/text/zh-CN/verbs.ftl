# 各条命令的文字。

## 帮助

help-run = 不开窗口演练一个案件：走查、脚本或录音
help-run-case = 案件文件夹或名称
help-run-walkthrough = 按走法演练：写文件，或者写本案例走法的名字，例如 ideal-1
help-run-audio = 录音文件，一句一个或一段长录音，逗号分隔
help-run-text = 脚本，一行一句；@move、@do、@to、@over、@talk、@wait、@paper、@inject、@hear 怎么写，见 scenarios/README.md 第 11 节
help-run-level = 难度，1 到 3
help-run-persona = 当事人编号
help-run-seed = 随机种子
help-run-model = 语音模型文件
help-run-exam = 考试：要写 --trainee，没有提示，当事人和情节抽签
help-run-trainee = 学员代号（不要写姓名）
help-run-assignment = 考试任务号；同一任务只能考一次，不写则每案每级一次
help-run-sealed = 封存成绩，由负责人启封后才能看
help-run-out = 结果文件夹
help-assess = 按记录里的事件重新评分
help-assess-record = 记录文件或结果文件夹
help-assess-explain = 逐项说明
help-assess-under = 按当前版本评分
help-assess-case = 案件文件夹（不在默认位置时）
help-assess-unseal = 启封考试成绩
help-assess-mend = 旁边的评分不是这份记录的，就按记录重写一份（旧的另存）
help-assess-by = 启封人或重写人代号
help-appeal = 人工裁定，与机器评定并存
help-appeal-record = 记录文件或结果文件夹
help-appeal-item = 评分项编号
help-appeal-verdict = met 达到、missed 未达到、breached 违反
help-appeal-reason = 理由
help-appeal-by = 裁定人代号
help-replay = 逐步回放记录
help-replay-record = 记录文件或结果文件夹
help-replay-verify = 全部重算，核对每一行和链条
help-replay-case = 案件文件夹（不在默认位置时）
help-prove = 走遍案件的状态，找死路和钻空子的办法
help-prove-case = 案件文件夹或名称
help-prove-budget = 时间上限（秒）
help-prove-out = 发现的走法存到哪个文件夹；不写就存到数据文件夹的 prove 里
help-understand = 从标准输入逐行理解话语
help-understand-date = 按哪一天判断法条是否有效，如 2026-11-26；不写就按今天
help-listen = 听录音，逐段写出听到的话
help-listen-files = 录音文件
help-listen-model = 语音模型文件
help-listen-any = 自动判断语种
help-models = 管理语音模型：list 列出、fetch 下载、verify 核对
help-models-action = list、fetch 或 verify
help-models-name = 模型名，例如 base-q8_0
help-models-mirror = official、china 或网址
help-models-digests = 校验值文件
help-train = 用素材重新训练理解模型
help-train-what = understanding 训练线性模型；strips 把素材写成训练网络用的文件（见 scripts/build-reader.sh）
help-train-without = 不用哪些素材文件（文件名，逗号分开），留着量
help-train-lines = 不用素材，用这些标注文件
help-train-beside = strips：在旁边写上这个线性模型的得分
help-train-copies = strips：每行再写几份带误识的
help-train-out = 写到哪个文件
help-quality = 公布的各项指标：未见语句、语音夹具、评分稳定性
help-quality-stability = 只测听错时分数变动多少；加 --json 逐次列出
help-bench = 当场测速度和内存：引擎
help-bench-what = engine：引擎、证明、理解、重评、对话；voice：语音和裸 Whisper 同场比；noise：噪声里的听写、理解和得分；list：一份录音清单的错字率和耗时；frame：一帧和裸引擎同场比
help-bench-model = voice 用的语音模型；不写就用语音夹具
help-bench-seconds = 每项测几秒
help-bench-scene = 只测 frame 的一个场景：street 或 bare
help-bench-yarn = 对照程序（tests/bench/yarn 编译而成），讲同一段对话
help-doctor = 检查这台电脑：内容、存储、磁盘、语音模型

## 行为名称

act-greet = 问候
act-identify_self = 表明身份
act-show_certificate = 亮证
act-announce_recording = 告知录音录像
act-state_facts = 说明事实
act-cite_law = 说明依据
act-ask_info = 询问核实
act-inform_rights = 告知权利
act-listen_ack = 倾听回应
act-empathise = 体谅
act-persuade = 说理劝导
act-offer_alternative = 提供出路
act-order_correction = 责令改正
act-set_deadline = 限定时间
act-warn = 依法警示
act-collect_evidence = 取证
act-apply_measure = 作出决定
act-safety_action = 安全处置
act-call_backup = 请求支援
act-calm_down = 安抚
act-dispatch_report = 平台回报
act-close_politely = 礼貌收尾
act-threaten = 威胁
act-insult = 辱骂
act-negotiate_unlawfully = 私下交易
act-abuse_force = 违法用强
act-deny_rights = 剥夺权利
act-leak_privacy = 泄露隐私
act-shirk = 推诿

mood-calm = 平静
mood-uneasy = 不安
mood-angry = 生气
mood-shouting = 激动
mood-breaking = 失控

block-procedure = 程序
block-legality = 法律适用
block-communication = 沟通
block-result = 处置效果
block-safety = 安全与记录

verdict-met = 达到
verdict-missed = 未达到
verdict-breached = 违反
verdict-review = 待复核

slot-deadline = 期限
slot-amount = 金额
slot-place = 地点
slot-name = 名称
slot-size = 大小
slot-addressee = 对谁说

## 演练

run-you-said = 您：{ $text }
run-you-said-acts = 您：{ $text }   〔{ $acts }〕
run-you-did = 您〔{ $action }〕
run-you-did-to = 您〔{ $action } → { $target }〕
run-you-moved = 您走到：{ $zone }
run-you-sensed = 您的举止：{ $what }
run-you-wrote = 您填写：{ $form }
run-somebody-said = { $who }：{ $text }
run-mood = （{ $who }：{ $mood }，紧张度 { $tension }）
run-comes = （{ $who } 来到现场）
run-goes = （{ $who } 离开）
run-agrees = （{ $who } 愿意配合）
run-platform = 【平台】{ $text }
run-hint = 【提示】{ $text }
run-paper-lacks = 【文书】{ $form } 还缺：{ $fields }
run-paper-choices = 　　“{ $field }”只能从这几项里选：{ $choices }
run-unknown-word = 第 { $line } 行：案件里没有{ $kind ->
        [action] 动作
        [zone] 位置
        [form] 文书
        [target] 对象
        [person] 人
       *[inject] 插入事件
    }“{ $word }”，{ $kind ->
        [person] 这句话会说给当事人，或者话里点到的人。
       *[other] 这一行不起作用。
    }{ $near ->
        [none] { "" }
       *[other] 最接近的：{ $near }
    }
run-refused = 【这里做不到】{ $what }
run-unclear = （{ $who }没听明白，可以再说一遍）
run-interrupted = （打断了{ $who }）
run-cuts-in = （{ $who }等不及，插话）
run-sealed =
    成绩已封存，启封前不能查看。
    封存码：{ $mark }
    结果：{ $path }
run-ended = 【结束】{ $title }。{ $text }
run-files =
    记录：{ $record }
    评分：{ $assessment }
    报告：{ $report }
run-at-step = 第 { $step } 步
run-at-end = 结尾
run-fixture-notice = 注意：正在使用语音夹具模型。它只认得固定短语表里的合成语音，不能识别真人说话，仅供测试和演示。

## 评分

mark-score = 得分 { $points } / { $of }   { $verdict }
mark-pass = 合格
mark-fail = 不合格
mark-pending = 待复核后定
mark-block = { "  " }{ $block }  { $points } / { $of }
mark-critical = 红线：{ $items }
mark-review = 待复核（没听清，不扣分）：{ $items }
mark-item = [{ $verdict }] { $points }/{ $of }  { $text }（{ $id }）
mark-evidence = { "      " }{ $at }  “{ $quote }”
mark-better = { "      " }为什么：{ $why }
    { "      " }可以这样：{ $better }
assess-under-new = 按当前版本重新评分：与记录时的版本不同，结果另计，不替换原评分。
assess-appeal-left = 对 { $item } 的人工裁定没有带过来：现在的案件里没有这一项。

replay-verified = 核对无误：{ $events } 条事件全部重算一致，链条完整，封印 { $seal }
replay-not-closed = 这份记录没有正常收尾（例如程序中断），到最后一行为止完整。

## 理解与听音

understand-nothing = { "  " }（没有执法含义）
understand-act = { "  " }{ $act }  { $sure }%  { $why }
understand-law-right = { "  " }依据 { $id }：{ $cited }
understand-law-wrong = { "  " }依据 { $id }：{ $cited }（有误：{ $note }）
understand-slot = { "  " }{ $kind }：{ $value }
listen-segment = { $from }–{ $to }  { $verdict }  { $sure }%  { $text }  （{ $ms } 毫秒）
listen-truncated = { $path }：录音提前中断，已听完能听的部分。
heard-accept = 听到
heard-unsure = 没把握
heard-drop = 不采用

models-line = { $name }  约 { $mib } MiB  { $state }{ $advised ->
        [none] { "" }
       *[other] { "  " }{ $advised }
    }
models-here = 已下载
models-partial = 下载了一部分
models-absent = 未下载
models-advised = 推荐
models-foot = 文件夹 { $folder }；许可 { $licence }；下载地址 { $mirror }
models-verified = { $path }
    SHA-256 { $sum }
    { $compared }
models-by-file = 与校验值文件一致：{ $file }
models-by-first = 与首次下载时的记录一致（只能说明此后没有变化）
models-recorded = 首次下载，已记下校验值；没有可信来源可比对

train-done = 已用 { $lines } 行素材训练，写入 { $path }
quality-line = { $name }  { $value }
bench-line = { $name }  { $value }

## 做不下去的时候

fail-not-in-case = 案件里没有：{ $id }
    .cure = 看看 scenario.ron 里该难度的 parties 和 levels。
fail-script = { $path } 有看不懂的行：
    { $detail }
    .cure = 一行一句话；以 @ 开头的只有 @to、@over、@talk、@hear、@wait、@do、@move、@paper、@inject。
fail-bureau = 没有叫 { $name } 的本单位档案。
    .cure = 把环境变量 { $variable } 设为 { $known } 之一，或去掉它；新的档案放在 assets/packs/bureau 下自己的文件夹里。
fail-run-nothing = 没有要演练的内容。
    .cure = 给出 --walkthrough、--audio 或 --text 之一。
fail-hear-nothing = 第 { $line } 行的 @hear 没有声音可听。
    .cure = 用 --audio 给出录音，或在这一行写上文件：@hear 文件。
fail-case = { $path } 有错误，不能演练。
    .cure = 按上面的提示改好，再用 check 检查。
fail-no-model = 这台机器上没有语音模型。
    .cure = 运行 streetwise models fetch base-q8_0，或用 --model 指定文件；打字始终可用。
fail-no-hearing = 这个程序没有编入听音功能。
    .cure = 用默认功能重新编译：cargo build --release
fail-input = 读不到标准输入：{ $detail }
    .cure = 检查管道或重定向。
fail-record-empty = { $path } 是空的。
    .cure = 换一份记录；程序启动后立刻中断才会这样。
fail-record-line = { $path } 第 { $line } 行读不出来：{ $detail }
    .cure = 如果是最后一行，多半是断电留下的，前面的内容仍然有效；否则文件被改过。
fail-record-chain = { $path } 第 { $line } 行与上一行接不上：有行被改动、删除或调换。
    .cure = 找原始文件或备份；这一行起的内容不能作数。
fail-record-order = { $path } 第 { $line } 行位置不对。
    .cure = 记录只能有一个开头，收尾之后不能再有内容。
fail-record-time = { $path } 第 { $line } 行时间倒流。
    .cure = 找原始文件或备份。
fail-record-format = { $path } 的格式是 { $detail }，这个程序不认识。
    .cure = 用更新的程序打开。
fail-other-versions = 记录是按另一版内容做的（记录 { $recorded }，现在 { $present }）。
    .cure = 要按现在的版本另评，加 --under new；要原样核对，请用当时的内容。
fail-replay-differs = 第 { $line } 行重算不一致。
    记录：{ $recorded }
    现在：{ $now }
    .cure = 内容、规则或记录有一方变了；看版本号。
fail-mark-differs = { $path } 与记录算出的评分不一致。
    .cure = 找回原始评分，或按记录重写：streetwise assess 结果文件夹 --mend --by 代号
fail-appeal-empty = 裁定必须写明理由和裁定人。
    .cure = 补上 --reason 和 --by。
fail-appeal-item = 没有评分项 { $item }。
    .cure = 有这些：{ $known }
fail-exam-trainee = 考试要写明是谁在考。
    .cure = 加 --trainee 代号，例如 --trainee cz-0417；不要写姓名。
fail-exam-sat = { $trainee } 已经考过这项任务（{ $assignment }），开始于 { $at }。
    .cure = 结果在 { $result }。确需重考，由教官另给任务号：--assignment 编号。
fail-id = { $argument } 的“{ $id }”不能用。
    .cure = 只用字母、数字、汉字和 - _ .，最多 64 个字，不以点开头。
fail-sealed = 成绩已封存：{ $path }
    .cure = 由负责人启封：streetwise assess 结果文件夹 --unseal --by 代号
fail-not-sealed = 这份成绩没有封存。
    .cure = 去掉 --unseal 即可查看。
fail-bench-yarn = 对照程序没有给出结果：{ $path }（{ $detail }）
    .cure = 先编译：cargo build --release --manifest-path tests/bench/yarn/Cargo.toml；或去掉 --yarn。

## 体检

doctor-good = 〔好〕
doctor-poor = 〔可用〕
doctor-bad = 〔不行〕
doctor-content-good = 内容齐全：{ $detail } 个案件，理解模型已装入。
doctor-content-bad = 内容装不进来：{ $detail }
    .cure = 在程序所在的文件夹里运行，或用 STREETWISE_HOME 指明 assets 和 scenarios 所在的文件夹；再运行 streetwise check scenarios。
doctor-store-good = 存储可写：{ $detail }
doctor-store-bad = 存储不可写：{ $detail }
    .cure = 用 --data 或 STREETWISE_DATA 另指一个可写的文件夹，或改正权限。
doctor-disk-good = 磁盘还有 { $detail } MiB。
doctor-disk-poor = 磁盘只剩 { $detail } MiB，成绩放得下，录音和模型可能放不下。
    .cure = 清理磁盘，或把 --data 指到别的磁盘。
doctor-speech-good = 语音模型：{ $detail }
doctor-speech-poor = 只有语音夹具：{ $detail }。它只认得固定短语表里的合成语音，听不懂真人。
    .cure = 下载一个：streetwise models fetch base-q8_0
doctor-speech-bad = 没有能用的语音模型。{ $detail }
    .cure = 下载一个：streetwise models fetch base-q8_0；已有的坏了就先删掉再下载。
doctor-hearing-poor = 这个程序没有装听的部分，只能打字。
    .cure = 用 --features voice 重新编译。
doctor-window-poor = 这个程序没有装窗口，画面、音箱和头显不检查。
    .cure = 用默认功能重新编译。
fail-seal-broken = 封存的成绩和记录里的封存码对不上：{ $path }
    .cure = 文件被改过或换过。保留原样，交负责人核查；记录本身可以用 replay --verify 核对。
assess-mended = 评分已按记录重写：{ $path }。原来的在旁边的 assessment.doubted.json；里面的人工裁定没有带过来，要用 appeal 再裁定。
assess-mend-sound = 旁边的评分就是这份记录的，没有改动。
fail-mend-mark = 记录不完整，或要按当前版本评分时，不能重写评分。
    .cure = 先从备份恢复记录；不要和 --under 一起用。
assess-unsealed = 已由 { $by } 启封，封存码相符。
fail-models-name = 没有写模型名。
    .cure = 例如：streetwise models fetch base-q8_0
fail-models-unknown = 没有叫 { $name } 的模型。
    .cure = 用 streetwise models list 看看有哪些。
fail-understanding = 理解模型打不开：{ $detail }
    .cure = 用 streetwise train understanding 重新训练，或恢复 assets/packs/lexicon 里的文件。
