# 检查结果用语：每个代码一条，含原因（cause）和改法（cure）。

diag-SW0101 =
    { $kind ->
        [comma] 这里前面少了一个逗号
        [colon] 名字后面少了冒号
        [paren] 这里前面少了右圆括号 ) 或逗号
        [bracket] 这里前面少了右方括号 ] 或逗号
        [brace] 这里前面少了右花括号 { "}" } 或逗号
        [quote] 引号没有配对
        [inner] 文字里面用了英文引号 "，文字到那里就断了
        [end] 文件没写完就结束了
        [after] 最后一个括号后面还有多余的内容
        [escape] 反斜杠用错了
        [comment] 注释没有结束
        [name] 这里应该是一个名字
        [deep] 括号套得太深
       *[other] 这里读不懂{ $word ->
            [none] {""}
           *[other] ：“{ $word }”
        }
    }
    .cause =
        程序读到这里就看不懂了，文件后面的内容都没有读。
    .cure =
        { $kind ->
        [comma] 在画线处前面（多半是上一行末尾）补一个英文逗号 ,
        [colon] 在名字后面补英文冒号，写成 名字: 值
        [paren] 补上右圆括号或逗号；每一条都写成 (…)，条与条之间用逗号隔开。
        [bracket] 补上 ] 或逗号；一串东西写成 [甲, 乙, 丙]。
        [brace] 补上右花括号或逗号；台词写成 "编号": "台词"，每条后面一个逗号。
        [quote] 文字要用一对英文引号包起来："…"。
        [inner] 文字里面的引号换成“ ”或「」，外面那一对英文引号不动。
        [end] 检查最后几行的括号和引号是不是都关上了。
        [after] 删掉多余的内容，或检查是不是多打了一个右括号。
        [escape] 文字里要写反斜杠就写两个 \\，要写引号就写 \"。
        [comment] 用 */ 结束注释，或改用 // 开头的单行注释。
        [name] 字段名和关键词用英文字母，不带空格和引号。
        [deep] 把条件拆成几条来写。
       *[other] 对照 scenarios/README.md 里的例子，看看括号、逗号、冒号、引号是不是都齐了。
    }

diag-SW0102 =
    这里没有“{ $word }”这一项。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这一段只能写这些项：{ $known }。名字写错，或上面少关了一个括号，都会这样。
    .cure =
        把名字改对；如果名字本来没错，看看上一段的右括号 ) 是不是漏了。

diag-SW0103 =
    这一段缺“{ $word }”这一项。
    .cause =
        “{ $word }”是必须写的，少了它案例没法演。
    .cure =
        在这一段里补上 { $word }: …，写法见 scenarios/SCHEMA.md。

diag-SW0104 =
    没有“{ $word }”这个关键词。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里只认规定的几个词{ $known ->
        [none] 。
       *[other] ：{ $known }。
    }
    .cure =
        换成上面列出的词；大小写也要一样。

diag-SW0105 =
    { $wanted ->
        [string] 这里应该是用引号括起来的文字
        [boolean] 这里应该是 true（是）或 false（否）
        [integer] 这里应该是整数
        [range] 这个数太大，或者不能是负数
        [list] 这里应该是方括号括起来的一串
        [map] 这里应该是花括号括起来的台词表
        [count] 括号里的值个数不对
       *[other] 这里应该是圆括号括起来的一组
    }{ $word ->
        [none] {""}
       *[other] （现在是 { $word }）
    }。
    .cause =
        每一项只能放一种值，放错了就读不下去。
    .cure =
        { $wanted ->
        [string] 加上英文引号："…"。
        [boolean] 写 true 或 false，不加引号。
        [integer] 写整数，不加引号、小数点和单位。
        [range] 换一个合适的整数。
        [list] 用方括号括起来，只有一个也要括：["甲"]。
        [map] 写成 { "{" }"编号": "台词", …{ "}" }。
        [count] 按 scenarios/SCHEMA.md 数一数应该有几个值。
       *[other] 用圆括号括起来：(…)。
    }

diag-SW0106 =
    格式号是 { $word }，本程序只认 1。
    .cause =
        文件是给别的版本的程序写的。
    .cure =
        写成 format: 1；如果文件来自更新的版本，请更新程序。

