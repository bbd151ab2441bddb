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
fail-no-assets = 找不到随程序附带的 assets 文件夹。
    .cure = 请在程序所在的文件夹里运行，或把 STREETWISE_HOME 设成那个文件夹。

## 检查

finding-error = 错误
finding-warning = 提醒
finding-place = { $file } 第 { $line } 行第 { $column } 列
finding-cause = 原因：{ $text }
finding-cure = 改法：{ $text }
check-sum = 查了 { $cases } 个案例，走了 { $played } 条走法：错误 { $errors } 处，提醒 { $warnings } 处。
