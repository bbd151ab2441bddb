# 各个画面上的用语：主菜单、案前、讲评、记录、设置、致谢、入门引导。

app-name-other = STREETWISE
boot-cure = 请核对程序文件夹是否完整，重新安装或者联系管理员。
back = 返回
language-own-zh = 中文
language-own-en = English
level-name = 第 { $level } 级
mode-practice = 练习
mode-exam = 考核
mode-practice-about = 有提示，可以暂停，可以重来。
mode-exam-about = 没有提示，不能暂停，当事人由系统抽取，成绩封存。

## 主菜单

menu-continue = 再来一次
menu-continue-again = 上次：{ $title }，第 { $level } 级
menu-continue-broken-off = 上次没走完：{ $title }，第 { $level } 级。从头来过。
menu-tutorial = 入门引导（五分钟）
menu-tutorial-short = 入门引导
menu-tutorial-why = 第一次用？边做边学，随时可以跳过。
menu-records = 成绩记录
menu-settings = 设置
menu-credits = 致谢与许可
menu-quit = 退出
menu-cases = 案件
menu-no-cases = 没有可以演练的案件。请把案件文件夹放进 scenarios，再重新打开。
menu-broken = 案件“{ $case }”有 { $errors } 处错误，现在不能演练。
menu-unstaged = 布景文件有问题：{ $detail }
menu-broken-cure = 用 streetwise check scenarios 可以看到每一处错误和改法；其他案件不受影响。
menu-where = { $place }　{ $clock }
menu-level = 等级
menu-party = 当事人
menu-party-drawn = 抽签
menu-party-drawn-about = 到了现场才知道碰上谁。
menu-party-exam = 考核时由系统抽取，到现场才见面。
menu-start = 看派单

## 案前

briefing-title = 案前
briefing-along = 同行
briefing-pseudonym = 学员代号
briefing-pseudonym-about = 用代号，不用真名。成绩和记录都记在它名下。
briefing-building = 正在搭街道……
briefing-ready = 街道搭好了，可以出发。
briefing-name-missing = 请先填写学员代号。
briefing-name-unfit = 代号只用英文字母、数字、“-”“_”，不写姓名；不知道就问人事。rehearsal 留给试演
briefing-map = 地点
briefing-no-history = 没有过往记录。
briefing-kit = 带上
briefing-counts = 怎么算分
briefing-points = { $block }　{ $points }
briefing-pass-line = 满 { $of } 分，{ $line } 分合格；出现严重违规即不合格。
role-partner = 搭档
role-control = 指挥中心，用对讲机
ticket-title = 派单
ticket-stamp = 交办
ticket-number = 编号
ticket-when = 派出时间
ticket-source = 来源
ticket-class = 类别
ticket-place = 地点
ticket-limit = 时限
ticket-limit-value = { $minutes } 分钟内处置并回复
ticket-urgent = 紧急
ticket-ordinary = 一般
ticket-text = 反映内容
map-party = 事
map-party-name = 当事人
map-start = { $zone }（从这里出发）
map-far = { $zone }（要走一段路）
map-metres = { $metres } 米
kit-recorder = 执法记录仪，电量和存储都够
kit-certificate = 行政执法证
kit-papers = 空白文书和笔
kit-tape = 卷尺
kit-rangefinder = 激光测距仪
kit-camera = 相机
kit-safe-light = 防爆灯、防爆相机；打火机和手机留在车上
kit-helmet = 安全帽
kit-cordon = 警戒带和反光锥
kit-water = 一瓶水，给需要的人
kit-headset = 耳麦，先试一下声音
kit-roster = 各单位值班表
kit-notes = 便签和笔
exam-rules = 考核规则
exam-rule-1 = 没有提示，不能暂停，时间一直在走。
exam-rule-2 = 当事人和突发情况由系统抽取。
exam-rule-3 = 没听清的不扣分，列为待复核，由考评人认定。
exam-rule-4 = 成绩连同记录一起封存，改动一个字都看得出来；不服可以申请复核。

## 讲评

debrief-overview = 总评
debrief-findings = 逐条讲评
debrief-moments = 全程回看
debrief-menu = 回主菜单
debrief-again = 再来一次
debrief-next = 进入第 { $level } 级
debrief-report = 打开报告
debrief-report-open = 正在打开报告：{ $path }
debrief-report-lies = 报告在这里：{ $path }
debrief-report-missing = 没有找到报告：{ $path }。用 streetwise report 可以重新出具。
debrief-sealed = 考核成绩已封存，封印 { $seal }
debrief-trouble = 成绩没有完整写到磁盘：{ $detail }
debrief-group-critical = 严重违规
debrief-chart-hint = 圆点是您说的话。指到或者选中一个点，这里就读出来；按回车看当时。
debrief-see = 看当时 { $clock }
debrief-before = ← 上一刻
debrief-after = 下一刻 →
debrief-moments-about = 右边是当事人的紧张程度，0 最平静，100 最激动。

