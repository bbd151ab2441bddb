# 案头：文书、平台、教材、法规变更。report- 开头的在报告模板里叫 w.xxx。

## 言行与文书一致

report-pictures = 回传平台的照片
report-picture-before = 处置前 · { $thing } · { $clock }
report-picture-after = 处置后 · { $thing } · { $clock }
report-picture-unseen = 没有留下画面（不开窗口或戴头显演练时不留），只记下拍了什么、什么时候拍的。
report-papers = 言行与文书一致
report-papers-note = 文书上写的，和现场说的、做的、拍到的不一样。每一处都给出两边的原文；听不清的交由人工核对。
report-paper-differs = 不一致
report-paper-entry = 《{ $form }》{ $field }：
report-paper-written = 文书
report-paper-record = 记录
report-paper-expected = 应为
report-paper-nothing = 记录里没有。
report-paper-yes = 是
report-paper-no = 否
report-paper-kind-name = 姓名和当事人对不上
report-paper-kind-officers = 执法人员和现场两人对不上
report-paper-kind-place = 地点对不上
report-paper-kind-plate = 号牌对不上
report-paper-kind-time = 时间对不上
report-paper-kind-photos = 照片张数对不上
report-paper-kind-picture = 处置前后的照片对不上
report-paper-kind-approval = 批准和记录对不上
report-paper-kind-amount = 金额和当场宣布的不一样
report-paper-kind-deadline = 期限和口头说的不一样
report-paper-kind-law = 依据和告知的不一样
report-paper-kind-rights = 权利告知和记录对不上
report-paper-kind-certificate = 亮证和记录对不上
report-paper-kind-opinion = 当事人没有说过这样的话
report-paper-kind-figure = 数字没有出处：没人说过、量过，案情里也没有
report-paper-kind-measure = 写了罚款、扣押这类措施，却没有宣布过，也没有做过
report-paper-kind-remedy = 救济途径和文书规定的不一样
report-paper-kind-certificate-number = 执法证号不是在场两人的
report-paper-kind-item-unseen = 清单上的物品没人见过
report-paper-kind-item-missing = 搬走的物品不在清单上
report-paper-kind-item-count = 数量和说的不一样
report-paper-kind-document = 送达的文书没有制作过
report-paper-kind-conduct = 写了当事人、群众或执法人员的行为，记录里没有
report-paper-kind-repeat = 第几次违法和以往记录对不上
report-paper-kind-unit = 执法单位不是本案的单位
report-paper-kind-ticket = 编号不是本案的
report-paper-kind-chosen = 勾选的种类或方式和当场宣布、实际做的不一样
report-paper-kind-kept = 保存地点和实际做的不一样
report-paper-kind-vehicle = 车辆种类和现场的车对不上
report-paper-kind-relation = 被询问人和本案的关系对不上
report-paper-kind-perishable = 易腐物品一栏和清单上的物品对不上
report-paper-kind-read-back = 是否阅看、宣读和现场说的对不上
report-paper-kind-witness = 见证人是当事人或执法人员，或者没人请过
report-paper-kind-particulars = 电话、住址没有人说过

mark-papers = 言行与文书不一致：{ $count } 处
mark-paper = - 《{ $form }》{ $field }：写的是“{ $written }”，记录是“{ $record }”
mark-paper-nothing = 没有

## 文书

help-papers = 列出文书格式；给出记录时，列出其中的文书、填写错误和言行不一致之处
help-papers-record = 记录文件或结果文件夹
help-papers-case = 案件文件夹（不在默认位置时）
help-papers-pdf = 打印成 PDF，一份一个文件，放进这个文件夹
paper-serial = 编号
paper-sample = 街训 · 训练用样张，不具法律效力
papers-form = { $id }　{ $name }（{ $fields } 项）
papers-paper = 【{ $at }】{ $name }
papers-field = 　{ $label }：{ $text }
papers-wrong = 　✗ { $label }：{ $fault }
papers-differs = 　≠ { $label }：写的是“{ $written }”，记录是“{ $record }”
entry-missing = 必填，现在是空的。
entry-unknown-field = 这份文书没有这一项。
entry-too-long = 太长，最多 { $about } 个字。
entry-no-moment = 不是日期和时间，写成 2026-09-18 18:41 这样。
entry-no-number = 不是整数。
entry-no-plate = 不像号牌。
entry-no-phone = 不是电话号码。
entry-unknown-law = 法规库里没有这一条。
entry-law-not-in-force = 这一条在案发当天不适用。
entry-no-choice = 不在可选的几项里。
entry-no-yes-no = 只能填是或者否。
entry-order = 早于“{ $about }”，次序不对。
entry-too-late = 超过了法定的 { $about } 日。
entry-must-be = 这里必须填 { $about }，否则不能出具。
entry-needed = 因为“{ $about }”，这一项必须填。
entry-contradicts = 和“{ $about }”矛盾。
entry-too-much = 超过上限 { $about }。
entry-too-few = 少于 { $about }。
entry-refusal-unseen = 当事人拒签，要有见证人签名或者说明。

