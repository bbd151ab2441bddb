# 教官台用语。中文是源语言。


## 命令

help-serve = 教官台：在浏览器里看现场、介入、回放、裁定
help-serve-listen = 监听地址；默认只在本机，其他地址必须加密
help-serve-tls = own 自制证书，off 不加密（只限本机），或“证书文件,私钥文件”
help-serve-add_user = 添加账号或重置其密码，然后退出；密码只显示这一次
help-serve-role = 账号的角色
help-serve-announce = 在局域网里告知本教官台的地址（组播 DNS），站点可用 --station auto 找到；不含密钥
help-run-speed = 按时钟播放走查，几倍速
help-play-station = 接到教官台的地址，例如 https://10.0.0.5:8440；写 auto 就在局域网里找
help-play-station_name = 本站点的名称；不写用学员代号
help-play-station_key = 站点密钥文件；不写用本机教官台的
help-play-station_trust = 教官台的证书文件，自制证书时需要
help-run-station = 把演练接到教官台的地址，写 auto 就在局域网里找（配合 --walkthrough）
help-run-station_name = 本站点的名称；不写用学员代号
help-run-station_key = 站点密钥文件；不写用本机教官台的
help-run-station_trust = 教官台的证书文件，自制证书时需要
serve-at = 教官台：{ $url }  站点密钥：{ $key }
serve-certificate = 自制证书：{ $path }（站点用 --station-trust 指明）  浏览器头一次会警告，它显示的 SHA-256 指纹和这里一样才继续：{ $print }
serve-announced = 已在局域网里告知地址，站点可用 --station auto 接入
station-found = 找到教官台：{ $url }
station-heard = 教官在耳返里说了 { $seconds } 秒
serve-account = 账号 { $name }（{ $role }）密码：{ $password }  只显示这一次，请记下并尽快修改。
station-not-told = 教官台没有收全；记录完整地保存在本机。
station-owes = 以前的演练还有 { $count } 份没有传完，下一次接着传。
station-ticks = 时钟 { $count } 跳，每跳用时（微秒）：中位 { $half }，99% { $most }，最大 { $max }
touch-told = 〔教官〕{ $what ->
        [pause] 暂停
        [resume] 继续
        [end] 结束案件
        [mood] 调整情绪
        [jump] 跳转剧情
        [inject] 插入预设事件
        [happen] 插入临时事件
        [voice] 用语音对学员说话
       *[other] { $text }
    }
fail-station-walkthrough = --speed 和 --station 要和 --walkthrough 一起用；要在窗口里接教官台，请用 play --station。
fail-station = 接不上教官台：{ $detail }
    .cure = 地址要以 http:// 或 https:// 开头；站点名称只用字母、数字、-、_、. 和空格。
fail-serve-tls = --tls 不能是“{ $value }”。
    .cure = 写 own、off，或“证书文件,私钥文件”。
fail-serve-open = { $address } 不是本机地址，不能不加密。
    .cure = 去掉 --tls off，或用 127.0.0.1 并在前面放反向代理。
fail-serve-socket = 不能在 { $address } 监听：{ $detail }
    .cure = 端口可能已被占用；换一个，例如 --listen 127.0.0.1:8441。
fail-serve-certificate = 证书用不了：{ $detail }
    .cure = 证书和私钥都要是 PEM 格式，并且配对。
fail-serve-account = 账号不能这样设：{ $detail ->
        [name] 名称不合规则
        [last-admin] 至少要留一个管理员
       *[other] { $detail }
    }
    .cure = 名称用字母、数字、-、_、.，最多 40 个，不以 . 开头；要换掉管理员，先添加另一个。
fail-serve-nowhere = { $address } 不是一个确定的地址，没法告知站点。
    .cure = 用 --listen 写明本机在局域网里的地址，例如 --listen 10.0.0.5:8440。
fail-discovery = 这台电脑上用不了组播：{ $detail }
    .cure = 站点用 --station 写明教官台的地址即可。
fail-station-none = 局域网里没有找到教官台。
    .cure = 教官台要用 --announce 启动，并和站点在同一网段；也可以用 --station 写明地址。
