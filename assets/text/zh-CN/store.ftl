# 存储、人员、课程、审计：命令帮助和输出。

## 帮助

help-all-ca = 服务器证书的签发机构（PEM 文件）；数据库不在本机时必须有
help-all-database = 数据库：postgres 地址或 SQLite 文件；不写就是本机
help-all-reader = 查阅人代号；不写就是当前系统账号
help-all-role = 查阅人角色：trainee、instructor、hr、auditor、admin；只有 hr 和 admin 凭密钥能看姓名
help-all-trainee = 只看这名学员（代号）
help-all-group = 只看这个班组
help-all-team = 只看这个中队
help-all-case = 只看这个案件
help-all-month = 只看这个月，例如 2026-11
help-all-from = 从这一天起
help-all-before = 到这一天之前
help-all-key = 姓名库的密钥文件；不写就用环境变量 STREETWISE_PASSPHRASE 里的口令
help-index = 把新成绩收进本机数据库，删除到期的录音片段
help-index-rebuild = 按成绩文件重新建库；人员和任务保留
help-index-verify = 全部重读，和文件逐一核对
help-sync = 把本机成绩补传到局里的数据库，取回人员和任务
help-sync-database = 局里的数据库，postgres://用户@主机/库
help-sync-ca = 服务器证书的签发机构（PEM 文件）；写了就加密传输
help-sync-remember = 记住这个地址
help-people = 人员：import 导入名单、list 列出、key 生成密钥文件、mend 修补局里的名册
help-people-action = import、list、key 或 mend
help-people-sheet = 工作簿里的哪一张表；不写就用最像名单的那张
help-people-file = 名单（CSV 或 Excel），或新密钥文件
help-people-everybody = 名单是全体人员：不在名单上的记为离职，不再布置任务
help-people-dry_run = 只检查名单，不导入
help-people-names = 同时显示姓名和工号（要有角色和密钥）
help-person = 一个人的资料：show 查看保存了什么、erase 删除姓名和录音片段
help-person-action = show 或 erase
help-person-id = 学员代号
help-playlist = 案件清单：写名称和案件就保存，什么都不写就列出
help-playlist-name = 清单名称
help-playlist-tasks = 案件:难度，例如 street-vendor:2
help-assign = 布置任务：清单、对象、期限；什么都不写就列出
help-assign-id = 任务号
help-assign-playlist = 案件清单
help-assign-to = all 全体、team=中队、group=班组，或学员代号
help-assign-due = 最后一天，例如 2026-12-31
help-assign-exam = 作为考试
help-assign-sealed = 封存成绩
help-assign-withdraw = 撤回这项任务：不再要求任何人做，已有的成绩保留
help-progress = 进度：按中队、学员、案件、月份、环节、步骤或任务
help-progress-by = team、trainee、case、month、block、step 或 assignment
help-progress-names = 代号后面写上姓名（要有角色和密钥）
help-retrain-names = 代号后面写上姓名（要有角色和密钥）
help-retrain = 补训安排：谁要重练哪个案件、哪几项
help-audit = 查阅记录：谁在什么时候看过谁的成绩；核对链条
help-audit-about = 只看关于这个人的
help-audit-by = 只看这个查阅人的
help-audit-last = 最多列出几次
help-audit-each = 一次看了许多人的，一人一行全部列出
help-settings = 本机存储的设置：查看、修改、确认手写的改动
help-settings-keep_voice_days = 录音片段保留几天，0 为不留
help-settings-keep_result_days = 成绩和记录保留几天，0 为一直保留
help-settings-accept = 确认 store.json 里手写的改动
help-settings-restore = 按确认过的设置重写 store.json
help-all-rehearsals = 试演（没有学员的走查）也算进来

## 建库