## 检查

diag-SW0408 =
    评分项“{ $word }”没有教材。
    .cause =
        学员在这一项上丢了分，报告里没有课可以指给他。
    .cure =
        在 assets/packs/lessons/lessons.ron 里写一课，或者把编号加进某一课的 criteria。
diag-SW0409 =
    评分项“{ $word }”依据的 { $was } 被法规变更 { $change } 触及，还差签字（已有 { $signed } 人，要两人）。
    .cause =
        法规变了，这一项写得还对不对，要有两个人重新看过；在那之前它的分交由人工核对。
    .cure =
        核对现行规定（{ $now }），改好后由两个人各签一次：streetwise law sign { $change } --case 案件 --criterion { $word } --by 代号
diag-SW0410 =
    用到“{ $word }”，却没有写 handled。
    .cause =
        这份文书要交处置前、后各一张照片；不写明哪个事实成真才算“处置完了”，就分不出前后。
    .cure =
        在 papers 下面加一行 handled: ["某个事实"]，例如通道腾出来了、气瓶运走了；用不着这份文书就从 papers 里去掉。

## 教材

report-lesson = 学一课
report-lessons = 教材
report-lessons-note = 每课两分钟。答题要说出口：在窗口的“教材”里开口答，或用 streetwise lessons 编号 --answer “您的话” 判一判。
report-lesson-why = 为什么
report-lesson-law = 依据
report-lesson-moment = 那一刻
report-lesson-say = 可以这样说
report-lesson-ask = 想一想，说出口
report-lesson-model = 参考
help-lessons = 教材：课程顺序、读一课、判一句回答
help-lessons-lesson = 课的编号
help-lessons-answer = 对课后问题的回答，一句话
lessons-course = 新人课程，共 { $count } 课，每课两分钟
lessons-row = { $order }. { $id }　{ $title }　（对应 { $asked } 个评分项）
lessons-head = 【{ $order }】{ $title }
lessons-what = 做什么：{ $text }
lessons-why = 为什么：{ $text }
lessons-law = 依据：{ $text }
lessons-moment = 那一刻：{ $text }
lessons-say = 可以说：“{ $text }”
lessons-ask = 问题：{ $text }
lessons-model = 参考：“{ $text }”
lessons-good = 答得好。
lessons-not-yet = 还没答全。
lessons-not-so = 不能这样说。
lessons-missing = 没听出：{ $acts }
lessons-wrong = 说了不该说的：{ $acts }
lessons-banned = “{ $said }”不能说：{ $why }
lessons-doubtful = 听起来像“{ $acts }”，拿不准，由人来判；换个说法再答一次。
lessons-unclear = “{ $said }”听不出是哪个意思：{ $why }
lessons-figure = 说的是 { $said }，应当是：{ $what }
lessons-law-missing = 没听出要说的依据。
lessons-law-repealed = { $cited } 已经废止，不能再引；现在看{ $now }。
lessons-law-old-number = { $cited } 是旧条号；现在是{ $now }。
lessons-law-off = { $cited } 现行有效，但管的不是这件事。
lessons-law-unknown = { $cited } 在法规库里查不到，请人核对。
lessons-again = 没听出来不等于没有说：把上面几样点明了再答一次，或者请教官当面听。
fail-no-lesson = 没有“{ $id }”这一课。
    .cure = 用 streetwise lessons 看编号。

## 法规变更

help-law-case = 案件文件夹或名称
help-law-criterion = 评分项编号
help-law-by = 签字人代号
law-change = { $id }（{ $day } 起）：{ $about }
law-touches = 　{ $was } → { $now }
law-open = 　✗ { $case } · { $criterion }：{ $was }，已签 { $signed } 人
law-closed = 　✓ { $case } · { $criterion }：{ $was }，两人已签
law-none = 　没有评分项被触及。
law-signed = 已签：{ $case } · { $criterion }，共 { $signed } 人。
fail-law-change = 没有“{ $id }”这项变更。
    .cure = 用 streetwise law list 看编号。
