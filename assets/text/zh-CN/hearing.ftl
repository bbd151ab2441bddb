# 由本单位另一台机器听写；噪声下的听写。中文是源语言。

## 命令

help-hearing = 请本单位另一台机器听写：设地址、允许的主机、学员同意
help-hearing-action = show 查看、use 启用、off 停用、allow 允许主机、forbid 取消允许、agree 学员同意、refuse 撤回、try 试听一个文件
help-hearing-value = use 后写网址，allow、forbid 后写主机，try 后写声音文件
help-hearing-key = 对方的密钥文件（hear-server 第一次启动时生成的 hearing.key）
help-hearing-trust = 对方自制的证书文件
help-hearing-ask_for = 对方有多个模型时，要用哪一个
help-hearing-patience_ms = 等多少毫秒没有回答就用本机的结果（默认 700）
help-hearing-trainee = 学员代号
help-hear-server = 本机替全单位的站点听写（OpenAI 兼容接口 /v1/audio/transcriptions）
help-hear-server-listen = 监听地址；默认只在本机，其他地址必须加密
help-hear-server-tls = own 自制证书，off 不加密（只限本机），或“证书文件,私钥文件”
help-hear-server-model = 语音模型文件
help-hear-server-threads = 听写用几个线程
help-listen-trainee = 谁的声音；这位学员同意过的，可以由另一台机器听写

## 状态

remote-hosts = 声音只许发往：{ $hosts ->
    [none] （还没有允许任何主机）
   *[other] { $hosts }
    }
remote-off = 全部在本机听写。
remote-on = 先由 { $place } 听写，{ $ms } 毫秒没有回答就用本机的结果。
remote-consent = 告知：你说的每句话会作为声音发送到 { $place }，由那里的语音模型写成文字，记录里注明是谁听写的。可以不同意，那就在本机听写，案件和评分照常；同意了也随时可以撤回。
remote-agreed = { $trainee } 已同意由 { $place } 听写。撤回：streetwise hearing refuse --trainee { $trainee }
remote-not-agreed = { $trainee } 还没有同意由 { $place } 听写，现在在本机听写。同意：streetwise hearing agree --trainee { $trainee }
remote-begins = { $trainee } 同意过：声音会发送到 { $place } 听写，它没有及时回答的句子由本机听写。
remote-heard-here = 这几句由本机听写，没有丢。
remote-heard = “{ $text }”  把握 { $sure }%  { $ms } 毫秒  { $by }
remote-short = 由 { $place } 听写
remote-ask-short = 可由 { $place } 听写：在设置里同意
tablet-by-phone = 平台已代拨接通，电话里
settings-elsewhere = 由本单位的机器听写
hear-server-at =
    正在替站点听写：{ $url }，模型 { $model }
    密钥文件：{ $key }（拷到站点，用 streetwise hearing use 网址 --key 文件）
    声音只在内存里听写，不保存。
hear-server-certificate = 自制证书：{ $path }（拷到站点，用 --trust 指明）

## 听不成的原因

remote-file = 读不了听写设置里写的文件：{ $detail }
    .cure = 核对密钥和证书的路径，重新运行 streetwise hearing use。
remote-settings = 听写设置读不懂：{ $file }（{ $detail }）
    .cure = 改正或删掉这个文件，再用 streetwise hearing 重新设置。
remote-address = 不是网址：{ $address }
    .cure = 写成 https://主机:端口。
remote-not-allowed = { $host } 不在允许的主机里，没有发送任何声音。
    .cure = 确实是本单位的机器，就先运行 streetwise hearing allow { $host }。
remote-in-the-clear = { $host } 不在本机，又没有加密，没有发送任何声音。
    .cure = 用 https 网址；对方用 --tls own 启动。
remote-certificate = 不是证书：{ $file }（{ $detail }）
    .cure = 给出 PEM 格式的证书文件。