index-bar = 收录成绩
index-verify-bar = 核对成绩
index-done = 看过 { $seen } 个成绩文件夹，新的或有变化的 { $changed } 个，重复的副本 { $copies } 个。
index-vanished = 有 { $count } 个以前收录过的文件夹不见了；数据库里的成绩保留。如果是有意删除，用 index --rebuild 重新建库。
index-clips = 删除了 { $count } 个到期的录音片段。
index-clips-future = 有 { $count } 个录音片段的时间在将来，可能是电脑时钟跳过；先保留。
index-more-problems = 另有 { $count } 个问题没有列出。
index-aside = 数据库读不了，已改名放在 { $path }；现在按成绩文件重新建库。
index-verified = 核对了 { $rows } 条成绩、{ $folders } 个文件夹，问题 { $faults } 个。

problem-file = { $folder }：{ $detail }
problem-record-missing = { $folder }：有评分，没有记录。没有记录的评分不作数，不收录。
problem-record-empty = { $folder }：记录是空的：程序在写第一行之前就停了，里面没有任何内容。
problem-record-line = { $folder }：记录第 { $line } 行读不懂：{ $detail }
    .cure = 从备份恢复这个文件夹，再运行 index。
problem-record-chain = { $folder }：记录的链条在第 { $line } 行断开：这一行或前一行被改过、缺失或调换。
    .cure = 从备份恢复这个文件夹，再运行 index。
problem-record-order = { $folder }：记录第 { $line } 行不该出现在这里。
    .cure = 从备份恢复这个文件夹，再运行 index。
problem-record-time = { $folder }：记录第 { $line } 行的时间倒退。
problem-record-format = { $folder }：记录的格式是 { $detail }，这个版本的程序读不了。
    .cure = 用写下它的那个版本或更新的版本打开。
problem-record-torn = { $folder }：记录的最后一行（第 { $line } 行）没写完，演练在这里中断；之前的都有效。
problem-record-began = { $folder }：开始时间不是时间：{ $detail }
problem-record-future = { $folder }：开始时间是 { $detail }，本机的时钟还没到那时候。没有人裁定之前不计入：不然它永远是最近的一次。
    .cure = 先看本机的时钟；时钟不对，调准后再运行 index。时钟没错，就是那一站的时钟错了：让学员重做一次，裁定这份不算，再把文件夹移出 results 另存。
problem-mark-unreadable = { $folder }：评分读不懂：{ $detail }
    .cure = 按记录重写评分：streetwise assess 结果文件夹 --mend --by 代号
problem-mark-format = { $folder }：评分的格式是 { $detail }，这个版本的程序读不了。
problem-mark-of-another = { $folder }：评分不是这份记录的（{ $detail }）。
    .cure = 按记录重写评分：streetwise assess 结果文件夹 --mend --by 代号
problem-mark-of-open-record = { $folder }：记录没有结束，却有结束后的评分。
problem-mark-sum = { $folder }：评分的各项和总数对不上，文件被改过或损坏。
    .cure = 按记录重写评分：streetwise assess 结果文件夹 --mend --by 代号
problem-mark-differs = { $folder }：按记录重新评分，结果和保存的不一样。
    .cure = 从备份恢复，或按记录重写评分：streetwise assess 结果文件夹 --mend --by 代号
problem-mark-unsealed = { $folder }：成绩应当封存，却有一份没有启封手续的评分（opened.json 不在、读不懂，或不是这份记录和成绩的），不收录。
    .cure = 由负责人启封：streetwise assess 结果文件夹 --unseal --by 代号
problem-seal-broken = { $folder }：封存的成绩和记录里写下的不一致。{ $detail }
problem-not-indexed = { $folder }：还没有收录。
    .cure = 运行 index。
problem-row-differs = { $folder }：数据库里的成绩和文件不一样，以文件为准。
    .cure = 运行 index --rebuild。
problem-folder-gone = { $folder }：数据库里有这份成绩，文件夹却不在了。
    .cure = 从备份恢复这个文件夹；如果是有意删除，运行 index --rebuild。
problem-register-differs = 数据库里的人员和任务与登记文件 people/register.json 不一样。
    .cure = 运行 index --rebuild。

## 同步

