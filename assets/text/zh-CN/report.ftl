# 成绩报告和导出表格上的全部文字。以 report- 开头的句子同时是页面模板里的 w.xxx。

# 页眉
report-title = 实训成绩报告
report-product = 街训 · 城市管理执法实训
report-trainee = 学员代号
report-case = 案例
report-field = 领域
report-place = 地点
report-level = 等级
report-level-value = 第 { $level } 级
report-party = 当事人
report-mode = 方式
report-mode-practice = 练习
report-mode-exam = 考核
report-mode-assignment = { $mode } · { $assignment }
report-date = 开始时间
report-date-value = { $year }年{ $month }月{ $day }日 { $clock }（北京时间）
report-month-1 = 1
report-month-2 = 2
report-month-3 = 3
report-month-4 = 4
report-month-5 = 5
report-month-6 = 6
report-month-7 = 7
report-month-8 = 8
report-month-9 = 9
report-month-10 = 10
report-month-11 = 11
report-month-12 = 12
report-duration = 用时
report-duration-value = { $minutes } 分 { $seconds } 秒
report-outcome = 结局
report-outcome-unfinished = 记录中断，案件没有走完
report-language = 使用语言
report-language-zh = 中文
report-language-en = 英文
report-words-source = 话语来源
report-words-typed = 键盘输入
report-seal-short = 记录封印 { $seal }

# 提示条
report-notice-fixture = 本次使用的是测试用语音模型（{ $model }）：它只认得清单内的合成语音，不能用来评定真人说话。
report-notice-torn = 这份记录没有正常收尾，成绩只依据中断之前的内容。
report-notice-other-case = 出具报告所用的案例内容和评分时的不一致，对照文字可能有出入。
report-notice-other-record = 评分所依据的记录和这份记录的封印不一致，本报告不能作为凭据。
report-notice-other-versions = 评分使用的内容版本和当时演练的版本不同，见“版本与封印”。

# 总评
report-mark = 总评
report-mark-of = / { $of } 分
report-mark-of-judged = / 可评 { $of } 分
report-mark-rate = 得分率 { $percent }%
report-pass = 合格
report-fail = 不合格
report-pending = 待复核
report-pass-line = 合格线 { $percent }%
report-why-pass = 得分率达到 { $line }%，没有严重违规，待复核项目不影响结论。
report-why-fail-points = 得分率没有达到 { $line }%。
report-why-fail-critical = 出现 { $count } 项严重违规，无论其他项目得分多少，均不合格。
report-why-pending = 合格与否取决于 { $count } 项待复核项目，须由复核人先行认定。
report-cap = 严重违规封顶 { $cap }%：各项合计 { $earned } 分，按 { $points } 分记。
report-review-note = 待复核的 { $points } 分既不加分也不扣分，未计入可评分。
report-nothing-judged = 没有可以评定的项目。
report-tally-met = 做到
report-tally-missed = 未做到
report-tally-breached = 违规
report-tally-review = 待复核
report-tally-unit = 项

# 分块
report-blocks = 分项得分
report-blocks-note = 横条长度为该项分值；深色为得分，浅色为失分，斜纹为待复核。
report-block-points = { $points } / { $of }
report-block-weight = 权重 { $weight }
report-block-review = 待复核 { $points } 分
report-block-none = 本级不评

# 情绪曲线
report-tension = 情绪变化与关键话语
report-tension-note = 曲线为对方的紧张程度（0–100），越高越激动；带编号的圆点是学员说话的时刻，编号与下表和附录一致。
report-tension-gap = 略 { $span }
report-tension-none = 记录里没有人的情绪数据。
report-legend-met = 得分的话
report-legend-breach = 违规的话
report-legend-review = 没听清或待复核
report-legend-other = 其他
report-legend-critical = 严重违规时刻
report-legend-agreed = 对方同意
report-legend-withdrew = 对方反悔
report-quotes = 图上的话
report-quotes-more = 图上列出最要紧的 { $shown } 句，其余 { $left } 句见附录。
report-quotes-none = 学员全程没有说话。
report-moment-critical = { $clock }　严重违规：{ $text }
report-moment-agreed = { $clock }　{ $who }同意
report-moment-withdrew = { $clock }　{ $who }反悔

# 逐条
report-good = 做得好的地方
report-good-none = 本次没有得分项目。
report-wrong = 需要改正的地方
report-wrong-none = 没有失分项目。
report-tag-critical = 严重违规
report-tag-breached = 违规
report-tag-missed = 未做到
report-tag-review = 待复核
report-tag-met = 做到
report-row-then = 当时
report-row-expected = 应当
report-row-forbidden = 禁止
report-row-why = 理由
report-row-law = 依据
report-row-better = 可以这样
report-row-absent = 记录里没有达到这项要求的表现。
report-row-appeal = 人工复核
report-appeal-value = 机器判定“{ $machine }”，{ $by }认定“{ $verdict }”（{ $at }）：{ $reason }
report-no-law = 本项依据执法规范的一般要求，不引条文。

report-review = 待复核的项目
report-review-intro = 下列项目没有听清，或者听清了但拿不准意思，不作对错判断，由复核人听录音、看记录后认定。
report-review-unheard = 没听清（把握 { $sure }%）
report-review-unclear = 听清了，意思拿不准
report-review-nothing = 记录里有没听清的话，其中可能包含这一项。
report-review-stake = 涉及 { $points } 分
report-review-stake-critical = 涉及严重违规认定
report-review-decides = 合格与否取决于此。