diag-SW0107 =
    缺文件 { $word }。
    .cause =
        一个案例至少要有 scenario.ron、lines.zh.ron 和 lines.en.ron 三个文件。
    .cure =
        在案例文件夹里新建 { $word }；文件名要一字不差。

diag-SW0108 =
    案例编号“{ $word }”和文件夹名“{ $known }”不一样。
    .cause =
        程序按文件夹名找案例，两个名字必须相同。
    .cure =
        把 id 改成“{ $known }”，或把文件夹改名为“{ $word }”。

diag-SW0109 =
    “{ $word }”这一项写了两遍。
    .cause =
        同一段里每一项只能写一次，写两遍不知道听哪一个。
    .cure =
        删掉其中一个。

diag-SW0110 =
    这里用了全角符号“{ $word }”。
    .cause =
        中文输入法打出来的标点，程序不认；只有引号里面的文字可以用中文标点。
    .cure =
        切换到英文输入法，改成 { $near }

diag-SW0111 =
    { $kind ->
        [close] 多了一个右括号 { $word }
       *[open] 从这里开始的括号 { $word } 没有关上
    }。
    .cause =
        { $kind ->
        [close] 前面没有和它配对的左括号。
       *[open] 每个左括号都要有一个同样的右括号，先开的后关。
    }
    .cure =
        { $kind ->
        [close] 删掉它，或在前面补上左括号。
       *[open] 在这一段结束的地方补上右括号；( 配 )，[ 配 ]，花括号也一样。
    }

diag-SW0112 =
    从这里开始的文字没有关上引号。
    .cause =
        引号要成对，而且在同一行里关上，不然后面的内容都会被当成文字。
    .cure =
        在这一行文字的末尾补一个英文引号 "；如果是文字里面多了一个英文引号，就换成“ ”。

diag-SW0113 =
    这个文件不是 UTF-8 编码，从这里开始读不出来。
    .cause =
        所有内容文件都用 UTF-8；记事本的“ANSI”、GBK 和“Unicode”是别的编码，文字会变成乱码。
    .cure =
        在编辑器里把整个文件另存为 UTF-8；还有“�”的地方，照原文重新写。

diag-SW0201 =
    编号“{ $word }”用了两次。
    .cause =
        编号是别处引用它的名字，同一类里不能重复；人和物也不能同名，party 留给当事人。
    .cure =
        给其中一个换个编号，引用它的地方也一起改。