sync-bar = 补传成绩
sync-done = 补传 { $sent } 条，其中局里新收 { $taken } 条；取回人员 { $people } 名。
sync-waiting = 还有 { $count } 条成绩留在本机，下次同步时补传。
fail-sync-nowhere = 没有设置局里的数据库。
    .cure = 写 sync --database postgres://用户@主机/库 --remember，或设置环境变量 STREETWISE_DATABASE。

fail-store-away = 数据库联系不上：{ $place }
    { $detail }
    .cure = 检查网络和服务器；本机成绩不受影响，恢复后再运行 sync。
fail-store-database = 数据库拒绝了：{ $place }
    { $detail }
    .cure = 把这条消息交给数据库管理员。
fail-store-unwritable = 数据库写不进去：{ $place }
    { $detail }
    .cure = 腾出磁盘空间，或检查写入权限；成绩文件不受影响。
fail-store-busy = 数据库正被别的程序占用：{ $place }
    .cure = 等它做完再试。
fail-store-newer = 数据库 { $place } 的版本是 { $found }，这个程序只认得到 { $known }。
    .cure = 换用更新的程序。
fail-store-damaged = 数据库损坏：{ $place }
    { $what }：{ $detail }
    .cure = 本机的库：运行 index --rebuild，按文件重新建库。局里的库：人员和任务（people、playlists、assignments、marks）坏了，在最近同步过的电脑上运行 people mend；成绩坏了，从局里的备份恢复。
fail-store-share = 数据文件夹在网络共享盘上（{ $kind }）：{ $path }。数据库放在那里会损坏。
    .cure = 用 --data 指到本机磁盘；多台电脑共用请接局里的 PostgreSQL。
fail-store-unencrypted = 到这个数据库的线路没有加密，密码和成绩不会这样送出去：{ $place }
    .cure = 加上 --ca 证书文件（服务器证书的签发机构），或运行一次 sync --ca 证书文件 --remember 记住它。只有本机的库不用。
fail-store-address = 数据库地址不对：{ $detail }
    .cure = 写成 postgres://用户@主机/库；加密传输还要写 --ca 证书文件。
fail-store-unknown = { $kind ->
        [person] 没有代号为 { $id } 的人
        [team] 没有人在中队 { $id }
        [group] 没有人在班组 { $id }
        [playlist] 没有案件清单 { $id }
        [assignment] 没有任务 { $id }
        [everybody] 还没有导入人员
       *[other] 没有 { $id }
    }。
    .cure = 用 people list、playlist 或 assign 查看有哪些。
fail-store-stopped = 中途停止：{ $detail }

## 姓名

fail-vault-no-key = 没有密钥，打不开姓名库。
    .cure = 写 --key 密钥文件，或把口令放进环境变量 { $variable }。用 people key 文件 可以生成密钥文件。
fail-vault-key = 密钥或口令不对。
    .cure = 用建库时的那一把；丢了就只能重新导入名单。
fail-vault-key-file = 没有这个密钥文件：{ $path }
    .cure = 第一次用，先运行 people key { $path } 生成；已经有的，请写对路径。
fail-vault-none = 还没有姓名库：{ $path }
    .cure = 先用 people import 导入名单。
fail-vault-there = 已经有姓名库了：{ $path }
fail-vault-damaged = 姓名库损坏：{ $path }（{ $detail }）
    .cure = 从备份恢复这个文件，或删除它再导入名单。
fail-vault-role = 角色 { $role } 不能看姓名。
    .cure = 只有 --role hr 或 --role admin 凭密钥能看。

## 人员