fail-law-untouched = { $case } 的“{ $criterion }”没有被 { $id } 触及，不用签。
    .cure = 用 streetwise law list 看哪些评分项等着签。
fail-law-missing = 签字要写明 --case、--criterion、--by 和变更编号。
fail-law-twice = { $by } 已经签过这一项，要由另一个人签。

## 平台

help-shift = 按脚本演练一个平台班次，给出平台分
help-shift-name = 班次编号，例如 morning
help-shift-script = 班次自带脚本的编号，或者脚本文件
help-shift-seed = 随机种子，决定自动派遣在哪里出错
shift-head = { $title }（{ $script }）
shift-event = { $clock } { $number } { $what }
shift-refused = 第 { $line } 行办不成：{ $why }
shift-score = 平台分 { $points }/100，办结 { $settled }/{ $tickets } 件
shift-missed = 　✗ { $number } { $what }
shift-deduct = 　发现即扣分：{ $unit } −{ $points }
shift-note = 　{ $text }
shift-days-differ = 钟点是本班次的，一路往前走；各件的案卷日期是各案自己的，因为是不同日子的练习编在一起的，不是一个晚上跨了几天。
shift-arrived = 进件（案卷日期 { $date }）：{ $text }
shift-accept = 受理立案
shift-reject = 不予受理：{ $text }
shift-merge = 并入 { $text }
shift-dispatch = 派遣给{ $text }
shift-phone = 电话催办
shift-handle = 到场处置
shift-report = 反馈：改前照片{ $before }，改后照片{ $after }
shift-back = 收队，没有反馈
shift-verify = 派人现场核查
shift-rework = 退回返工
shift-close = 结案
shift-extend = 申请延期 { $text } 分钟
shift-auto-dispatched = 自动派遣给{ $text }
shift-returned = { $text }退件，不归其管
shift-unit-reported = { $text }反馈已办
shift-found-done = 核查：已办好
shift-found-undone = 核查：没有办好，或者照片看不出
shift-overdue = 超过时限
shift-ended = 下班
shift-mark-decided-in-time = 受理晚了
shift-mark-decided-in-time-never = 一直没有受理、合并或者退回，谈不上按时
shift-mark-decided-rightly = 受理、合并或者退回判断错了
shift-mark-decided-rightly-never = 一直没有受理、合并或者退回
shift-mark-sent-in-time = 派遣晚了
shift-mark-sent-in-time-never = 一直没有派出去，谈不上按时
shift-mark-right-unit = 派错部门
shift-mark-right-unit-never = 一直没有派出去，没有选部门
shift-mark-urgent-first = 急件排在了普通件后面
shift-mark-urgent-first-never = 急件一直没有派出去
shift-mark-left-to-machine = 是自动派遣派出去的，坐席没有派，不算坐席的分
shift-mark-phoned = 险情电话打晚了
shift-mark-phoned-never = 险情没有电话通知
shift-mark-pictures = 反馈缺改前或者改后照片
shift-mark-pictures-never = 一直没有反馈
shift-mark-verified = 没有现场核查就结案
shift-mark-verified-never = 没有结案，谈不上核查结案
shift-mark-closed-in-time = 结案晚了，超过时限
shift-mark-closed-in-time-never = 一直没有结案
shift-refusal-no_ticket = 没有这件工单
shift-refusal-no_unit = 没有这个部门
shift-refusal-wrong_stage = 现在还不到这一步
shift-refusal-no_reason = 要写理由
shift-refusal-not_ours = 不在自己队里
shift-refusal-no_more_time = 不能再延期
shift-refusal-shift_over = 班已经结束，只等外出的人回来
shift-yes = 有
shift-no = 无
fail-no-shift = 没有“{ $id }”这个班次。
    .cure = 班次文件在 assets/packs/platform。
fail-shift-script = 脚本第 { $line } 行读不懂：{ $text }
    .cure = 写成“08:31 accept cart”这样：时间、动作、工单，再加部门、理由等。

## 便民生活地图

