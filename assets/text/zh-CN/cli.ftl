# 命令行用语。中文是源语言。

## 帮助

help-streetwise = 街训：城管执法训练模拟器。开口处置，按录音留痕打分。
help-template =
    {"{"}about{"}"}

    用法：{"{"}usage{"}"}

    {"{"}all-args{"}"}
help-template-verbs =
    {"{"}about{"}"}

    用法：{"{"}usage{"}"}

    命令：
    {"{"}subcommands{"}"}

    选项：
    {"{"}options{"}"}
help-frame-options = [选项]
help-frame-verb = <命令>
help-frame-arguments = 参数：
help-frame-option-list = 选项：
help-all-lang = 语言：zh 中文，en 英文；不写就看系统语言
help-all-json = 只输出机器可读的 JSON
help-all-data = 记录、成绩和模型放在哪个文件夹
help-all-help = 显示帮助
help-all-version = 显示版本号
help-check = 检查案例文件夹和内容包，把所有问题一次列出
help-check-paths = 案例文件夹、装着多个案例的文件夹，或内容包文件夹

## 用法错误

usage-unknown-argument = 没有“{ $argument }”这个选项。{ $near ->
    [none] {""}
   *[other] 是不是想写“{ $near }”？
    }
usage-unknown-verb = 没有“{ $argument }”这个命令。{ $near ->
    [none] {""}
   *[other] 是不是想写“{ $near }”？
    }
usage-no-verb = 没有写要做什么。
usage-missing = 还缺：{ $argument }
usage-conflict = “{ $argument }”和“{ $other }”不能同时用。
usage-count = “{ $argument }”后面给的值个数不对。
usage-wrong-value = “{ $argument }”不能是“{ $value }”。
usage-help = 加 --help 查看用法。

## 办不成的事

fail-file-missing = 找不到：{ $path }
    .cure = 请核对路径；文件夹名和文件名要一字不差。
fail-file-unreadable = 读不了：{ $path }（{ $detail }）
    .cure = 请确认它是 UTF-8 编码的文本文件，并且你有权限打开。
fail-file-unwritable = 写不进去：{ $path }（{ $detail }）
    .cure = 请检查磁盘空间和写入权限，或用 --data、--out 换一个位置。
fail-file-exists = 已经有了，不覆盖：{ $path }
    .cure = 用 --out 换一个文件夹。
fail-no-assets = 找不到随程序附带的 assets 文件夹。
    .cure = 请在程序所在的文件夹里运行，或把 STREETWISE_HOME 设成那个文件夹。

## 检查

finding-error = 错误
finding-warning = 提醒
finding-place = { $file } 第 { $line } 行第 { $column } 列
finding-cause = 原因：{ $text }
finding-cure = 改法：{ $text }
check-sum = 查了 { $cases } 个案例，走了 { $played } 条走法：错误 { $errors } 处，提醒 { $warnings } 处。

## 新建案例

new-bad-name = “{ $name }”不能当案例的短名。
    .cure = 只用小写英文字母、数字、- 和 _，最长 48 个字符，例如 night-market。
new-exists = { $path } 已经有了。
    .cure = 换一个名字，或者先把旧文件夹移走；程序不会覆盖别人的案例。
new-answers-wrong = { $path } 第 { $line } 行第 { $column } 列：{ $message }
    .cure = { $how }

## 字段说明

help-schema = 列出案例文件里每一项怎么写
schema-head =
    # 字段说明 / Field reference

    本页由 `streetwise schema` 从程序自己的说明生成，请不要手改；做法和例子见 [README](README.md)。

    Written by `streetwise schema` from the program's own descriptions; do not edit. See [README](README.md) for tasks and examples.
schema-fields = | 项 / field | 写法 / form | 说明 / meaning |
schema-choice = | 词 / word | 写法 / form | 说明 / meaning |
schema-optional = *（可不写 / may be left out）*

## 分支图

help-graph = 把案例的分支画成一张图
help-graph-case = 案例文件夹或名称
help-graph-svg = 图存到哪个 SVG 文件
help-graph-level = 只画第几级，1 到 3；不写就画全部
graph-done = 画好了：{ $path }（{ $boxes } 个框，{ $arrows } 条线）。用浏览器打开就能看。
graph-title = 《{ $title }》分支图
graph-title-level = 《{ $title }》分支图，第 { $level } 级
graph-legend = 蓝框是情节：编号、什么引起、接着听到或发生什么；黄框是结局。箭头：前一件事成了，后一件才可能发生。
graph-or = {" "}或{" "}
graph-party = 当事人
graph-start = 开场
graph-said = 说：{ $word }
graph-babble = 说了不相干的话
graph-repeated = 重复同一句
graph-long-talk = 长时间说个不停
graph-did = 做：{ $word }
graph-moved = 走到：{ $word }
graph-paper = 填好：{ $word }
graph-at = 开始 { $word } 秒
graph-after = { $word } 之后 { $secs } 秒
graph-silence = 冷场 { $word } 秒
graph-tense = { $word }火气升到 { $bound }
graph-calmed = { $word }火气降到 { $bound }
graph-agreed = { $word }答应了
graph-became = 成真：{ $word }
graph-inject = 教官：{ $word }

## 窗口

fail-no-screen = 这台电脑上没有屏幕可用，打不开窗口。
    .cure = 请在图形界面里运行；只想演练不看画面，用 run，或者加 --headless。
help-play = 打开窗口：主菜单，或直接进入一个案件
help-play-case = 案件的文件夹或短名
help-play-level = 级别，1 到 3
help-play-persona = 当事人编号
help-play-seed = 抽签用的数；同一个数抽到同样的内容
help-play-trainee = 学员代号
help-play-exam = 考核
help-play-model = 语音模型文件
help-play-script = 按文件里的设备事件自动操作，走虚拟时间
help-play-real_time = 按真实时间演脚本，脚本里的声音从麦克风那一路进来（须与 --script 同用）
help-play-frames = 画这么多帧、存几张图就退出
help-play-shots = 图片存到哪个文件夹
help-play-out = 记录、成绩和报告存到哪个文件夹
help-play-assignment = 考核任务号，一项任务只考一次；不写则每个案件每级各考一次
help-play-size = 窗口大小，例如 1280x720
help-play-headless = 不开窗口、不用显卡
help-play-watch = 盯着案件文件夹：保存的改动从同一时刻接着演，错误显示在画面上
help-play-sealed = 考核成绩封存，由负责人用 assess --unseal 启封