people-titles-id = 代号|学员代号|化名|pseudonym|id
people-titles-name = 姓名|名字|人员姓名|name|full name
people-titles-number = 工号|职工号|人员编号|执法证号|警号|编号|staff number|staff no|number
people-titles-team = 中队|所属中队|所在中队|大队|所属大队|科室|部门|所属部门|单位|所属单位|所在单位|team|unit
people-titles-groups = 班组|所属班组|小组|组别|班级|groups|group
people-title-id = 代号
people-title-name = 姓名
people-title-number = 工号
people-title-team = 中队
people-title-groups = 班组
people-fault-empty-list = 名单是空的。
people-fault-no-column = 前几行里没有找到完整的表头，按第 { $row } 行看，缺少“{ $title }”一列。
people-fault-two-columns = { $cell }：又有一列“{ $title }”（{ $value }）。
people-fault-empty = { $cell }：“{ $title }”没有填。
people-fault-bad-id = { $cell }：代号“{ $value }”只能用英文字母、数字和 - _，最多 64 个；空着不写，原有的人保留原代号，新的人得到随机代号。
people-fault-twice-id = { $cell }：代号和第 { $value } 行重复。
people-fault-telling-id = { $cell }：代号“{ $value }”就是姓名或工号，会出现在每张表里。换一个，或留空由程序随机取。
people-fault-reserved-id = { $cell }：代号“{ $value }”留给试演用，换一个。
people-fault-twice-number = { $cell }：工号和第 { $value } 行重复。
people-fault-twice-name = { $cell }：和第 { $value } 行同名同中队，又都没有工号，分不清是不是同一个人。同一个人就删掉一行，两个人就填上工号或代号。
people-fault-bad-cell = { $cell }：“{ $title }”里的值（{ $value }）不是文字；长数字要先设成文本格式再填。
people-fault-is-day = { $cell }：“{ $title }”被表格改成了日期（{ $value }），原来写的多半是“3-1”这样的字。把这一列设成文本格式再重新填。
people-fault-too-long = { $cell }：“{ $title }”太长。
people-sound = 名单没有问题，共 { $count } 人。
people-imported = 新增 { $added } 人，更新 { $changed } 人，没有变化 { $same } 人。
people-left = 记为离职 { $count } 人：不在这份全体名单上。成绩保留。
people-key = 密钥文件已生成：{ $path }。请和数据分开保管；丢了它，姓名就打不开了。
people-nobody = 没有人员。
people-line = { $id }  { $team ->
        [none] —
       *[other] { $team }
    }  { $groups ->
        [none] —
       *[other] { $groups }
    }{ $name ->
        [none] {""}
       *[other] {"  "}{ $name }
    }{ $number ->
        [none] {""}
       *[other] {"  "}{ $number }
    }{ $state ->
        [erased] {"  "}（已删除）
        [left] {"  "}（已离职）
       *[here] {""}
    }
fail-people-no-file = 没有写文件。
    .cure = people import 名单.xlsx，或 people key 密钥文件。
fail-people-key-there = 已经有这个文件：{ $path }，没有覆盖。
fail-people-unreadable = 名单打不开：{ $path }
    { $detail }
    .cure = 存成 .xlsx 或 CSV 再导入。
fail-people-faults = 名单里有 { $count } 处问题，一个人也没有导入。

person-kept = { $id }：中队 { $team ->
        [none] —
       *[other] { $team }
    }，班组 { $groups ->
        [none] —
       *[other] { $groups }
    }；{ $name ->
        [yes] 姓名加密保存
       *[no] 没有姓名
    }；成绩 { $runs } 条，录音片段 { $clips } 个，被查阅 { $reads } 次。
person-run = { $at }  { $case }  第 { $level } 级  { $state ->
        [sealed] 成绩封存
        [broken] 中断
        [passed] { $points }/{ $of } 合格
        [pending] { $points }/{ $of } 待复核
       *[failed] { $points }/{ $of } 不合格
    }
person-erased = { $id }：{ $name ->
        [yes] 姓名已删除
       *[no] 没有姓名
    }，录音片段删除 { $clips } 个，记录旁的报告和证书删除 { $pages } 份；{ $runs } 条成绩以代号保留，链条仍可核对。

## 课程

playlist-line = { $id }：{ $tasks }
fail-playlist-empty = 清单里没有案件。
    .cure = 写 playlist 名称 street-vendor:1 sidewalk-parking:2。
fail-playlist-task = 没有这个案件或难度：{ $task }
    .cure = 写成 案件:难度，难度 1 到 3。案件有：{ $known }。
