# Another machine of the bureau that listens; hearing in noise.

## Commands

help-hearing = let another machine of the bureau listen: its address, allowed hosts, trainees' consent
help-hearing-action = show; use an address; off; allow or forbid a host; agree or refuse for a trainee; try a file
help-hearing-value = an address after use, a host after allow and forbid, a sound file after try
help-hearing-key = the other side's key file (hearing.key, made at the first start of hear-server)
help-hearing-trust = the other side's own certificate
help-hearing-ask_for = which of its models to ask for
help-hearing-patience_ms = milliseconds after which the words heard here stand (700 by default)
help-hearing-trainee = pseudonym
help-hear-server = this machine hears for the bureau's stations (OpenAI-compatible /v1/audio/transcriptions)
help-hear-server-listen = address to listen on; this machine only by default, anything else needs TLS
help-hear-server-tls = own: a certificate made here; off: in the clear, this machine only; or CERT,KEY files
help-hear-server-model = speech model file
help-hear-server-threads = threads of a decode
help-listen-trainee = whose voice it is; with their consent another machine may hear it

## How it stands

remote-hosts = Sound may go only to: { $hosts ->
    [none] (no host is allowed yet)
   *[other] { $hosts }
    }
remote-off = Everything is heard on this machine.
remote-on = { $place } listens first; without an answer in { $ms } ms the words heard here stand.
remote-consent = Please note: every sentence you say is sent as sound to { $place }, where a speech model writes it down, and the record says who heard it. You may say no: then this machine listens, and case and mark are the same. You may also take your consent back at any time.
remote-agreed = { $trainee } has agreed that { $place } listens. To take it back: streetwise hearing refuse --trainee { $trainee }
remote-not-agreed = { $trainee } has not agreed that { $place } listens, so this machine does. To agree: streetwise hearing agree --trainee { $trainee }
remote-begins = { $trainee } has agreed: sound goes to { $place }; what it does not answer in time is heard here.
remote-heard-here = These sentences were heard on this machine; nothing is lost.
remote-heard = “{ $text }”  sure { $sure }%  { $ms } ms  { $by }
remote-short = { $place } listens
remote-ask-short = { $place } could listen: agree in the settings
tablet-by-phone = by phone, put through by the platform
settings-elsewhere = Another machine listens
hear-server-at =
    Hearing for stations: { $url }, model { $model }
    Key file: { $key } (copy it to the stations: streetwise hearing use URL --key FILE)
    Sound is heard in memory and not kept.
hear-server-certificate = Certificate made here: { $path } (copy it to the stations and name it with --trust)

## Why it is not heard elsewhere

remote-file = A file that the hearing settings name cannot be read: { $detail }
    .cure = Check the paths of key and certificate and run streetwise hearing use again.
remote-settings = The hearing settings do not read: { $file } ({ $detail })
    .cure = Correct or remove the file, then set it again with streetwise hearing.
remote-address = No address: { $address }
    .cure = Write https://HOST:PORT.
remote-not-allowed = { $host } is not among the allowed hosts; no sound was sent.
    .cure = If it is a machine of your bureau, run streetwise hearing allow { $host } first.
remote-in-the-clear = { $host } is not this machine and not encrypted; no sound was sent.
    .cure = Use an https address; start the other side with --tls own.
remote-certificate = No certificate: { $file } ({ $detail })
    .cure = Give a PEM file.
remote-away = { $place } cannot be reached ({ $reason })
    .cure = See whether it runs, look at cable and firewall, and at the certificate (--trust).
remote-late = { $place } gave no answer within { $ms } ms
    .cure = Give the other side a faster model, or wait longer with --patience-ms.
remote-key = { $place } does not know this key ({ $status })
    .cure = Copy the other side's hearing.key again and name it with --key.
remote-busy = { $place } has too much to do ({ $status })
    .cure = Try later, or give it a faster model or a stronger machine.
remote-refused = { $place } refused ({ $status })
    .cure = Check the path of the address and the other side's log.
remote-nonsense = The answer of { $place } is not understood ({ $detail })
    .cure = It must answer response_format=verbose_json.
remote-no-certainty = { $place } gives words without certainty; nobody can be marked by those
    .cure = Use a server whose verbose_json has avg_logprob, such as streetwise hear-server or whisper.cpp.
doctor-elsewhere-good = Another machine can listen: { $detail }
doctor-elsewhere-poor = Another machine is set to listen and is of no use now: { $detail }. This machine listens.
    .cure = streetwise hearing shows the settings; streetwise hearing try FILE tries once.
fail-hearing-value = An address, a host or a file has to follow.
    .cure = Such as: streetwise hearing allow 10.0.0.5, then streetwise hearing use https://10.0.0.5:8441 --key hearing.key --trust certificate.pem
fail-hearing-trainee = Whose consent?
    .cure = Add --trainee ID.
fail-hear-server = The server cannot start: { $detail }
    .cure = Close other programs and try again.

## Noise (bench noise)

