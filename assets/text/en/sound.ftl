# Sound: microphone, loudspeaker, hearing

mic-closed = Microphone not in use
mic-open = Microphone: { $detail }
mic-missing = No microphone can be used ({ $detail }). Typing always works; one that is plugged in is taken by itself.
mic-missing-short = No microphone: type
mic-lost-short = Microphone gone: type
mic-instead = The chosen microphone "{ $wanted }" is not there; "{ $detail }" is used until it is plugged in again.
hearing-failed-short = Cannot hear you: type
mic-lost = The microphone is gone. Type meanwhile; it comes back by itself when it is plugged in again.

speaker-off = No sound in this run
speaker-opening = Opening the loudspeaker…
speaker-open = Loudspeaker: { $detail }
speaker-missing = No loudspeaker can be used ({ $detail }). Lines are subtitled as ever; one that is plugged in is taken by itself.
speaker-lost = The loudspeaker is gone. Lines are subtitled as ever; it comes back by itself when it is plugged in again.

hearing-off = Not listening in this run
hearing-loading = Loading the speech model…
hearing-ready = Speech model: { $model }
hearing-fixture = This is the test model: it knows synthetic voices on a closed list of phrases and understands nobody's speech. To speak, fetch a model first (streetwise models fetch base-q8_0), or type.
hearing-no-model = There is no speech model; please type. To be heard: streetwise models fetch base-q8_0 (needs the net once).
hearing-no-thread = The system is short of resources and hearing has not started ({ $reason }). Type, or close other programs and start again.

heard-not = Not understood; say it again, or type

bench-voice-bare = decode beside bare Whisper ({ $model }): { $value }
bench-voice-whole = beside its whole window of 30 seconds: { $value }
bench-voice-streamed = clips that gave words, of those streamed: { $value }
bench-voice-reaction = end of speech to notice, median: { $value } ms
bench-voice-answer = end of speech to words, median: { $value } ms
bench-voice-answer-most = the same for nineteen in twenty: { $value } ms
fail-bench-unanswered = Of { $streamed } clips that were streamed { $answered } gave words: the times of those alone count for nothing.
    .cure = Try again while the machine does little else; if that changes nothing take a smaller model (streetwise models).

doctor-loudspeaker-good = Loudspeaker: { $detail }
doctor-loudspeaker-poor = No loudspeaker can be used ({ $detail })
    .cure = Lines are subtitled as ever. For sound plug in loudspeakers or a headset and make them the system's output.
doctor-microphone-good = Microphone: { $detail }
doctor-microphone-poor = No microphone can be used ({ $detail })
    .cure = Typing always works. To speak plug in a microphone, make it the system's input and allow the program to use it.
doctor-chosen-microphone-poor = The microphone chosen in the settings, "{ $detail }", is not there; the system's is used
    .cure = Plug it in and try again, or choose another in the settings.
doctor-unread-poor = Recorded three seconds, but without a speech model nobody can tell what was said
    .cure = Fetch one and try again: streetwise models fetch base-q8_0 (needs the net once). Without a model typing always works.
doctor-fixture-heard-poor = Recorded three seconds; the test model listened, which understands nobody's speech, and wrote: { $detail }
    .cure = To speak fetch a model first: streetwise models fetch base-q8_0.
doctor-unheard-poor = Recorded three seconds, and the speech model cannot be used: { $detail }
    .cure = Fetch it again: streetwise models fetch base-q8_0.
doctor-heard-good = Recorded three seconds and heard: { $detail }
doctor-heard-poor = Recorded three seconds and heard nobody speak
    .cure = Say a sentence into the microphone and try again; if that changes nothing raise the system's input volume or take another microphone.
bench-frame-cpu = processor time a frame: { $ours } ms; the engine with the same scene: { $theirs } ms; ratio { $ratio }
bench-frame-start = start to street: { $ours } ms; the engine alone: { $theirs } ms; ratio { $ratio }
bench-frame-memory = memory: { $ours } MiB; the engine alone: { $theirs } MiB; ratio { $ratio }
bench-frame-decoding = longest of a hundred frames while speech is decoded: { $ours } ms; without: { $theirs } ms; ratio { $ratio }
bench-frame-load = menu to street: { $ms } ms with { $people } people
fail-bench-frame = Nothing was measured: { $detail }
