# 窗口里的用语。中文是源语言。

app-name = 街训
app-motto = 先把人当人，再把事办好。

## 启动

boot-packs = 正在读取法规和规范……
boot-understanding = 正在准备听懂话……
boot-wardrobe = 正在搭街道、请人物……
boot-cases = 正在检查案件……
boot-done = 好了
boot-failed = 打不开：{ $detail }

## 案前

briefing-go = 到现场去
briefing-history = 过往记录

## 操作

control-forward = 向前走
control-back = 向后走
control-left = 向左走
control-right = 向右走
control-run = 快走
control-act = 做最直接的事
control-wheel = 能做的事
control-type = 打字说话
control-talk = 按住说话
control-radio = 对讲机
control-aside = 跟搭档说
control-camera = 相机
control-recorder = 执法记录仪
control-papers = 文书
control-tablet = 执法平板
control-transcript = 说过的话
control-salute = 敬礼
control-certificate = 亮证
control-step-back = 后退一步
control-say-again = 请再说一遍
control-travel = 走远路、等一等
control-help = 按键说明
control-menu = 暂停、关闭

channel-street = 当面说
channel-radio = 对讲机：指挥中心
channel-aside = 小声跟搭档说
channel-phone = 打电话
channel-paper = 写进文书

## 现场

hud-exam = 考核
hud-recording = 记录仪开着
hud-not-recording = 记录仪没开
hud-more = 更多
hud-nearer = 够不着，走近些
carry-near = 可以搬动
carry-take = 搬起来
carry-held = 手里搬着东西
carry-put-down = 放下
hud-radio = { $who }（对讲机）
hud-own = 您：{ $text }
hud-own-unsure = 您：{ $text }（没听准）
hud-ear = 教官（耳机）：{ $text }
hud-instructor-voice = 教官正在对您说话。
hud-instructor-pause = 教官暂停了案件。
hud-instructor-resume = 教官让案件继续。
hud-equipment-fault = 执法记录仪出了故障，画面黑了。
transcript-ear = 教官（耳机）
held-title = 教官暂停了案件
held-wait = 请稍等，教官让案件继续以后，一切照旧。
trouble-exam-trainee = 考核前请先填写自己的学员代号：“{ $detail }”是大家共用的。
trouble-trainee = “{ $detail }”不能作学员代号：只用英文字母、数字、“-”“_”，不写姓名；rehearsal 留给试演。请写人事给的代号。
hud-hint = 提示：{ $text }
hud-platform = 平台：{ $text }
hud-paper-done = 文书办好了：{ $form }
hud-paper-lacks = { $form }还缺：{ $fields }
hud-agreed = { $who }愿意改了
hud-withdrew = { $who }又反悔了
hud-ended = 本案到此结束：{ $title }
trouble-begin = 案件开始不了：{ $detail }
trouble-station = 接不上教官台：{ $detail }。案件照常进行，记录保存在本机。
trouble-exam-sat = 这项考核已经考过（{ $detail }），一项任务只考一次。要重考，请教官另给任务号（play --exam --assignment）。
unheard-phone = 电话已经挂了，刚才这句没有人听到，也不记入案件：“{ $detail }”
unheard-aside = 搭档不在跟前，刚才这句没有人听到，也不记入案件：“{ $detail }”
unheard-radio = 指挥中心没有应答，刚才这句没有人听到，也不记入案件：“{ $detail }”
unheard-gone = 对方已经走开，刚才这句没有人听到，也不记入案件：“{ $detail }”
trouble-record = 记录写不进去：{ $detail }。请检查磁盘，然后重来。

wheel-here = 在这里能做的事
wheel-more = 下一页（{ $page }/{ $pages }）
type-to = 对{ $who }说
type-keys = 回车说出去，Esc 取消
transcript-title = 说过的话、做过的事
transcript-me = 您
shot-wide = 全景
shot-medium = 中景
shot-close = 特写
shot-whole = 完整
shot-cut = 没拍全
viewfinder-nothing = 取景框里没有能作证据的东西
viewfinder-keys = 左键拍照，滚轮或 PgUp、PgDn 变焦，{ $key } 收起相机
shutter-nothing = 没拍到能作证据的东西。把它放进框里，近一些或者变焦，再拍。
travel-title = 走远路、等一等
travel-go = 去哪里
travel-wait = 等多久
travel-minutes = { $count } 分钟
pause-title = 暂停
pause-title-exam = 考核进行中
pause-exam-runs = 考核不能暂停，时间还在走。
pause-go-on = 继续
pause-help = 按键说明
pause-settings = 设置
pause-again = 重新开始
pause-again-sure = 再按一次就从头开始，这次到此为止
pause-finish = 到此结束，看成绩
pause-menu = 不要这次记录了，回主菜单
pause-menu-sure = 再按一次就回主菜单，这次不评分
help-title = 按键说明
help-key-look = ← ↑ → ↓
help-look = 转头（没有派别的用场时）
help-key-zoom = PgUp PgDn
help-zoom = 相机变焦，+ - 也行
help-key-whole = F11
help-whole = 全屏、窗口
close = 关闭