assign-line = { $id }  清单 { $playlist }  给 { $to }  { $due } 前  { $mode ->
        [exam] 考试
        [sealed] 考试，成绩封存
       *[practice] 练习
    }
assign-nothing = 还没有布置任务。
assign-withdrawn = 任务 { $id } 已撤回，不再要求任何人做；已有的成绩保留。
fail-assign-parts = 布置任务 { $id } 要写全清单、对象和期限。
    .cure = 写成 assign { $id } --playlist 清单 --to all --due 2026-12-31；撤回写 assign { $id } --withdraw。
assign-past = 期限 { $due } 已经过了，没有完成的一开始就算逾期。
fail-assign-to = 没有代号为 { $to } 的人。
    .cure = 给中队写 --to team=中队名，给班组写 --to group=班组名，给全体写 --to all；代号用 people list 查看。
fail-assign-due = 期限不是日期：{ $due }
    .cure = 写成 2026-12-31。
assign-done = 任务 { $id } 已布置给 { $to }，{ $due } 前完成。
fail-assignment-not-yours = 任务 { $assignment } 没有布置给 { $trainee }。
    .cure = 用 progress assignment 查看布置给谁了什么。
fail-assignment-other-case = 任务 { $assignment } 里没有案件 { $case } 第 { $level } 级。
    .cure = 清单里有：{ $tasks }
run-overdue = 任务 { $assignment } 的期限 { $due } 已过；照常记录。

fail-filter-day = 不是日期或月份：{ $day }
    .cure = --from、--before 写成 2026-11-01，--month 写成 2026-11。
fail-filter-no-days = 任务进度不按日期筛选：{ $day }
    .cure = 去掉 --month、--from、--before；可以用 --team、--group、--trainee、--of-case。
progress-bar = 汇总
progress-nothing = 没有成绩。
progress-line = { $key ->
        [none] —
       *[other] { $key }
    }：演练 { $runs } 次，合格 { $passed } 次，待复核 { $pending } 次，严重违规 { $breaches } 项，平均得分率 { $percent ->
        [none] —
       *[other] { $percent } %
    }
progress-step = { $key }：评过 { $runs } 次，达到 { $passed } 次，违反 { $breaches } 次，待复核 { $pending } 次
standing-of = { $state ->
        [none] 未开始
        [broken] 中断
        [failed] 不合格
        [pending] 待复核
        [sealed] 已考，成绩封存
       *[passed] 合格
    }
standing-sheet = 任务进度
standing-assignment = 任务
standing-due = 期限
standing-state = 进度
standing-overdue = 逾期
standing-wrote = 已写出 { $count } 行任务进度：{ $path }
fail-standing-ending = 文件名要以 .xlsx 或 .csv 结尾：{ $path }
    .cure = 写成 progress assignment --out 任务.xlsx。
fail-progress-out = --out 只用于任务进度。
    .cure = 写成 progress assignment --out 任务.xlsx；成绩用 export 导出。
help-progress-out = 任务进度写成表格：.xlsx 或 .csv
progress-standing = { $assignment }  { $trainee }  { $task }  { $due }  { $state }{ $overdue ->
        [yes] {"  "}逾期
       *[no] {""}
    }
retrain-nobody = 没有人需要补训。
retrain-person = { $trainee }：
retrain-case = {"  "}{ $case } 第 { $level } 级（{ $passed ->
        [yes] 合格，但有薄弱处
        [pending] 待复核
       *[no] 没有合格
    }）{ $weak ->
        [none] {""}
       *[other] {" "}薄弱：{ $weak }
    }
retrain-item = {"    "}{ $breached ->
        [yes] 违反
       *[no] 缺少
    }：{ $text }

## 审计