diag-SW0202 =
    { $word ->
        [none] 这一级没有写当事人是谁。
       *[other] 人物“{ $word }”不存在。
    }{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 people 里某个人的编号，或者 party（本次的当事人）。
    .cure =
        改成已有人物的编号；如果是新人物，先在 people 里加上他。

diag-SW0203 =
    事实“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 facts 里的编号。
    .cure =
        改成已有的编号，或先在 facts 里加一条。

diag-SW0204 =
    位置“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 place.zones 里的编号。
    .cure =
        改成已有的编号，或先在 place.zones 里加一处。

diag-SW0205 =
    动作“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 actions 里的编号。
    .cure =
        改成已有的编号，或先在 actions 里加一个动作。

diag-SW0206 =
    动作对象“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        对象要么是人、要么是物，而且要列在这个动作的 targets 里。
    .cure =
        改成已有的编号，并把它加进这个动作的 targets。

diag-SW0207 =
    台词“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 lines 里的编号。
    .cure =
        改成已有的编号，或先在 lines 里加一条，并在两个台词文件里写上词。

diag-SW0208 =
    情节“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 beats 里的编号。
    .cure =
        改成已有的编号，或先在 beats 里加一段情节。

diag-SW0209 =
    结局“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 endings 里的编号。
    .cure =
        改成已有的编号，或先在 endings 里加一个结局。

diag-SW0210 =
    言语行为“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        学员说的话只归到固定的几类，例如 greet（问候）、cite_law（讲法）、listen_ack（倾听回应）。
    .cure =
        从 scenarios/README.md 的言语行为表里选一个。

diag-SW0211 =
    文书“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        文书由单位资料包规定，用到的要先列在本案例的 papers 里。
    .cure =
        改成已有的文书编号，并把它列进 papers。

diag-SW0212 =
    随机项“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 draws 里的编号和它的取值。
    .cure =
        改成已有的编号，或先在 draws 里加上。

diag-SW0213 =
    法条“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        法条编号要在法规包 assets/packs/law 里有。
    .cure =
        改成法规包里的编号；确实缺这一条的，请法制人员加进法规包。

diag-SW0214 =
    红线“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        通用红线的编号由行为规范包规定，只有这些：{ $known }。每条怎样算触碰，见 scenarios/SCHEMA.md 的编号表。
    .cure =
        改成上面列出的编号；只有本案才有的红线，请在 criteria 里写一条 critical: true。

diag-SW0215 =
    { $word ->
        [none] 没有写级别。
       *[other] levels 里没有第 { $word } 级，或者它写了两次，这里还写着它。
    }{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        级别只有 1、2、3，每级写一次；只写一级也行，但别处就不能再提没有的级别。
    .cure =
        本案不要这一级，就删掉这里的级别，只为这一级写的台词、情节、评分项或走法整条删掉；要这一级，就在 levels 里补上。

diag-SW0216 =
    提示“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 hints 里的编号。
    .cure =
        改成已有的编号，或先在 hints 里加一条提示。

diag-SW0217 =
    动机“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        每句台词背后都要有说话人自己的动机，写在这个人的 motives 里。
    .cure =
        改成说话人已有的动机，或在他的 motives 里加一条。

diag-SW0218 =
    评分板块“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        评分只有五块：procedure 程序、legality 法律适用、communication 沟通、result 处置效果、safety 安全与记录。
    .cure =
        从这五块里选一块。

diag-SW0219 =
    行为“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写行为规范包 deeds 里的编号，全部列在 scenarios/SCHEMA.md 的编号表里；普通动作不用写 conduct。
    .cure =
        改成行为规范包里的编号，或者删掉 conduct。

diag-SW0220 =
    教官插入“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写 injects 里的编号。
    .cure =
        改成已有的编号，或先在 injects 里加上。

diag-SW0221 =
    编号“{ $word }”里有不能用的字符。
    .cause =
        编号只能用小写英文字母、数字、_、- 和点，最长 64 个字符。
    .cure =
        换成拼音或英文，例如 wei_laoban。

diag-SW0222 =
    城区“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        城区要写单位资料包 assets/packs/bureau 里的编号：{ $known }。
    .cure =
        改成上面列出的编号。

diag-SW0223 =
    评分项“{ $word }”不存在。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        这里要写本案例 criteria 或 criticals 里的编号。
    .cure =
        改成已有的评分项编号。

diag-SW0224 =
    文书没有“{ $word }”这一栏。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        每种文书有哪些栏由单位资料包规定，写错的栏等于没填。
    .cure =
        改成 scenarios/SCHEMA.md 编号表里这份文书的栏目编号。

diag-SW0301 =
    台词“{ $word }”在 { $known } 里没有写词。
    .cause =
        每条台词都要有中文和英文两份。
    .cure =
        在 { $known } 里加一行："{ $word }": "……",

diag-SW0302 =
    台词“{ $word }”写了词，但 scenario.ron 的 lines 里没有它。
    .cause =
        没人会说这句话；多半是编号写错，或者台词已经删掉了。
    .cure =
        把编号改对，或删掉这一行。

diag-SW0303 =
    文字是空的（{ $word }）。
    .cause =
        学员会看到一片空白。
    .cure =
        写上文字；中英文都要有。

diag-SW0304 =
    台词“{ $word }”永远不会有人说。
    .cause =
        它没有自己的触发条件，也没有哪段情节用 Say 说它。
    .cure =
        给它写上 on，或在某段情节的 then 里加 Say("{ $word }")。

diag-SW0305 =
    花括号里的“{ $word }”没有对应的内容。
    .cause =
        文字里的花括号会换成实际内容，只认 draw.编号、person.编号和单位资料包的词（如 bureau.unit）。
    .cure =
        改成认得的写法；不是要替换的内容就不要用花括号。

diag-SW0306 =
    英文和中文一模一样：“{ $word }”。
    .cause =
        多半是忘了翻译。
    .cure =
        写上英文。

diag-SW0307 =
    标题“{ $word }”已经用在情节“{ $known }”上。
    .cause =
        教官挑情节时分不出是哪一段。
    .cure =
        同一级里每段情节用自己的标题，或者去掉其中一个。

diag-SW0308 =
    英文里还有中文：“{ $word }”。
    .cause =
        多半是新建案例时空着没译的（[待译]），用英文演的学员会看到中文。
    .cure =
        译成英文，[待译] 也一起删掉。

diag-SW0401 =
    第 { $level } 级“{ $word }”板块的分数合计 { $given } 分，应该是 { $wanted } 分{ $known ->
        [none] ，现在一项也没有。
       *[other] ，现在有：{ $known }。
    }
    .cause =
        每一级都要凑满 100 分，各板块占多少由行为规范包规定。
    .cure =
        调整这一板块各评分项的 points；只在某几级才有的评分项要用别的项补齐。

diag-SW0402 =
    分数 { $word } 是负数。
    .cause =
        评分只加不扣；做错的事写成 breached。
    .cure =
        写 0 或正整数。

diag-SW0403 =
    评分项“{ $word }”没有写怎么判。
    .cause =
        既没有 met（做到了算得分），也没有 breached（做了算违反），程序没法打分。
    .cure =
        写上 met 或 breached。

diag-SW0404 =
    法条“{ $word }”在案例当天不生效。
    .cause =
        案例日期早于施行日，或者晚于废止日。
    .cure =
        换成当天有效的法条，或改案例的 date。

diag-SW0405 =
    法条“{ $word }”的条号没有核实过。
    .cause =
        报告里不会显示它的条号，只显示内容。
    .cure =
        请法制人员核实后更新法规包，或换一条已核实的。

diag-SW0406 =
    评分项“{ $word }”没有写法律依据。
    .cause =
        程序和法律适用两块的扣分，学员有权知道依据。
    .cure =
        在 law 里写上法规包的编号，例如 law: ["APL-2021-55"]。

diag-SW0407 =
    数值 { $word } 超出范围。
    .cause =
        这里只能写 { $from } 到 { $to }。
    .cure =
        换成 { $from } 到 { $to } 之间的整数。

diag-SW0501 =
    情节“{ $word }”永远不会发生。
    .cause =
        没有任何一级能满足它的触发和条件，比如要等的事实没人设、要等的人没出场。
    .cure =
        检查它的 on、when 和 levels，看看等的东西谁来给。

diag-SW0502 =
    第 { $level } 级走不到结局“{ $word }”。
    .cause =
        这一级没有哪段能发生的情节用 End 结束到它。
    .cure =
        加一段 End("{ $word }") 的情节，或给结局写上 levels，只留走得到的级别。

diag-SW0503 =
    第 { $level } 级没有办法结束，只能等到超时。
    .cause =
        这一级没有能发生的情节会用 End 结束案例。
    .cure =
        给这一级加一段带 End 的情节。

diag-SW0504 =
    事实“{ $word }”有人等，却没有人设。
    .cause =
        有条件要看它，但没有情节用 Set 把它变成真，也没有哪一级一开始就是真。
    .cure =
        加 Set("{ $word }")，或在某一级的 facts 里写上它。

diag-SW0505 =
    事实“{ $word }”没有人看。
    .cause =
        没有条件、触发或评分项用到它。
    .cure =
        用上它，或删掉它。

diag-SW0506 =
    缺少结局“{ $word }”。
    .cause =
        时间用完时，案例按它结束。
    .cure =
        在 endings 里加一个 id: "{ $word }" 的结局。

diag-SW0507 =
    第 { $level } 级和第 { $other } 级没有实质区别。
    .cause =
        级别要换人、换历史、换法律或换情节，不能只换一个数字。
    .cure =
        给这一级不同的人物、历史或开场事实，并至少有一段只在这一级出现的情节或评分项。

diag-SW0508 =
    日期或时间“{ $word }”写得不对。
    .cause =
        格式是 { $known }。
    .cure =
        按 { $known } 写，例如 2026-09-18、18:40。

diag-SW0601 =
    缺走法：{ $kind ->
        [ideal] 第 { $level } 级的标准处置（ideal）
        [minimal_pass] 刚好及格（minimal_pass）
        [silence] 一言不发（silence）
        [babble] 东拉西扯（babble）
        [critical] 触碰红线“{ $word }”
        [ending] 走到结局“{ $word }”
       *[en] 一条全英文的
    }。
    .cause =
        走法是案例自带的考卷答案：没有它，没人知道这条路走得通、分打得对。
    .cure =
        在 walkthroughs 文件夹里加一个文件，照着 scenarios/README.md 的例子写。

diag-SW0602 =
    说好的 { $word } 没有兑现{ $given ->
        [none] 。
        [met] ：实际做到了。
        [missed] ：实际没做到。
        [breached] ：实际触碰了。
        [review] ：实际要人复核。
        [absent] ：这一级没有这一项。
       *[other] ：实际是 { $given }。
    }{ $said ->
        [none] {""}
       *[other] 上一句“{ $said }”听成了：{ $heard ->
            [none] （没听出意思）
           *[other] { $heard }
        }；之后说出的台词：{ $lines ->
            [none] （没有）
           *[other] { $lines }
        }。
    }{ $tension ->
        [none] {""}
       *[other] 当事人火气 { $tension }、信任 { $trust }。
    }{ $kind ->
        [once] 它前面已经有过，一局只有这一次。
        [taken] 那一刻他先说了别的台词。
       *[other] {""}
    }{ $wanting ->
        [none] {""}
       *[other] 还差：{ $wanting }
    }
    .cause =
        按走法演了一遍，结果和写的不一样：要么案例变了，要么走法里的话听成了别的意思，要么还差一件事。
    .cure =
        话听错了，先用 streetwise understand 试，换成听得懂的短句；还差什么，就在走法里补上那一步，或者放宽案例里的条件。

diag-SW0603 =
    文书 { $word } 的“{ $field }”这一栏有问题{ $given ->
        [none] {""}
       *[other] （写的是“{ $given }”）
    }：{ $fault ->
        [none] 和说的、做的对不上{ $known ->
            [none] {""}
           *[other] ，记录里是“{ $known }”
        }
       *[other] { $fault }
    }。
    .cause =
        标准走法里的文书要经得起核对，不然学员照着填也会扣分；streetwise papers 会给它打 ✗。
    .cure =
        改这一栏，或改走法里的话和动作。时间写 2026-09-18 16:30，期限和说出口的一样，照片写东西的名字。

diag-SW0701 =
    舞台或地方对不上：{ $kind ->
        [cast] 人物“{ $word }”没有 cast 这一行
        [person] 没有人物“{ $word }”
        [look] 没有“{ $word }”这个外形
        [spot] 这个地方没有点位“{ $word }”
        [piece] 没有“{ $word }”这个摆件
        [zone] 地方文件里没有位置“{ $word }”
        [thing] 地方文件里没有东西“{ $word }”
        [light] 这个地方没有“{ $word }”这种光线
        [sound] 没有“{ $word }”这个声音
        [clip] 没有“{ $word }”这个动作
        [gear] 没有“{ $word }”这样东西可带
        [place] assets/places 里没有“{ $word }”这个地方
       *[other] “{ $word }”
    }。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        stage.ron 说谁站在哪里、看起来听起来是什么；写错的，在窗口里就看不见。
    .cure =
        照着 construction-dust/stage.ron 改成已有的编号；不想在窗口里演，就删掉 stage.ron。

diag-SW0702 =
    世界事件“{ $word }”在 stage.ron 里没有样子。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        情节会发生，但窗口里什么也看不见、听不见。
    .cure =
        在 stage.ron 的 events 里加一行，或把编号改对。

diag-SW0703 =
    手势“{ $word }”没有对应的动作。{ $near ->
        [none] {""}
       *[other] 最像的是“{ $near }”。
    }
    .cause =
        没有对应动作的手势，人物只会照平常说话的样子比划。
    .cure =
        换成 scenarios/SCHEMA.md 编号表里的手势。