papers-title = 填哪一份文书
papers-none = 这个案件没有要填的文书。
paper-serve = 填好，交给当事人
paper-required = 必填
paper-sign = 请对方签名
paper-refused = 对方拒签，注明情况
paper-signed-value = 已签
paper-refused-value = 拒绝签名，已注明情况并由见证人签字
paper-officers-sign = 两名执法人员签名
paper-yes = 是
paper-no = 否
paper-me = 本人
hearing-fixture-short = 语音夹具：只认合成语音
hud-unclear = { $who }没听明白，可以再说一遍
hud-interrupted = 您打断了{ $who }
hud-cuts-in = { $who }等不及，插话了
transcript-interrupted = { $text } …（被打断）
say-again-words = 不好意思，刚才没听清，请您再说一遍。

## 执法平板

map-me = 我
list-comma = 、
tablet-ticket = 工单
tablet-map = 便民地图
tablet-law = 法规
tablet-album = 证据相册
tablet-papers = 文书
tablet-messages = 消息
tablet-contacts = 通讯录
tablet-limit = 办理时限
tablet-left = 还剩 { $minutes } 分钟
tablet-overdue = 已超时 { $minutes } 分钟
tablet-gone = 已用 { $gone } 分钟，共 { $allowed } 分钟
tablet-points = 可以指给当事人的去处
tablet-no-points = 这一带没有登记便民服务点。
tablet-far = 步行 { $metres } 米，约 { $minutes } 分钟
tablet-open = 现在开着
tablet-shut = 现在不开
point-vendor = 疏导点
point-market = 菜市场
point-parking = 停车场
point-cycles = 非机动车停放点
point-aid = 救助
point-waste = 垃圾投放
point-gas = 燃气服务
point-workstation = 城管驿站
point-toilet = 公共厕所
point-breakfast = 早餐小吃
point-repair = 修补
point-charging = 充电
point-rest = 歇脚饮水
point-recycling = 旧物回收
tablet-law-search = 查什么
tablet-law-of-case = 本案常用条文。写几个字就查全库，例如“没收”“回避”“第五十五条”。
tablet-law-found = 查到 { $count } 条
tablet-law-here = 本案
tablet-law-valid = 案发日有效
tablet-law-not-valid = 案发日不适用
tablet-law-from = { $day } 起施行
tablet-law-from-unknown = 施行日期未载
tablet-law-until = 施行到 { $day }
tablet-law-followed = 现由{ $names }规定
tablet-law-unsure = 这一条没有核对原文，引用前请问法制科
tablet-law-dates-unchecked = 施行日期待法制科核对
tablet-no-pictures = 还没有拍照。按 F 举起相机。
tablet-no-messages = 还没有消息。
tablet-paper-open = 还没填
tablet-paper-lacks = 还缺内容
tablet-paper-done = 已办好
tablet-call = 可以呼叫
tablet-by-radio = 肩上的对讲机：增援、急救、审批、发短信、报平台
tablet-aside = 小声说，别人听不见
tablet-call-now = 呼叫
tablet-numbers = 常用号码
tablet-number-bureau = 城市管理服务热线
tablet-number-police = 公安
tablet-number-fire = 消防
tablet-number-ambulance = 急救
tablet-numbers-how = 需要公安、消防、急救时，用对讲机请指挥中心转接，位置和情况一并说清。

## 边写边演

watch-taken = 新保存的内容已经换上，时间、位置和说过的话都接着来。{ $warnings ->
    [0] {""}
   *[other] 有 { $warnings } 条提醒，用 streetwise check 看。
}
watch-wrong = 新保存的内容有 { $count } 处错误
watch-more = 还有 { $count } 处。
watch-old = 改好再保存就会换上；现在演的还是上一版。
