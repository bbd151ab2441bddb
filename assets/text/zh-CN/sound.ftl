# 声音：麦克风、扬声器、听辨

mic-closed = 麦克风未启用
mic-open = 麦克风：{ $detail }
mic-missing = 没有可用的麦克风（{ $detail }）。可以一直用打字；接上后会自动启用。
mic-missing-short = 没有麦克风，请打字
mic-lost-short = 麦克风断开，请打字
mic-instead = 选定的麦克风“{ $wanted }”不在，先用“{ $detail }”；接回后会自动换回来。
hearing-failed-short = 听不了语音，请打字
mic-lost = 麦克风断开了。可以先打字；接回后会自动恢复。

speaker-off = 本次运行不出声
speaker-opening = 正在打开扬声器……
speaker-open = 扬声器：{ $detail }
speaker-missing = 没有可用的扬声器（{ $detail }）。台词照常有字幕；接上后会自动出声。
speaker-lost = 扬声器断开了。台词照常有字幕；接回后会自动恢复。

hearing-off = 本次运行不听语音
hearing-loading = 正在载入语音模型……
hearing-ready = 语音模型：{ $model }
hearing-fixture = 当前是测试用语音模型：只认得合成语音的固定短语，听不懂真人说话。真人说话请先下载模型（streetwise models fetch base-q8_0），或者打字。
hearing-no-model = 没有语音模型，请打字。需要听懂说话：streetwise models fetch base-q8_0（需要一次网络）。
hearing-no-thread = 系统资源不足，语音没有启动（{ $reason }）。请打字，或关闭其他程序后重新启动。

heard-not = 没听清，请再说一遍，或者打字

bench-voice-bare = 识别耗时与裸 Whisper 之比（{ $model }）：{ $value }
bench-voice-whole = 与 30 秒整窗识别之比：{ $value }
bench-voice-streamed = 有了结果的片段 / 播放的片段：{ $value }
bench-voice-reaction = 话音落到有人注意，中位数：{ $value } 毫秒
bench-voice-answer = 话音落到听出内容，中位数：{ $value } 毫秒
bench-voice-answer-most = 同上，二十次里最慢一次除外：{ $value } 毫秒
fail-bench-unanswered = 播放了 { $streamed } 段，只有 { $answered } 段听出了内容：只算这些的耗时没有意义。
    .cure = 等机器空闲时再测；仍然如此，就换小一点的模型（streetwise models）。

doctor-loudspeaker-good = 扬声器：{ $detail }
doctor-loudspeaker-poor = 没有可用的扬声器（{ $detail }）
    .cure = 台词照常有字幕。要出声：接上音箱或耳机，在系统设置里选为默认输出。
doctor-microphone-good = 麦克风：{ $detail }
doctor-microphone-poor = 没有可用的麦克风（{ $detail }）
    .cure = 可以一直用打字。要说话：接上麦克风，在系统设置里选为默认输入，并允许程序使用。
doctor-chosen-microphone-poor = 设置里选定的麦克风“{ $detail }”不在，用的是系统默认的麦克风
    .cure = 接上它再试，或在设置里另选一个。
doctor-unread-poor = 录了三秒，但没有语音模型，听不出说了什么
    .cure = 下载一个再试：streetwise models fetch base-q8_0（需要一次网络）。没有模型可以一直用打字。
doctor-fixture-heard-poor = 录了三秒；现在听的是测试用语音模型，它听不懂真人说话，写的是：{ $detail }
    .cure = 真人说话请先下载模型：streetwise models fetch base-q8_0。
doctor-unheard-poor = 录了三秒，语音模型用不了：{ $detail }
    .cure = 重新下载模型：streetwise models fetch base-q8_0。
doctor-heard-good = 录了三秒，听到：{ $detail }
doctor-heard-poor = 录了三秒，没有听到说话
    .cure = 对着麦克风说一句再试；仍然没有，就把系统里的输入音量调高，或换一个麦克风。
bench-frame-cpu = 一帧的处理器时间：{ $ours } 毫秒，只画同样场景的引擎：{ $theirs } 毫秒，之比 { $ratio }
bench-frame-start = 启动到街上：{ $ours } 毫秒，引擎自己：{ $theirs } 毫秒，之比 { $ratio }
bench-frame-memory = 内存：{ $ours } MiB，引擎自己：{ $theirs } MiB，之比 { $ratio }
bench-frame-decoding = 边识别语音边出帧，百帧里最慢：{ $ours } 毫秒，不识别时：{ $theirs } 毫秒，之比 { $ratio }
bench-frame-load = 从菜单到街上：{ $ms } 毫秒，街上 { $people } 人
fail-bench-frame = 没有测成：{ $detail }