audit-line = { $at }  { $by }{ $role ->
        [none] {""}
        [trainee] （学员）
        [instructor] （教官）
        [hr] （人事）
        [auditor] （审计）
        [admin] （管理员）
        [head] （负责人）
        [retention] （到期清理）
       *[other] （{ $role }）
    }  { $did ->
        [read] 查阅
        [names] 查看姓名
        [erase] 开始删除
        [erased] 删除完毕
        [import] 导入名单
        [assign] 布置任务
        [withdraw] 撤回任务
        [mend] 修补名册
        [settings] 改设置
        [unseal] 启封
        [appeal] 改判
        [remark] 按记录重写评分
        [certificate] 出具证书
        [export] 导出
        [sync] 补传到
        [clip_removed] 删除录音片段
       *[other] { $did }
    }  { $about }  { $detail ->
        [none] {""}
        [export] 导出
        [progress] 看进度
        [show] 看资料
        [list] 看名单
        [retrain] 看补训
        [erase] 删除
        [import] 导入
        [assign] 布置任务
        [record] 打开记录
        [appeal] 人工裁定
        [window] 在窗口里看成绩列表
        [assignments] 任务进度表
        [sync] 别处删除，同步过来
        [pseudonym] 写代号
        [listed] 写名单上的姓名
        [by-hand] 姓名由经办人填写
       *[other] { $detail }
    }{ $place ->
        [none] {""}
       *[other] {" "}{ $place }
    }
audit-console = 教官台上的查阅：
audit-people = { $count } 人（{ $some }{ $more ->
        [yes] {" "}……
       *[no] {""}
    }）
audit-sum = 共 { $entries } 条，断电没写完的 { $torn } 条；链条末端 { $seal }
audit-fault = 第 { $line } 行有问题：{ $detail ->
        [chain] 链条断开，这一行或前面被改过、删过
        [hash] 这一行和写下时的不一样
       *[other] { $detail }
    }

records-future = 有 { $count } 次演练的开始时间还没到，不计入：哪一站的时钟错了。先看本机的时钟；没错，就在那一站裁定，再从备份恢复或重建这个库。
records-left-out = 有 { $count } 份成绩读不了，没有计入。逐一说明见 streetwise index。
person-erased-later = 本机已删除；局里的数据库现在联系不上，下次 sync 时一并删除。
rehearsals-left-out = 另有 { $count } 次试演（没有学员的走查）没有计入；要算进来，加 --rehearsals。
fail-pseudonym = “{ $id }”不能作学员代号：代号只用英文字母、数字、- 和 _，最多 64 个。姓名不能当代号：它会留在记录、文件名和导出里，删不掉。
    .cure = 写人事给的代号，如 p-7k3mx（people list --names 可查）；还没有的，用 people import 导入名单就有。以前的记录照常能打开。
fail-reserved-id = 代号 { $id } 留给试演用，不能是学员。
    .cure = 换一个代号。
sync-only-here = 有 { $count } 项人员、清单或任务只有本机知道，仍留在本机。要让局里也有，运行 people mend。

## 设置

store-settings-held = 本机名 { $station }；局里的数据库 { $database ->
        [none] 没有
       *[other] { $database }
    }{ $ca ->
        [none] {""}
       *[other] （证书机构 { $ca }）
    }；录音片段 { $days ->
        [none] 不保留
       *[other] 保留 { $days } 天
    }；成绩和记录 { $results ->
        [none] 一直保留
       *[other] 保留 { $results } 天
    }。
store-settings-name = { $name ->
        [station] 本机名
        [database] 局里的数据库
        [ca] 证书机构
        [keep_voice_days] 录音片段保留天数
        [keep_result_days] 成绩和记录保留天数
       *[other] { $name }
    }
store-settings-changed = store.json 里有改动，还没有人确认，现在仍按确认过的设置做：
store-settings-difference = {"    "}{ $name }：写着 { $found ->
        [none] —
       *[other] { $found }
    }，确认过的是 { $confirmed ->
        [none] —
       *[other] { $confirmed }
    }
store-settings-changed-cure = {"    "}是您改的，运行 settings --accept；不是，运行 settings --restore 改回去。
store-settings-unreadable = store.json 读不懂，现在按确认过的设置做：{ $detail }
    运行 settings --restore 重写这个文件。