bench-noise-row = { $noise } { $snr } dB: a minute { $segments } stretches taken for speech, { $false } gave words; { $missed } beginnings missed, { $exact } to the letter, of { $of } sentences; acts F1 { $f }; the played case { $points } points, { $review } items under review
noise-none = no noise
noise-fan = fan
noise-traffic = traffic
noise-door = slammed door
noise-talker = second talker
fail-bench-noise = The case could not be played in noise: { $detail }
    .cure = See the reason above; run streetwise doctor first.
bench-list-row = { $model } { $lang }: wrong characters { $cer } %, to the letter { $exact } of { $of }, words after P50 { $p50 } ms, P95 { $p95 } ms
help-bench-list = a list of your own recordings: a line each of file, zh or en, words, tabs between; files lie beside the list

## Phone

run-phone-on = (on the phone: { $who })
run-phone-off = ({ $who } has hung up)
report-phone-on = [on the phone] { $who }
report-phone-off = [hung up] { $who }

# What goes wrong with sound files, speech models and recognition: which file, and what to do.

audio-missing = No such sound file: { $file }
    .cure = Check the path and the file's name.
audio-unreadable = The sound file cannot be read: { $file } ({ $reason })
    .cure = Name a file, not a folder; check that you may read it, then the disk.
audio-empty = The file holds no sound: { $file }
    .cure = Record it again, and see first that the microphone is on.
audio-unknown-format = Not a WAV, FLAC, Ogg Vorbis or MP3 file: { $file }
    .cure = Convert it to WAV first.
audio-unknown-codec = The sound file holds an encoding that is not known here: { $file } ({ $what })
    .cure = Convert it to plain WAV first.
audio-rate-outside = { $rate_hz } samples a second is outside 4000 to 384000: { $file }
    .cure = Convert it to WAV with 16000 samples a second (16 kHz).
audio-too-long = The recording is longer than 12 hours: { $file }
    .cure = Cut it into parts.

model-missing = No such model file: { $file }
    .cure = Check the path; streetwise models list names the models, streetwise models fetch base-q8_0 fetches one.
model-unreadable = The model file cannot be read: { $file } ({ $reason })
    .cure = Name a file, not a folder; check that you may read it, then the disk.
model-not-a-model = { $found ->
    [empty] The model file is empty: { $file }
    [gguf] This is a GGUF file; only Whisper models in ggml format are used here: { $file }
    [page] What came is a web page, not a model: { $file }
    [other-ggml] A ggml file, but not a Whisper speech model: { $file }
   *[unknown] Not a Whisper speech model: { $file }
    }
    .cure = Fetch one with streetwise models fetch base-q8_0; if a web page came, sign in to the network first or choose another address with --mirror.
model-english-only = This model knows English only: { $file }
    .cure = Choose one without .en in its name.
model-damaged = The model file is damaged: { $file } ({ $reason })
    .cure = Delete it and fetch it again (streetwise models fetch).

models-unknown-name = There is no model called { $name }.
    .cure = streetwise models list names those there are.
models-folder = The folder for models cannot be used: { $folder } ({ $reason })
    .cure = Check the path and its permissions, or name another data folder with --data.
models-disk-full = The disk is full, { $mib } MiB are still to come: { $file }
    .cure = Free some space and run the same command again; it goes on where it stopped.
models-disk = Reading or writing failed: { $file } ({ $reason })
    .cure = Check the disk and the folder's permissions.
models-no-connection = No connection: { $url } ({ $reason })
    .cure = Check the network; in mainland China add --mirror china. For a machine without any net, fetch elsewhere and copy the file into models inside the data folder.
models-refused = The server refused with { $status }: { $url }
    .cure = Check the model's name (streetwise models list), or choose another address with --mirror.
models-broken-off = Broken off again and again after { $got } bytes (of { $total }; 0 when the server did not say): { $url }
    .cure = Run the same command again; it goes on where it stopped.
models-wrong-length = { $got } bytes came where about { $wanted } were expected: { $url }
    .cure = This address sends something else; choose another with --mirror.
models-wrong-digest = The digest does not agree: { $file } has { $got }, { $source } says { $wanted }
    .cure = Delete the file and fetch it again; if it stays so, choose another address with --mirror.
models-digest-file = Not a list of digests as sha256sum writes it: { $file }, line { $line } (0 when the whole file cannot be read)
    .cure = Check the file given by --digests.
models-no-digest = No digest is known for this file: { $file }
    .cure = Fetch it with streetwise models fetch, or give a list of digests with --digests.

recogniser-processor-too-old = This machine's processor lacks instructions that speech recognition needs (AVX2, FMA, F16C).
    .cure = Use a newer machine, or have it built with GGML_AVX2=OFF GGML_FMA=OFF GGML_F16C=OFF GGML_BMI2=OFF.
recogniser-cannot-load = The model cannot be loaded: { $file } ({ $reason })
    .cure = Close other programs to free memory, choose a smaller model, or fetch it again.
recogniser-too-long = One utterance of { $ms } ms is too long and was not heard.
    .cure = Say it in several sentences with a pause between; cut recordings shorter.
recogniser-cannot-decode = This sound could not be recognised ({ $reason }).
    .cure = Try again; if it fails again, check the model file with streetwise models verify.