report-train = 下一步练什么
report-train-none = 没有失分项目，可以换一名当事人或者升一级再练。
report-train-lost = 失 { $points } 分
report-train-never = 不再出现：{ $text }
report-train-again = 建议：先把上面的项目练熟，再重做本案例第 { $level } 级。
report-train-critical = 建议：先逐条学习严重违规条目和依据，由带教人员当面讲评后，再重做本案例第 { $level } 级；在此之前不安排考核。
report-train-up = 建议：可以进入本案例第 { $level } 级。
report-train-top = 建议：本案例最高等级已通过，可以换其他案例。
report-train-review = 建议：先由复核人认定待复核项目，再决定是否重做。

# 签字
report-sign = 确认
report-sign-trainee = 学员签字
report-sign-assessor = 考评人签字
report-sign-superior = 负责人签字
report-sign-date = 日期
report-limits = 机器能认出说了什么、做了什么、先后如何、对方如何反应；看不出语气里的真诚、眼神和分寸，也听不懂所有的方言。最后的评价由考评人作出。

# 附录
report-appendix = 附录　全程记录
report-appendix-note = 时间自案件开始计。学员的话后面注明机器理解成了什么；把握低的另行标出。
report-heard-sure = 听辨把握 { $sure }%
report-no-act = 没有识别出执法用语
report-trainee-speaker = 学员
report-to = 对{ $who }
report-did = 〔动作〕{ $what }
report-did-refused = 〔动作〕{ $what }（当时做不了）
report-moved = 〔走位〕{ $zone }
report-sensed = 〔举止〕{ $what }
report-paper-done = 〔文书〕{ $form }，填写完整
report-paper-lacks = 〔文书〕{ $form }，缺：{ $fields }
report-inject = 〔教官插入〕{ $what }
report-left = 〔学员离场〕
report-enter = 〔到场〕{ $who }
report-unclear = 〔没听明白〕{ $who }
report-leave = 〔离开〕{ $who }
report-agreed = 〔转变〕{ $who }同意了
report-withdrew = 〔转变〕{ $who }反悔了
report-platform = 〔平台〕{ $message }
report-hint = 〔提示〕{ $text }
report-world = 〔现场〕{ $what }
report-ended = 〔结束〕{ $title }
report-cited-right = 引用正确：{ $as }
report-cited-wrong = 引用有误：{ $as }
report-tension-end = { $who }最终紧张程度 { $value }，要求不高于 { $bound }
report-tension-value = { $who }紧张程度 { $value }
report-law-unknown = 已不在法规库中的条文

report-versions = 版本与封印
report-version-program = 程序
report-version-case = 案例内容
report-version-law = 法规库
report-version-conduct = 行为规范库
report-version-lexicon = 语义库
report-version-bureau = 单位配置
report-version-played = 演练时：{ $version }
report-version-model = 语音模型
report-version-none = 未注明
report-seal = 记录封印
report-seal-note = 封印由全部事件逐条链接而成，改动任何一处都会不符。

# 言语行为
report-act-greet = 问候
report-act-identify_self = 表明身份
report-act-show_certificate = 出示证件
report-act-announce_recording = 告知录音录像
report-act-state_facts = 说明事实
report-act-cite_law = 引用法规
report-act-ask_info = 询问情况
report-act-inform_rights = 告知权利
report-act-listen_ack = 倾听回应
report-act-empathise = 表示理解
report-act-persuade = 讲道理
report-act-offer_alternative = 给出路
report-act-order_correction = 责令改正
report-act-set_deadline = 定期限
report-act-warn = 说明后果
report-act-collect_evidence = 取证
report-act-apply_measure = 采取措施
report-act-safety_action = 保障安全
report-act-call_backup = 请求支援
report-act-calm_down = 安抚
report-act-dispatch_report = 平台报告
report-act-close_politely = 礼貌收尾
report-act-threaten = 威胁
report-act-insult = 辱骂
report-act-negotiate_unlawfully = 私下交易
report-act-abuse_force = 滥用强制
report-act-deny_rights = 剥夺权利
report-act-leak_privacy = 泄露信息
report-act-shirk = 推诿

# 现场事件
report-world-ambulance = 救护车到了
report-world-ambulance_leaves = 救护车开走
report-world-ambulance_stuck = 救护车被堵住
report-world-board_raised = 有人举起木板
report-world-brakes_squeal = 急刹车声
report-world-cane_hits_cart = 盲杖碰到板车
report-world-carrying = 正在搬东西
report-world-cart_rattles_off = 板车推走了
report-world-child_steps_off_kerb = 小孩走下路沿
report-world-crowd_gathers = 有人围观
report-world-crowd_steps_back = 围观的人退开
report-world-evening_rush = 晚高峰，人流正密
report-world-goods_loaded = 货物装好
report-world-goods_registered = 物品登记完毕
report-world-old_woman_falls = 一位老人摔倒
report-world-packing = 正在收拾
report-world-paving_free = 盲道让出来了
report-world-police_coming = 警察正赶来
report-world-rain = 下雨了
report-world-recorder_beeps = 记录仪提示音
report-world-scuffle = 发生推搡
report-world-shouting = 有人叫喊
report-world-siren = 警笛声
report-world-vendor_runs = 摊主跑了

report-wrote = 报告已写好：{ $path }

# 命令行
help-report = 重新出具学员报告
help-report-record = 记录文件或结果文件夹
help-report-html = 报告文件；不写则放在记录旁边
help-report-case = 案例文件夹，不在常用位置时写明