store-settings-gone = store.json 不见了，现在按确认过的设置做。运行 settings --restore 重写这个文件。
store-settings-nothing-confirmed = 确认过的设置（store.confirmed.json）读不懂，现在按 store.json 做。用 settings 看一遍，没有问题就运行 settings --accept。
store-settings-accepted = { $name }：从 { $confirmed ->
        [none] —
       *[other] { $confirmed }
    } 改为 { $found ->
        [none] —
       *[other] { $found }
    }，已生效。
store-settings-accepted-nothing = 已确认，没有什么改变。
store-settings-restored = store.json 已按确认过的设置重写。

## 名单怎么读的

people-column = { $column } 列 { $title }{ $found ->
        [none] {""}
       *[other] （“{ $found }”）
    }
people-columns = { $sheet ->
        [none] {""}
       *[other] 工作表“{ $sheet }”：
    }{ $columns }。
people-teams = 各中队人数：{ $teams }。
people-other-sheets = 还有工作表也像名单，没有读：{ $sheets }。要读哪一张，写 --sheet 名称。
people-short-numbers = { $cell } 的工号 { $number } 比别的短（共 { $count } 处），可能被当成数字丢了开头的 0。是的话，把这一列设成文本格式重新填。
people-namesakes = 第 { $rows } 行记成了新的人，但名册里已有同名的人。如果是同一个人换了中队，请填上工号或代号再导入，不然成绩会分在两个代号下。
people-zeros = 有 { $count } 人的工号少了开头的 0，已按原来的工号认出，工号不改。
people-list-lies-about = 名单文件里有真名，仍在 { $path }：不再需要就删掉，或收好。
people-mended = 清掉损坏的 { $damaged } 行；补上人员 { $people } 名、清单 { $playlists } 份、任务 { $assignments } 项。
people-mended-lost = 这些本机也没有，没能补上：{ $ids }。重新导入名单，或重新布置。
fail-people-encoding = 名单里有的字不是 UTF-8 也不是 GB 18030，读出来会是错字：{ $path }
    .cure = 在 Excel 里另存为“CSV UTF-8”或 .xlsx 再导入。
fail-people-sheet = 没有这张工作表：{ $sheet }
    .cure = 有的是：{ $known }

## 成绩保留期限

help-retention = 列出过了保留期限的成绩和记录；加 --remove 才删除
help-retention-remove = 删除列出的成绩和记录，逐条记入审计
help-retention-database = 改看局里的数据库，postgres://用户@主机/库
help-retention-ca = 服务器证书的签发机构（PEM 文件）
help-retention-clock_is_right = 时钟没有错：最近一份记录真的是一年多以前的
retention-forever = 没有设期限：成绩和记录一直保留。要设，运行 settings --keep-result-days 天数。
retention-nothing = 没有过期的成绩（期限 { $days } 天）。
retention-due = { $folder }：{ $trainee }，{ $case }，{ $began }
retention-held = { $folder }：{ $trainee }，{ $case }，{ $began }　保留：{ $why ->
        [sealed] 成绩还没有启封
        [review] 还有待复核的项目
       *[unsent] 还没有传到局里
    }
retention-would = 过期 { $going } 份，另有 { $held } 份先保留（期限 { $days } 天）。这次只是列出；要删除，运行 retention --remove。
retention-removed = 已删除 { $count } 份过期的成绩和记录，逐条记入审计；另有 { $held } 份先保留。
retention-unsound = 有 { $count } 份记录读不出年月，没有动；用 index 看是哪几份。
retention-rows-would = 局里的库有 { $count } 条过期（期限 { $days } 天）。这次只是列出；要删除，加 --remove。
retention-rows-removed = 已从局里的库删除 { $count } 条过期的成绩，逐条记入审计。
fail-retention-clock = 时钟可能跳了：现在是 { $now }，最近一份记录却是 { $newest }。什么也没有删。
    .cure = 调准时钟；时钟没有错，加 --clock-is-right。
index-due = 有 { $count } 条成绩过了保留期限：用 retention 看一遍，用 retention --remove 删除。