## 成绩记录

records-count = { $count } 次成绩，{ $passed } 次合格
records-where = 存放在 { $folder }
records-none = 还没有成绩
records-none-about = 演练过的案件都会记在这里。
records-line = { $when }　{ $party }　{ $minutes } 分钟　{ $trainee }
records-when = { $year }年{ $month }月{ $day }日 { $clock }
records-broken-off = { $when }　第 { $level } 级　{ $trainee }　没有走完，打开时按已有内容评定
records-tag-broken-off = 中断
records-unreadable = 读不出来：{ $detail }
records-cannot-open = 打不开这次记录：{ $detail }

## 设置

settings-general = 常用
settings-picture = 画面
settings-sound = 声音与说话
settings-hands = 鼠标与手柄
settings-keys = 按键
settings-leave = 保存并返回
settings-not-kept = 设置没有保存：{ $detail }。请检查磁盘空间和权限。
settings-on = 开
settings-off = 关
settings-language = 语言
settings-letters = 文字大小
settings-letters-about = 面板和按钮一起变大。
settings-subtitles = 字幕大小
settings-subtitles-about = 街上的人说话时下方的字。
settings-graphics = 画质
settings-window = 窗口大小
settings-window-about = 马上生效。F11 全屏，再按一次回窗口。
settings-fov = 视野
settings-fov-about = 容易晕就调大一点。
settings-bob = 走路时镜头起伏
settings-bob-about = 容易晕就关掉。
settings-mic-mode = 怎么说话
settings-mic-mode-about = 按住 { $key } 再说，或者麦克风一直听着。打字随时都可以。
mic-push = 按住说话
mic-always = 一直听
settings-microphone = 麦克风
settings-microphone-about = 对着它说话，绿条要过半。
settings-microphone-none = 没有找到麦克风，可以打字说话。
settings-speaker = 扬声器
settings-headphones = 戴耳机
settings-headphones-about = 戴耳机时，麦克风听不到街上的人，可以随时插话；用音箱时，别人说话时请按住键再说。
settings-device-usual = 系统默认
settings-volume-all = 总音量
settings-volume-voices = 人声
settings-volume-world = 街道
settings-volume-ui = 界面
settings-keep = 保留您的录音
settings-keep-about = 默认不留声音，只留文字。留下的录音只在这台电脑上，到期自动删除，供复核时听。
settings-keep-none = 不保留
voice-kept = 您的录音会留在这台电脑上 { $days } 天，供复核时听。可以在设置里关掉。
settings-mouse = 鼠标速度
settings-mouse-about = 转头快慢。
settings-invert = 上下颠倒
settings-invert-about = 鼠标往上推，往下看。
settings-tutorial = 入门引导
settings-tutorial-about = 打开后，主菜单再次把它放在最前面。
settings-gamepad = 手柄插上就能用：十字键选择，下方键确定，右侧键返回。执法平板、走远路和按键说明在轮盘（左侧键）里。
settings-keys-about = 选中一项按回车，再按想要的键。Esc 不改。
settings-keys-usual = 恢复默认
settings-key-press = 请按键……
settings-key-rival = 和“{ $other }”是同一个键
graphics-low = 低
graphics-medium = 中
graphics-high = 高
graphics-low-about = 没有影子和特效，适合没有独立显卡的电脑。
graphics-medium-about = 有影子。
graphics-high-about = 影子、环境光遮蔽、平滑边缘和微光。
unit-percent = { $value }%
unit-degrees = { $value }°
unit-days = { $value } 天

## 致谢

