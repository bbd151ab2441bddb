// Measures a console under load: how late the record's lines arrive in a watcher's stream, how often the overview comes,
// what memory the console holds at the beginning, at most and at the end. Meanwhile eight browsers that read nothing hang on
// the first station, whose ticks are compared with those of a station without a console.
//
//   node load.mjs URL ACCOUNTS.json SECONDS PID OUT

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const [url, accountsPath, seconds, pid, out] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(accountsPath, 'utf8'));
async function comeIn([name, password]) {
  const door = await fetch(`${url}/api/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password }) });
  return door.headers.get('set-cookie').split(';')[0];
}
const cookie = await comeIn(accounts.instructor);
const asleep = await comeIn(accounts.asleep);
const until = Date.now() + Number(seconds) * 1000;
const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });
const held = () => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const memory = [held()];
const late = [];
const gaps = [];
const stopping = new AbortController();

/** Events of a stream, one by one. */
async function* events(path) {
  const answer = await fetch(url + path, { headers: { cookie }, signal: stopping.signal });
  let rest = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    rest += part;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const text = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const event = text.match(/^event: (.*)$/m)?.[1];
      if (event) yield { event, id: Number(text.match(/^id: (.*)$/m)?.[1]), data: text.match(/^data: (.*)$/m)?.[1] };
    }
  }
}

/** Eight browsers on a run that have asked for its stream and read nothing of it. */
function sleepers(id) {
  return Array.from({ length: 8 }, () => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => {});
    socket.pause();
    socket.write(`GET /api/runs/${id}/live?lang=zh HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${asleep}\r\n\r\n`);
    return socket;
  });
}
let sleeping = 0;

/** The runs of a station, one after another, as long as there is time. */
async function follow(station) {
  const known = new Set();
  while (Date.now() < until) {
    const next = readdirSync(out).filter((one) => one.startsWith(`${station}-load-`) && !known.has(one)).sort().at(-1);
    if (next) {
      known.add(next);
      await followRun(station, join(out, next, 'record.jsonl'));
    }
    await sleep(200);
  }
}

/** The console's name of a run: its station and the first line of its record, hashed. */
async function nameOf(station, path) {
  for (;;) {
    try {
      const [first, rest] = readFileSync(path, 'utf8').split('\n');
      if (rest !== undefined) return createHash('sha256').update(`${station}\0${first}`).digest('hex').slice(0, 16);
    } catch { /* not there yet */ }
    if (Date.now() >= until) return null;
    await sleep(50);
  }
}

/** When each line was on the station's disk, seen by looking at its size often; good to 10 ms. */
async function followRun(station, path) {
  const id = await nameOf(station, path);
  if (!id) return;
  const written = [];
  let size = 0;
  let lines = 0;
  const look = setInterval(() => {
    try {
      const now = statSync(path).size;
      if (now === size) return;
      size = now;
      lines = readFileSync(path, 'utf8').split('\n').length - 1;
      // The first line of a record is its head, which is no event.
      for (let n = written.length; n < lines; n += 1) written.push(Date.now());
    } catch { /* not there yet */ }
  }, 10);
  let slow = [];
  try {
    let begun = false;
    while (!(await fetch(`${url}/api/runs/${id}`, { headers: { cookie } })).ok && Date.now() < until) await sleep(50);
    if (station === 'A01') {
      slow = sleepers(id);
      sleeping += 1;
    }
    for await (const { event, id: told, data } of events(`/api/runs/${id}/live?lang=zh`)) {
      if (event === 'pulse' && JSON.parse(data).closed) break;
      if (event !== 'story') continue;
      if (begun && written[told]) late.push(Date.now() - written[told]);
      begun = true;
    }
  } catch { /* stopped */ }
  clearInterval(look);
  for (const socket of slow) socket.destroy();
}

async function overview() {
  let last = 0;
  try {
    for await (const { event, data } of events('/api/hall?lang=zh')) {
      if (event !== 'tiles') continue;
      if (last) gaps.push(Date.now() - last);
      last = Date.now();
      const tiles = JSON.parse(data);
      const running = tiles.filter((one) => one.state === 'live' || one.state === 'paused').length;
      overview.tiles = tiles.length;
      if (running > 0) overview.running.push(running);
    }
  } catch { /* stopped */ }
}

overview.running = [];
const stations = () => [...new Set(readdirSync(out).filter((one) => one.includes('-load-') && one.startsWith('A')).map((one) => one.split('-')[0]))].sort();
while (stations().length < 2 && Date.now() < until) await sleep(100);
await sleep(1000);
const watched = stations().slice(0, 5).map((one) => follow(one));
const looking = overview();
while (Date.now() < until) {
  memory.push(held());
  await sleep(1000);
}
stopping.abort();
await Promise.all([...watched, looking]);
if (late.length === 0 || gaps.length === 0) throw new Error('nothing was told: there is nothing to measure');
const share = (values, of) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * of))];
const all = overview.running;
console.log(`${Math.max(...all)} stations at most, ${share(all, 0.5)} at half the time, ${seconds} s: a word reaches a watcher after ${share(late, 0.5)} ms (half), ${share(late, 0.95)} ms (95 %), ${Math.max(...late)} ms (longest), ${late.length} tellings`);
if (sleeping === 0) throw new Error('no browser was slow');
console.log(`eight browsers that read nothing hung on each of ${sleeping} runs of A01`);
console.log(`overview every ${share(gaps, 0.5)} ms (half), ${Math.max(...gaps)} ms (longest); ${overview.tiles} tiles`);
console.log(`memory of the console: ${memory[0].toFixed(0)} MiB at first, ${Math.max(...memory).toFixed(0)} at most, ${memory.at(-1).toFixed(0)} at the end`);