remote-away = 连不上 { $place }（{ $reason }）
    .cure = 看对方是否在运行、网线和防火墙、证书（--trust）。
remote-late = { $place } 在 { $ms } 毫秒内没有回答
    .cure = 对方换快一点的模型，或用 --patience-ms 多等一会儿。
remote-key = { $place } 不认这个密钥（{ $status }）
    .cure = 重新拷贝对方的 hearing.key，用 --key 指明。
remote-busy = { $place } 忙不过来（{ $status }）
    .cure = 稍后再试，或给它更快的模型、更强的机器。
remote-refused = { $place } 拒绝了（{ $status }）
    .cure = 核对网址的路径，看对方的日志。
remote-nonsense = { $place } 的回答看不懂（{ $detail }）
    .cure = 对方要能按 response_format=verbose_json 回答。
remote-no-certainty = { $place } 只给文字，不说有多大把握，不能拿来评分
    .cure = 换一个在 verbose_json 里给出 avg_logprob 的服务，例如 streetwise hear-server 或 whisper.cpp。
doctor-elsewhere-good = 另一台机器可以听写：{ $detail }
doctor-elsewhere-poor = 设了另一台机器听写，现在用不上：{ $detail }。都由本机听写。
    .cure = streetwise hearing 查看设置；streetwise hearing try 声音文件 试一次。
fail-hearing-value = 后面还要写网址、主机或文件。
    .cure = 例如：streetwise hearing allow 10.0.0.5，再 streetwise hearing use https://10.0.0.5:8441 --key hearing.key --trust certificate.pem
fail-hearing-trainee = 没有写是哪位学员。
    .cure = 加 --trainee 代号。
fail-hear-server = 听写服务启动不了：{ $detail }
    .cure = 关闭其他程序后再试。

## 噪声（bench noise）

bench-noise-row = { $noise } { $snr } dB：每分钟误起 { $segments } 段、误出字 { $false } 段；漏开头 { $missed }、一字不差 { $exact }，共 { $of } 句；言行 F1 { $f }；演练得分 { $points }，待复核 { $review } 项
noise-none = 无噪声
noise-fan = 风扇
noise-traffic = 车流
noise-door = 摔门
noise-talker = 旁人说话
fail-bench-noise = 噪声下的演练没有跑完：{ $detail }
    .cure = 看上面的原因；先运行 streetwise doctor。
bench-list-row = { $model } { $lang }：错字率 { $cer } %，一字不差 { $exact } / { $of } 句，出字 P50 { $p50 } 毫秒、P95 { $p95 } 毫秒
help-bench-list = 自己的录音清单：每行“文件⇥zh 或 en⇥原话”，文件相对清单所在的文件夹

## 电话

run-phone-on = （接通：{ $who }）
run-phone-off = （{ $who } 挂了电话）
report-phone-on = 〔接通〕{ $who }
report-phone-off = 〔挂断〕{ $who }

# 声音文件、语音模型和听写出的错：说清哪个文件、怎么办。

audio-missing = 没有这个声音文件：{ $file }
    .cure = 核对路径和文件名。
audio-unreadable = 读不了声音文件：{ $file }（{ $reason }）
    .cure = 给出一个文件而不是文件夹；看它的读取权限，再看磁盘。
audio-empty = 文件里没有声音：{ $file }
    .cure = 重新录一次；录音前先看麦克风有没有打开。
audio-unknown-format = 不是 WAV、FLAC、Ogg Vorbis 或 MP3 文件：{ $file }
    .cure = 先转换成 WAV 再用。
audio-unknown-codec = 声音文件里的编码不认识：{ $file }（{ $what }）
    .cure = 先转换成普通的 WAV 再用。
audio-rate-outside = 声音文件每秒 { $rate_hz } 个采样，不在 4000 到 384000 之间：{ $file }
    .cure = 转换成每秒 16000 个采样（16 kHz）的 WAV。