fail-station-many = 找到不止一个教官台：{ $found }
    .cure = 用 --station 写明其中一个。
fail-serve-random = 系统给不出随机数。
    .cure = 这台电脑的系统有问题，请联系管理员。

## 报告里的教官介入

report-touch = 〔教官介入〕{ $what ->
        [pause] 暂停
        [resume] 继续
        [end] 结束案件
        [mood] 调整了一个人的情绪
        [jump] 跳转剧情
        [inject] 插入案件预设的事件
        [happen] 插入临时事件
        [ear] 耳返提醒：{ $text }
        [voice] 在耳返里对学员说话
        [call] 领导来电：{ $text }
       *[other] 代人说：{ $text }
    }
report-world-free_crowd = 围观的人多起来
report-world-free_rain = 下起雨来
report-world-free_ambulance = 救护车要通过
report-world-free_equipment_fault = 执法记录仪故障

## 登录

web-door-title = 街训教官台
web-door-about = 请用管理员给您的账号登录。
web-door-name = 账号
web-door-password = 密码
web-door-enter = 登录
web-door-other = English
web-door-refused = 账号或密码不对。
web-door-limit = 试得太多了，请一分钟后再试。
web-door-away = 连不上教官台，请检查网络后再试。

## 教官台各页；值写成 { 名 }，由页面填入