credits-version = 版本 { $version }
credits-licence = 本程序以 MIT 或 Apache-2.0 许可发布，任选其一。
credits-made = 自己做的
credits-made-1 = 案件、台词、评分标准和法条摘要，都由本项目编写。
credits-made-2 = 街道、人物、动作、声音和图标，都由本项目的脚本生成，没有取自他人的作品。
credits-made-3 = 听懂话的模型由本项目自己的语句训练。
credits-engine = 用到的软件
credits-engine-bevy = Bevy | 游戏引擎。MIT 或 Apache-2.0
credits-engine-rapier = Rapier | 物理。Apache-2.0
credits-engine-landmass = Landmass | 行人绕行。MIT 或 Apache-2.0
credits-engine-kira = Kira、CPAL | 声音。MIT 或 Apache-2.0
credits-engine-whisper = whisper.cpp | 听写。MIT；模型由用户另行取得
credits-engine-fluent = Fluent、MiniJinja | 文字和报告页面。MIT 或 Apache-2.0
credits-engine-rest = 其余部分 | MIT、Apache-2.0、BSD、Zlib、ISC、Unicode 许可的程序库；Symphonia 为 MPL-2.0，未作改动。没有 GPL 的程序。
credits-fonts = 字体
credits-fonts-noto = 思源黑体 | Noto Sans CJK SC 的子集。SIL Open Font License 1.1
credits-limits = 请注意
credits-limits-law = 法条摘要是培训材料，不是法律意见；使用前请法制部门核对。
credits-limits-mark = 机器的评定是一份意见。最后的评价由考评人作出。

## 入门引导

tutorial-step = 入门引导　{ $at } / { $all }
tutorial-skip = { $skip } 跳过这一步　{ $end } 结束引导
tutorial-done = ✓ 做到了
tutorial-end = 您都会了
tutorial-end-about = 接着把这个案件办完：先听，再讲，给人一条出路。
tutorial-look = 移动鼠标，四下看看。
tutorial-walk = 走到摊位前，隔一两步站定。
tutorial-recorder = 先打开执法记录仪。
tutorial-salute = 敬个礼。
tutorial-talk = 打字跟他说话：问声好，说明身份，告诉他正在录音录像。按住说话键也行。
tutorial-listen = 听他怎么说，字幕在下方。
tutorial-certificate = 亮出执法证。
tutorial-camera = 举起相机，对准压住的盲道，按左键拍下来。
tutorial-wheel = 对着人或东西打开轮盘，看看还能做什么。
tutorial-papers = 文书都在这里，打开看看。
tutorial-radio = 用对讲机可以跟指挥中心说话。
tutorial-step-back = 对方激动的时候，后退一步。
tutorial-transcript = 说过的每句话都在这里，随时可以翻看。

## Replay

debrief-watch = 到街上重看
debrief-watch-wait = 街道还在搭，请稍等再点。
replay-title = 重看
replay-time = { $now } / { $end }
replay-speed = { $speed } 倍
replay-view-trainee = 我的位置
replay-view-other = { $who }眼里
replay-view-top = 从上往下
replay-keys = 空格停、走　← → 前后 10 秒　， 。 上一处、下一处　↑ ↓ 快慢　V 视角　G 看什么　M 逢标记停　T 对话　F12 存图　按住右键转头、走动；自由视角下 W A S D 走，Q E 转，R F 升降
replay-play = 播放
replay-pause = 暂停
replay-mark-before = 上一处
replay-mark-after = 下一处
replay-slower = 慢
replay-faster = 快
replay-goal = 看重点：{ $goal }
replay-words = 对话
replay-swap = 换看另一次
replay-picture = 存图
replay-leave = 回讲评
replay-view-free = 自由视角
replay-run = { $when } · { $trainee } · 第 { $level } 级 · 得分率 { $percent }%
replay-in-street = 街上演的是这一次
replay-not-in-street = 对照（C 换到街上）
replay-tension = { $who }的情绪：{ $value }
replay-picture-kept = 图存到：{ $detail }
replay-picture-not = 图没存成：{ $detail }
debrief-compare = 对照
compare-title = 挑一次对照
compare-about = 同一个案子的另一次演练。两次放在一起重看：街上演一次，另一次的对话和情绪同步走，按 C 随时换。
compare-none = 这个案子还没有别的演练。再练一次，就能和这一次对照着看。
compare-more = 还有 { $count } 次更早的没有列出。

## 封存的考核

sealed-title = 考核结束
sealed-head = 成绩已经封存
sealed-about = 这次考核的成绩由负责人统一启封，现在谁也看不到。记录已经保存好，可以离开了。
sealed-proof = 封存凭据
sealed-trainee = 学员代号：{ $value }
sealed-assignment = 考核任务：{ $value }
sealed-mark = 成绩封印：{ $value }
sealed-record = 记录封印：{ $value }
records-sealed-row = { $when }　第 { $level } 级　{ $trainee }　由负责人启封
records-sealed = 考核，成绩已封存