audio-too-long = 录音超过 12 小时：{ $file }
    .cure = 切成几段，分开用。

model-missing = 没有这个模型文件：{ $file }
    .cure = 核对路径；streetwise models list 列出模型，streetwise models fetch base-q8_0 下载一个。
model-unreadable = 读不了模型文件：{ $file }（{ $reason }）
    .cure = 给出一个文件而不是文件夹；看它的读取权限，再看磁盘。
model-not-a-model = { $found ->
    [empty] 模型文件是空的：{ $file }
    [gguf] 这是 GGUF 文件，这里只用 ggml 格式的 Whisper 模型：{ $file }
    [page] 拿到的是一张网页，不是模型：{ $file }
    [other-ggml] 是 ggml 文件，但不是 Whisper 语音模型：{ $file }
   *[unknown] 不是 Whisper 语音模型：{ $file }
    }
    .cure = 用 streetwise models fetch base-q8_0 下载一个；下到网页的，先登录网络，或用 --mirror 换一个下载地址。
model-english-only = 这个模型只懂英语：{ $file }
    .cure = 换一个名字里没有 .en 的模型。
model-damaged = 模型文件坏了：{ $file }（{ $reason }）
    .cure = 删掉它，重新下载（streetwise models fetch）。

models-unknown-name = 没有叫 { $name } 的模型。
    .cure = streetwise models list 列出可用的名字。
models-folder = 模型文件夹用不了：{ $folder }（{ $reason }）
    .cure = 核对路径和权限，或用 --data 指定另一个数据文件夹。
models-disk-full = 磁盘满了，还差 { $mib } MiB：{ $file }
    .cure = 腾出空间，再运行同一条命令，会从断开的地方接着下。
models-disk = 读写失败：{ $file }（{ $reason }）
    .cure = 看磁盘和文件夹的权限。
models-no-connection = 连不上：{ $url }（{ $reason }）
    .cure = 看网络是否接通；在国内可加 --mirror china。没有网络的电脑：在别处下载，把文件拷进数据文件夹下的 models。
models-refused = 对方拒绝，回答 { $status }：{ $url }
    .cure = 核对模型名（streetwise models list），或用 --mirror 换一个下载地址。
models-broken-off = 下载多次中断，已有 { $got } 字节（共 { $total }，0 表示对方没有说）：{ $url }
    .cure = 再运行同一条命令，会从断开的地方接着下。
models-wrong-length = 来的是 { $got } 字节，应当约 { $wanted } 字节：{ $url }
    .cure = 这个地址给的是别的东西，用 --mirror 换一个。
models-wrong-digest = 校验值不符：{ $file } 是 { $got }，{ $source } 里写的是 { $wanted }
    .cure = 删掉文件重新下载；还不符，就用 --mirror 换一个下载地址。
models-digest-file = 不是 sha256sum 写的校验值清单：{ $file }，第 { $line } 行（0 表示整个文件读不了）
    .cure = 核对 --digests 指的文件。
models-no-digest = 没有这个文件的校验值：{ $file }
    .cure = 用 streetwise models fetch 下载，或用 --digests 给出校验值清单。

recogniser-processor-too-old = 这台电脑的处理器缺少语音识别要用的指令（AVX2、FMA、F16C）。
    .cure = 换一台较新的电脑，或请管理员设 GGML_AVX2=OFF GGML_FMA=OFF GGML_F16C=OFF GGML_BMI2=OFF 重新编译。
recogniser-cannot-load = 模型装不进来：{ $file }（{ $reason }）
    .cure = 关掉别的程序腾出内存，换小一点的模型，或重新下载。
recogniser-too-long = 一句话长达 { $ms } 毫秒，太长，没有听写。
    .cure = 分成几句说，句间停顿一下；录音请切短。
recogniser-cannot-decode = 这段声音听写失败（{ $reason }）。
    .cure = 再试一次；又失败，就用 streetwise models verify 检查模型文件。