web-brand = 街训教官台
web-other-language = English
web-leave = 退出
web-cut = 与教官台的连接断了，正在重连
web-gone = 这里没有内容，或者您无权查看。
web-run-missing = 教官台现在没有这次演练的消息，正在等站点重新接入。
web-run-gone = 教官台已不再跟着这次演练。已收到的记录都在。
web-look-again = 再看一次
web-ok = 确定
web-cancel = 取消
web-nav-hall = 现场
web-nav-records = 记录
web-nav-accounts = 账号
web-nav-audit = 日志
web-role-trainee = 学员
web-role-instructor = 教官
web-role-hr = 人事
web-role-auditor = 审计
web-role-admin = 管理员
web-trainee = 学员
web-exam = 考核
web-level-short = { $level }级
web-critical = 红线
web-mood-calm = 平静
web-mood-uneasy = 戒备
web-mood-angry = 顶撞
web-mood-shouting = 吵闹
web-mood-breaking = 失控
web-state-live = 进行中
web-state-paused = 已暂停
web-state-lost = 失联
web-state-ended = 已结束
web-alarm-critical = 红线
web-alarm-silence = 学员沉默 { $seconds } 秒
web-alarm-lost = 失联
web-hall-title = 训练现场
web-hall-empty = 还没有站点接入。站点用 --station 和密钥接入后，会出现在这里。
web-hall-none = 现在没有这样的站点。
web-count-all = 全部
web-count-running = 进行中
web-count-alarm = 报警
web-count-ended = 已结束
web-transcript = 现场对话
web-map-label = 现场俯视图
web-curve-label = 情绪曲线
web-no-act = 没有听出意图
web-heard-sure = 听清把握 { $sure }%
web-row-moved = 走到：{ $zone }
web-row-paper = 填写：{ $form }
web-row-left = 离开现场
web-row-refused = 没做成：{ $what }
web-row-comes = { $who }来了
web-row-goes = { $who }走了
web-row-unclear = { $who }没听明白
web-row-interrupted = 打断了{ $who }
web-row-cuts-in = { $who }插进来说
web-row-agreed = { $who }同意配合
web-row-withdrew = { $who }反悔了
web-row-boiling = { $who }情绪快失控了
web-row-platform = 平台消息：{ $text }
web-row-hint = 提示：{ $text }
web-row-lacks = { $form }还缺：{ $fields }
web-row-ended = 案件结束：{ $title }
web-beat-over = 不再是：{ $what }
web-beat-says = { $who }：“{ $text }”
web-touch-call = 领导来电：{ $text }
web-touch-mood = 把{ $who }的紧张度设为 { $tension }
web-touch-say = 让{ $who }说：{ $text }
web-touch-ear = 耳返：{ $text }
web-touch-voice = 用语音对学员说话
web-touch-pause = 暂停
web-touch-resume = 继续
web-touch-jump = 跳到：{ $beat }
web-touch-end = 结束案件
web-tab-touch = 介入
web-tab-steps = 步骤
web-tab-notes = 批注
web-notes-empty = 还没有批注和介入。
web-ordered = 已发给站点
web-orders-waiting = { $count } 项介入待送达
web-pause = 暂停
web-resume = 继续
web-end = 结束
web-end-sure = 现在结束这个案件？学员会看到案件按时间用完处理。
web-injects = 案件预设
web-happenings = 临时事件
web-call = 来电
web-call-words = 领导来电说什么
web-people = 人物
web-who = 人物
web-absent = { $name }（不在场）
web-tension = 紧张度
web-set = 设定
web-say = 说
web-say-words = 让这个人说一句话
web-ear = 学员耳返
web-ear-words = 只有学员听得到
web-whisper = 提醒
web-talk = 按住说话
web-talk-live = 正在说，松开结束
web-talk-key = 也可以把焦点放在按钮上按住空格。只有学员听得到；声音不保存。
web-talk-insecure = 浏览器只在 https 或本机地址上允许用麦克风。
web-talk-refused = 用不了麦克风，请在浏览器里允许。
web-jump = 跳到某段情节
web-beats-named = 关键情节
web-beats-other = 其他情节
web-go = 跳转
web-note = 批注（学员看不到）
web-note-words = 记下这一刻
web-write = 记下
web-exam-hands-off = 这是考核：只能暂停、结束和批注。
web-records-title = 记录
web-records-empty = 没有符合条件的记录。
web-find = 找学员或案件
web-compare = 两份对照
web-kind-all = 全部
web-kind-waiting = 待处理
web-kind-pass = 合格
web-kind-fail = 不合格
web-col-begun = 开始时间
web-col-trainee = 学员
web-col-case = 案件
web-col-level = 难度
web-col-mark = 成绩
web-col-open = 待处理
web-col-role = 角色
web-col-when = 时间
web-col-who = 谁
web-col-what = 做了什么
web-col-on = 对象
web-col-from = 来自
web-result-pass = 合格
web-result-fail = 不合格
web-result-pending = 待定
web-result-sealed = 成绩已封存，启封后才能看。
web-result-none = 没有成绩（案件已改版）
web-result-open = 没有演练完
web-accepted = 已确认
web-n-review = 复核 { $count }
web-n-objections = 申诉 { $count }
web-watch = 看现场
web-replay = 回放
web-verdict = 裁定
web-replay-title = 回放
web-compare-title = 两次演练对照
web-play = 播放
web-moment = 时刻
web-speed = 速度
web-goal = 看什么
web-goal-whole = 全程
web-goal-procedure = 程序步骤
web-goal-legality = 法律适用
web-goal-result = 处置效果
web-goal-safety = 安全与记录
web-goal-talk = 沟通与说服
web-goal-tension = 情绪升降
web-goal-events = 突发与介入
web-stop-at-marks = 到标记处停下
web-back-mark = 上一个标记
web-next-mark = 下一个标记
web-picture = 存图
web-view = 视角
web-view-all = 俯视全景
web-view-free = 自由
web-view-trainee = 学员眼里
web-view-other = { $name }眼里
web-view-free-how = 拖动平移，滚轮或双指缩放
web-verdict-title = 裁定
web-verdict-met = 做到
web-verdict-missed = 没做到
web-verdict-breached = 违反
web-verdict-review = 待复核
web-verdict-keep = 维持“{ $verdict }”
web-machine-said = 机器评定：{ $verdict }
web-points-of = { $points } / { $of } 分
web-of-hundred = / 100
web-capped = 触及红线，封顶
web-better = 更好的做法：
web-rule = 改判为
web-settle = 定为
web-answer = 答复
web-reason-for = 判为“{ $verdict }”的理由
web-ruled = 已记下您的裁定
web-ruled-by = { $by } 判为{ $verdict }：
web-objection-by = { $by } 申诉：
web-objection-open = 待答复
web-objection-answered = 已答复
web-object = 申诉
web-object-why = 为什么您认为这一项判得不对
web-accept = 确认成绩
web-accept-sure = 确认成绩 { $points } / { $of } 分？
web-accept-open = 还有 { $count } 项没有处理，成绩还可能变。仍然确认 { $points } / { $of } 分？
web-accepted-by = { $by } 已确认
web-seal = 记录印记
web-items-waiting = 待处理
web-items-wrong = 失分
web-items-ruled = 人工裁定
web-items-all = 全部
web-items-none = 没有符合条件的条目。
web-accounts-title = 账号
web-account-name = 账号（学员用代号）
web-account-add = 添加
web-account-open = 恢复
web-account-close = 停用
web-account-closed = 已停用
web-password-once = { $name } 的密码，只显示这一次：
web-password-new = 重置密码
web-password-sure = 重置 { $name } 的密码？
web-password-old = 现在的密码
web-password-fresh = 新密码
web-password-rule = 至少 10 个字。越长越好，不必带符号。
web-password-change = 修改密码
web-password-changed = 密码已修改，请重新登录
web-audit-title = 操作日志
web-chain-whole = 日志链完整
web-chain-broken = 第 { $line } 行起被动过
web-log-login = 登录
web-log-login-refused = 登录被拒
web-log-login-limited = 登录过于频繁，被拦下
web-log-password = 修改自己的密码
web-log-password-refused = 修改密码被拒：原密码不对
web-log-account-trainee = 设为学员账号
web-log-account-instructor = 设为教官账号
web-log-account-hr = 设为人事账号
web-log-account-auditor = 设为审计账号
web-log-account-admin = 设为管理员账号
web-log-account-closed = 停用账号
web-log-account-opened = 恢复账号
web-log-station-refused = 站点密钥不对，被拒
web-log-people = { $count } 人
web-log-disk = 写不进磁盘
web-log-touch-inject = 介入：案件预设的事件
web-log-touch-happen = 介入：临时事件
web-log-touch-call = 介入：领导来电
web-log-touch-mood = 介入：调整情绪
web-log-touch-say = 介入：代人说话
web-log-touch-ear = 介入：耳返提醒
web-log-touch-voice = 介入：用语音对学员说话
web-log-touch-pause = 暂停
web-log-touch-resume = 继续
web-log-touch-jump = 介入：跳转剧情
web-log-touch-note = 批注
web-log-touch-end = 结束案件
web-log-read-hall = 查看站点总览
web-log-read-list = 查看成绩列表
web-log-read-record = 查看演练记录
web-log-read-mark = 查看成绩
web-log-accept = 确认成绩
web-log-verdict = 裁定
web-log-object = 申诉
web-error-right = 您的角色不能做这件事。
web-error-own = 不能裁定自己的演练，也不能替别人申诉。
web-error-exam = 考核中不能这样介入。
web-error-text = 话太长、是空的，或者带有控制字符。
web-error-voice = 这不是能播放的声音。
web-error-talking = 另一位教官正在对这位学员说话。
web-error-waiting = 站点没有回应，或案件已经结束。
web-error-reason = 请写理由，不超过 1000 字，不能带控制字符。
web-error-no-mark = 还没有可以裁定的成绩。
web-error-item = 没有这一项。
web-error-asked = 这一项已有申诉在等答复。
web-error-unknown = 找不到，或者您无权查看。
web-error-limit = 试得太多了，请一分钟后再试。
web-error-login = 密码不对。
web-error-name = 名称只用字母、数字、-、_、.，最多 40 个。
web-error-password = 新密码要 10 到 128 个字。
web-error-last-admin = 至少要留一个管理员。
web-error-disk = 写不进磁盘，没有保存。
web-error-streams = 打开的页面太多了。
web-error-cut = 连不上教官台；这一项有没有送到，以记录为准，请稍后再试。
web-error-other = 没有成功，请再试一次。
web-error-away = 连不上教官台，正在重试。
web-error-page = 这一页出了错，请刷新；如果还这样，请告诉管理员。
