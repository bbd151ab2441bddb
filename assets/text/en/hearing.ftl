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