report-offers = 给的出路站不站得住
report-offers-note = 说给人家的地方，要真有，到的时候要开着，距离要差不多。
report-offer-closed = 关着门
report-offer-closed-note = 说的地方这个时候没有开，也没有说几点开：{ $name }，{ $hours }。
report-offer-hour = 时间不对
report-offer-hour-note = 说的时间它不开：{ $name }，{ $hours }。
report-offer-unknown = 查不到
report-offer-unknown-note = 便民地图上没有这个地方，也看不出是哪一类地方，由人工核对；不因此扣分。
report-offer-distance = 距离不对
report-offer-distance-note = 说的距离和便民地图差得远，人按您说的走，找不到：{ $name }离这里 { $metres } 米。由人工核对。
report-offer-instead = 可以改说
report-offer-point = { $name }，{ $metres } 米，{ $hours }

## 窗口里的班次

menu-shift = 平台值班
menu-lessons = 教材
shift-cannot-begin = 班次开不起来：{ $detail }
shift-ends-at = { $clock } 下班
shift-pace-still = 停一停
shift-pace-ordinary = 照常走
shift-pace-fast = 快进
shift-tickets = 工单
shift-choose = 选一件工单，看清楚再办。急的先办。
shift-do = 现在可以办
shift-nothing-to-do = 这一件现在没有要办的。
shift-told = 经过
shift-photo = 照片：{ $text }
shift-no-photo = 没有照片
shift-history = 以往：{ $text }
shift-with-unit = 承办单位：{ $unit }
shift-unit-and-duties = { $unit }（{ $duties }）
shift-do-accept = 受理
shift-do-reject = 不予受理
shift-do-merge = 合并
shift-do-dispatch = 派遣
shift-do-phone = 打电话催
shift-do-handle = 到场处置
shift-do-report = 回传结果
shift-do-back = 收队
shift-do-verify = 派人核查
shift-do-rework = 退回返工
shift-do-close = 结案
shift-do-extend = 申请延期
shift-reason-not-ours = 不归城市管理受理，已告诉来电人找哪个部门
shift-reason-unfounded = 到场看过，反映的情况不存在
shift-reason-outside = 不在本市辖区，已转告
shift-reason-parts = 配件没到，申请延期
shift-reason-weather = 天气原因不能施工，申请延期
shift-street-case = 这一件要亲自到现场：点“到场处置”，案件就在街上打开；路上和现场用掉的时间、回传的结果都算在这一班里。
shift-street-unfinished = 现场没有处置完，件还在你手上
shift-street-reported = 现场处置完毕，结果已回传平台
shift-street-late = 现场回传晚了：这一班早已结束，没有记上
shift-other = 换一班
shift-street-unreported = 现场结束了，但没有回传结果：请在这里补报
pause-shift = 不处置了，回到值班台
pause-shift-sure = 再按一次就回值班台，这次不评分
debrief-shift = 回到值班台
shift-picture-before = 附处置前照片
shift-picture-after = 附处置后照片
shift-send-report = 发出
shift-deducted = 发现即扣分
shift-deducted-row = { $unit }　扣 { $points } 分
shift-ticket-met = 做到 { $met } 项，共 { $all } 项
shift-kept = 这一班的每一步记在 { $path }
shift-not-kept = 这一班没有存下来：{ $detail }
shift-proposes = ，建议派给{ $text }
shift-stage-coming = 未到
shift-stage-arrived = 待受理
shift-stage-accepted = 待派遣
shift-stage-dispatched = 处置中
shift-stage-reported = 已反馈
shift-stage-verified = 已核查
shift-stage-closed = 已结案
shift-stage-rejected = 不予受理
shift-stage-merged = 已合并
shift-urgency-normal = 普通
shift-urgency-urgent = 紧急
shift-urgency-emergency = 特急
shift-source-hotline = 热线
shift-source-wechat = 微信
shift-source-patrol = 采集员巡查
shift-source-camera = 视频识别
shift-source-officer = 队员发现
shift-kind-part = 部件
shift-kind-event = 事件

## 口述

paper-dictate = 口述
paper-dictated = 说完了

## 学教材
study-about = 每课两分钟：做什么、为什么、依据哪一条、一个现场、怎么说。课后一问，开口答。
study-kept = 回答只在这里判一判，不记录，不算分。
study-course = 新人课程
study-row = { $order }. { $title }
study-what = 做什么
study-why = 为什么
study-law = 依据
study-moment = 那一刻
study-say = 可以说
study-question = 课后一问
study-answer = 您的回答
study-speak = 按“开口回答”，说完再按一下；也可以打字。
study-speak-now = 正在听，说完请再按一下。
study-type = 现在听不到声音（设置里可以看原因），请打字回答。
study-aloud = 开口回答
study-said = 说完了
study-judge = 判一判
study-done = 做到了：{ $acts }
study-next = 下一课
