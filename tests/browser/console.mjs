// Drives the console in a real Chromium, in both languages, at tablet and desktop size: comes in, watches, steps in, goes
// through a record, judges. Each step looks at what a person would look at; pictures are left to be looked at.
//
//   node console.mjs URL ACCOUNTS.json PICTURES PROGRAM DATA
// ACCOUNTS.json: {"instructor":["name","password"],"admin":[…], …}; stations of the walks' own are started with PROGRAM.

import { chromium } from 'playwright-core';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [url, accountsPath, pictures, program, data] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(accountsPath, 'utf8'));
mkdirSync(pictures, { recursive: true });
const TABLET = { width: 1024, height: 768 };
const DESK = { width: 1440, height: 900 };
let checks = 0;
function check(fits, what) {
  checks += 1;
  if (!fits) throw new Error(`not so: ${what}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] });

async function enter(role, lang, viewport) {
  const context = await browser.newContext({ viewport, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', ignoreHTTPSErrors: true, acceptDownloads: true });
  // How fast the console is, is measured beside; a walk on a busy machine takes the time it takes.
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => { if (message.type() === 'error') troubles.push(message.text()); });
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(url);
  await page.waitForURL('**/login');
  await page.waitForFunction(() => document.querySelector('h1').textContent.length > 0);
  check((await page.locator('html').getAttribute('lang')) === lang, `the door speaks ${lang}`);
  page.shot = async (name) => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(pictures, `${name}${viewport === DESK ? '-desk' : ''}.${lang}.jpg`), type: 'jpeg', quality: 70 });
  };
  if (role === 'instructor') await page.shot('door');
  await page.fill('#name', accounts[role][0]);
  await page.fill('#password', accounts[role][1]);
  await page.click('button[type=submit]');
  await page.waitForSelector('header .brand');
  page.troubles = troubles;
  return page;
}

/** No hole of a message left open, no message without words. */
async function speaksWhole(page, lang, what) {
  const text = await page.evaluate(() => document.body.innerText);
  check(!/\{\w+\}/.test(text), `${what}: a hole is open: ${text.match(/.{0,20}\{\w+\}.{0,20}/)?.[0]}`);
  check(!/(^|\s)(false|true|undefined|null|NaN|\[object \w+\])($|\s)/.test(text), `${what}: a value stands where words should: ${text.match(/.{0,20}\b(false|true|undefined|null|NaN)\b.{0,20}/)?.[0]}`);
  const bare = [...document_ids(text)];
  check(bare.length === 0, `${what}: message ids in sight: ${bare.join(', ')}`);
  // The button for the other language is the one place where it may stand; names of people and what they say stay as they are.
  if (lang === 'zh') check(/[\u4e00-\u9fff]/.test(text), `${what}: Chinese`);
}
function* document_ids(text) {
  for (const word of text.matchAll(/\b(?:nav|web|tab|state|alarm|mood|role|row|touch|count|kind|col|result|goal|verdict|error|log)-[a-z]+(?:-[a-z]+)*\b/g)) yield word[0];
}

/**
 * A station of the walk's own, whose case lasts as long as the walk needs it: whatever else the machine does, it is not over
 * before somebody came to touch it. Gives its name, its record, and its end.
 */
function ownStation(lang, viewport, walkthrough = 'tests/browser/patient.ron', speed = '1') {
  const station = `W-${lang}-${viewport.width}-${walkthrough.split('/').at(-1).split('.')[0]}`;
  const folder = join(data, 'out', station);
  const log = openSync(join(data, `${station}.log`), 'w');
  const child = spawn(program, ['--data', data, 'run', 'street-vendor', '--walkthrough', walkthrough, '--speed', speed, '--trainee', station,
    '--station', url, '--station-name', station, '--out', folder], { stdio: ['ignore', 'ignore', log] });
  const ended = new Promise((done) => { child.on('exit', done); });
  process.on('exit', () => child.kill());
  return { station, record: join(folder, 'record.jsonl'), ended };
}

/** What a person sees in the transcript after something was done, and nothing else: a new row with these words. */
async function done(page, text, doing, kind = '.touch') {
  const rows = page.locator(`.lines .line${kind}`, { hasText: text });
  const before = await rows.count();
  await doing();
  await page.waitForFunction(([shape, words, count]) => [...document.querySelectorAll(shape)].filter((one) => one.textContent.includes(words)).length > count,
    [`.lines .line${kind}`, text, before]);
  checks += 1;
}

/** Everything an instructor may do to a case, by hand, once each; every kind of it is then in the station's own record, by name. */
async function touches(page, lang, own) {
  const words = await page.evaluate(async (to) => (await fetch(`/api/words?lang=${to}`)).json(), lang);
  const said = (id, values = {}) => words[id].replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  const zh = lang === 'zh';
  const send = async (field, text) => {
    await page.locator(`#${field}`).fill(text);
    await page.locator(`[data-send=${field}]`).click();
    await page.waitForFunction((name) => document.querySelector(`#${name}`).value === '', field);
  };
  // What the case has prepared, and what it has not: crowd, rain, ambulance, equipment fault.
  const prepared = await page.locator('.buttons button:not(.free)').allTextContents();
  check(prepared.length >= 5, `the case has injects (${prepared.length})`);
  await done(page, prepared[0], () => page.locator('.buttons button:not(.free)').first().click());
  const free = await page.locator('.buttons button.free').allTextContents();
  check(free.length === 4, `four other events: ${free.join(', ')}`);
  for (const one of free) await done(page, one, () => page.locator('.buttons button.free', { hasText: one }).click());
  const call = zh ? '支队来电：注意方式，拍完照先回话。' : 'Mind your manner, and report when you have the pictures.';
  await done(page, said('touch-call', { text: call }), () => send('call', call));
  await page.waitForFunction((text) => [...document.querySelectorAll('.lines .line.world')].some((one) => one.textContent.includes(text)), call);
  // A mood: the bar of that person shows it. Low enough that nobody runs away from the rest of the walk.
  const party = await page.locator('#person').inputValue();
  const partyName = await page.locator('#person option:checked').textContent();
  await page.selectOption('#person', party);
  const [felt, lever] = await page.evaluate((who) => [document.querySelector(`.person[data-who="${who}"] .value`).textContent, document.querySelector('#tension').value].map(Number), party);
  check(Math.abs(felt - lever) <= 10, `the lever begins where the person stands (${felt}, ${lever})`);
  await page.locator('#tension').fill('35');
  await done(page, said('touch-mood', { who: partyName, tension: 35 }), () => page.locator('#set-mood').click());
  await page.waitForFunction((who) => Math.abs(Number(document.querySelector(`.person[data-who="${who}"] .value`).textContent) - 35) <= 10, party);
  // A line as the party, and one as somebody else who is there; whoever is not there cannot be chosen.
  const line = zh ? '你们是哪个单位的？' : 'Which office are you from?';
  await done(page, said('touch-say', { who: partyName, text: line }), () => send('say', line));
  await page.locator('#person').focus();
  const people = await page.locator('#person option').evaluateAll((list) => list.map((one) => [one.value, one.textContent, one.disabled]));
  const other = people.find(([id, , absent]) => id !== party && !absent);
  check(Boolean(other), 'somebody else is there');
  check(people.every(([, name, absent]) => absent === (name.includes('（不在场）') || name.includes('(not there)'))), `who is not there says so: ${people}`);
  await page.selectOption('#person', other[0]);
  const second = zh ? '好好讲，莫急。' : 'Take it easy, both of you.';
  await done(page, said('touch-say', { who: other[1], text: second }), () => send('say', second));
  await page.selectOption('#person', party);
  const whisper = zh ? '先问清楚他为什么在这里摆' : 'Ask why he is here first';
  await done(page, said('touch-ear', { text: whisper }), () => send('ear', whisper));
  const note = zh ? '站位很好' : 'stands well';
  await done(page, note, () => send('note', note), '.own');
  // Words stay words, whatever they look like.
  const markup = '<img src=x onerror="document.body.dataset.broken=1"><b>x</b>';
  await send('note', markup);
  await page.waitForFunction((text) => [...document.querySelectorAll('.lines .line.own .words')].some((one) => one.textContent === text), markup);
  check((await page.locator('.lines img, .lines b b').count()) === 0 && (await page.evaluate(() => !document.body.dataset.broken)), 'markup in a note is text');
  // Beats to jump to have words in this language, turning points first; a jump is told in them.
  const beats = await page.locator('#beat option').allTextContents();
  const named = await page.locator('#beat optgroup').first().locator('option').allTextContents();
  check(named.length >= 8 && beats.length > named.length, `turning points and the rest (${named.length} of ${beats.length})`);
  check(beats.every((one) => !/[a-z]_[a-z]|^[a-z ]+$/.test(one) || lang === 'en') && (lang === 'en' || beats.every((one) => /[\u4e00-\u9fff]/.test(one))), `beats have words: ${beats.filter((one) => !/[\u4e00-\u9fff]/.test(one)).slice(0, 3)}`);
  const choices = await page.locator('#beat optgroup').first().locator('option').evaluateAll((list) => list.map((one) => [one.value, one.dataset.text]));
  const [beat, rain] = choices.find(([, text]) => /雨|rain/.test(text)) ?? choices[0];
  await done(page, said('touch-jump', { beat: rain }), async () => {
    await page.selectOption('#beat', beat);
    await page.locator('#beat + button').click();
  });
  await page.shot('touches');
  // Push-to-talk: the browser's own test sound stands for a voice.
  await done(page, said('touch-voice'), async () => {
    await page.locator('#talk').scrollIntoViewIfNeeded();
    const talk = await page.locator('#talk').boundingBox();
    await page.mouse.move(talk.x + talk.width / 2, talk.y + talk.height / 2);
    await page.mouse.down();
    await page.waitForSelector('#talk.live');
    await page.waitForFunction(() => parseFloat(document.querySelector('#talk .level').style.width) > 5);
    await page.shot('talk');
    await page.waitForTimeout(1200);
    await page.mouse.up();
    await page.waitForSelector('#talk:not(.live)');
  });
  await page.shot('station');
  await page.click('#pause');
  await page.waitForSelector('.state.paused');
  const stood = await page.locator('.head .time').textContent();
  await page.waitForTimeout(1500);
  check((await page.locator('.head .time').textContent()) === stood, 'a paused clock stands');
  await page.shot('paused');
  await page.click('#pause');
  await page.waitForSelector('.state.live');
  await page.locator('[data-tab=notes]').click();
  await page.waitForFunction((text) => document.querySelector('.notes')?.textContent.includes(text), note);
  check((await page.locator('.notes .line').count()) >= 14, 'every touch and note is listed');
  await page.shot('notes');
  await page.locator('[data-tab=steps]').click();
  await page.waitForSelector('.step.met');
  await page.shot('steps');
  await speaksWhole(page, lang, 'station');
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'station: nothing sticks out sideways');
  await page.click('#finish');
  await page.locator('dialog .main').click();
  await page.waitForSelector('.state.ended');
  check(await page.locator('#pause').isDisabled(), 'what is over is not touched any more');
  check((await own.ended) === 0, 'the station ends well');
  // The station's own file, not what the console shows of it.
  const inputs = readFileSync(own.record, 'utf8').trim().split('\n').slice(1).map((text) => JSON.parse(text).event.what.in?.touched).filter(Boolean);
  const kinds = new Set(inputs.map(({ touch }) => (typeof touch === 'string' ? touch : Object.keys(touch)[0])));
  const all = ['inject', 'happen', 'call', 'mood', 'say', 'ear', 'voice', 'pause', 'resume', 'jump', 'note', 'end'];
  check(all.every((kind) => kinds.has(kind)) && kinds.size === all.length, `every kind of touch is in the record: ${[...kinds]}`);
  check(inputs.every((one) => one.by === accounts.instructor[0]), 'each by name');
  const happened = new Set(inputs.map(({ touch }) => touch.happen?.what).filter(Boolean));
  check(['crowd', 'rain', 'ambulance', 'equipment_fault'].every((one) => happened.has(one)), `all four events: ${[...happened]}`);
  const verified = spawnSync(program, ['--data', data, 'replay', '--verify', own.record]);
  check(verified.status === 0, `the record with all of it replays to the byte: ${verified.stderr}`);
}

/** What rings at a station rings on the overview and on its page: a red line as soon as it is crossed. */
async function alarms(lang, viewport) {
  const own = ownStation(lang, viewport, 'scenarios/street-vendor/walkthroughs/critical-insult.ron', '4');
  const page = await enter('instructor', lang, viewport);
  const tile = page.locator(`.tile[data-station="${own.station}"]`);
  await tile.locator('.alarm.critical').waitFor();
  await page.locator('.count.alarm').click();
  check((await tile.count()) === 1, 'it is among those that ring');
  await page.shot('alarm');
  await tile.click();
  await page.waitForSelector('.alarms .alarm.critical');
  await page.locator('[data-tab=steps]').click();
  await page.waitForSelector('.step.breached');
  await speaksWhole(page, lang, 'alarm');
  if (await page.locator('#finish').isEnabled()) {
    await page.click('#finish');
    await page.locator('dialog .main').click();
  }
  await own.ended;
  await page.context().close();
}

/** In an exam nobody's hand helps: pause, end and notes only. */
async function exam(lang, viewport) {
  const own = ownStation(lang, viewport, 'scenarios/street-vendor/walkthroughs/exam-1.ron');
  const page = await enter('instructor', lang, viewport);
  await page.locator(`.tile.live[data-station="${own.station}"]`).click();
  await page.waitForSelector('.line.me');
  check((await page.locator('#say, #ear, #talk, #call, #beat, #set-mood, .buttons button').count()) === 0, 'nothing that helps can be pressed in an exam');
  await page.locator('#note').fill('x');
  await page.locator('[data-send=note]').click();
  await page.waitForSelector('.lines .line.own');
  await page.shot('exam');
  await speaksWhole(page, lang, 'exam');
  await page.click('#finish');
  await page.locator('dialog .main').click();
  await page.waitForSelector('.state.ended');
  await own.ended;
  await page.context().close();
}

async function walk(lang, viewport) {
  const own = ownStation(lang, viewport);
  const page = await enter('instructor', lang, viewport);
  // Overview.
  await page.waitForSelector('.tile');
  await page.waitForFunction(() => document.querySelectorAll('.tile').length >= 3);
  await speaksWhole(page, lang, 'overview');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  check(wide, 'overview: nothing sticks out sideways');
  await page.waitForSelector(`.tile.live[data-station="${own.station}"]`);
  await page.shot('hall');
  // One station.
  await page.locator(`.tile[data-station="${own.station}"]`).click();
  await page.waitForSelector('.line.say');
  await page.waitForFunction(() => document.querySelectorAll('.person').length > 0);
  const before = await page.locator('.lines .line').count();
  await page.waitForFunction((count) => document.querySelectorAll('.lines .line').length > count, before);
  // What the trainee said, with the acts it was understood as and how surely.
  await page.waitForFunction(() => /\d%/.test(document.querySelector('.line.me .chip')?.textContent ?? ''));
  const pixels = await page.evaluate(() => {
    const canvas = document.querySelector('.map canvas');
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at] >> 4},${data[at + 1] >> 4},${data[at + 2] >> 4}`);
    return seen.size;
  });
  check(pixels > 8, `the map is drawn (${pixels} colours)`);
  // Nobody has said a word for longer than the case allows.
  await page.waitForSelector('.alarms .alarm.silence');
  await touches(page, lang, own);
  // Records, replay.
  await page.goto(`${url}/records`);
  await page.waitForSelector('tbody tr');
  await speaksWhole(page, lang, 'records');
  await page.shot('records');
  const finished = page.locator('tbody tr', { has: page.locator('a[href^="/verdict/"]') });
  const both = await finished.evaluateAll((list) => list.slice(0, 2).map((one) => one.dataset.run));
  check(both.length === 2, 'two finished runs to go through');
  const [run] = both;
  // The run that was just touched: every touch is a mark of it, by the same words.
  await page.goto(`${url}/replay/${await page.locator('tbody tr', { hasText: own.station }).first().getAttribute('data-run')}`);
  await page.waitForSelector('.transport');
  await page.selectOption('#goal', 'events');
  check((await page.locator('.marks .mark.touch').count()) >= 12, 'an instructor\'s hand is marked in the replay');
  check((await page.locator('.marks .mark.own').count()) === 2, 'and so are the notes');
  await page.locator('.marks button.mark.touch').first().click();
  await page.shot('replay-touched');
  await page.goto(`${url}/replay/${run}`);
  await page.waitForSelector('.transport');
  const end = Number(await page.locator('#scrub').getAttribute('max'));
  await page.locator('#scrub').fill(String(Math.floor(end * 0.6)));
  await page.waitForSelector('.line.here');
  await page.shot('replay');
  // Each way to look shows another picture; free looking moves with the hand.
  const looks = new Set();
  const look = () => page.evaluate(() => document.querySelector('canvas.map').toDataURL());
  looks.add(await look());
  const others = await page.locator('#view option').evaluateAll((list) => list.map((one) => one.value));
  check(others.filter((one) => one.startsWith('who:')).length >= 1, `somebody has eyes: ${others.join(' ')}`);
  for (const view of others.slice(1)) {
    await page.selectOption('#view', view);
    if (view === 'free') {
      const box = await page.locator('canvas.map').boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2 + 40, { steps: 4 });
      await page.mouse.up();
      await page.mouse.wheel(0, -300);
    }
    looks.add(await look());
    if (view === 'free' || view === 'trainee') await page.shot(`view-${view}`);
    else if (view === others[3]) await page.shot('view-other');
  }
  check(looks.size >= 4, `every view is its own picture (${looks.size} of ${others.length})`);
  await page.selectOption('#view', 'all');
  const speeds = (await page.locator('#speed option').allTextContents()).map(parseFloat);
  check(speeds[0] === 0.25 && speeds.at(-1) === 64, `speeds from a quarter to sixty-four: ${speeds}`);
  // Slow enough to see how somebody turned away; what the browser's own clock says is what the bar must have done.
  await page.selectOption('#speed', '0.25');
  await page.click('#play');
  const slow = await page.evaluate(async () => {
    const at = () => Number(document.querySelector('#scrub').value);
    const [began, from] = [performance.now(), at()];
    await new Promise((done) => { setTimeout(done, 2400); });
    return (at() - from) / (performance.now() - began);
  });
  check(slow > 0.15 && slow < 0.3, `a quarter as fast is a quarter as fast (${slow.toFixed(3)})`);
  await page.click('#play');
  await page.selectOption('#speed', '16');
  await page.click('#play');
  const from = Number(await page.locator('#scrub').inputValue());
  await page.waitForTimeout(800);
  check(Number(await page.locator('#scrub').inputValue()) > from + 3000, 'sixteen times as fast moves');
  // In one go: what plays may come to its end between looking and pressing, and would begin anew.
  await page.evaluate(() => { const play = document.querySelector('#play'); if (/暂停|Pause/.test(play.textContent)) play.click(); });
  // Every training goal has marks of its own, in words, and sets view and stops.
  const sets = new Set();
  for (const goal of await page.locator('#goal option').evaluateAll((list) => list.map((one) => one.value))) {
    await page.selectOption('#goal', goal);
    check((await page.locator('#stops').isChecked()) === (goal !== 'whole'), `${goal} sets its stops`);
    sets.add((await page.locator('.marks .mark').allTextContents()).join('|'));
    if (goal === 'procedure' || goal === 'talk') await page.shot(`goal-${goal}`);
  }
  check(sets.size >= 6, `goals differ in what they mark (${sets.size})`);
  check((await page.locator('.marks .mark.met, .marks .mark.missed').count()) === 0, 'events mark no points');
  await page.selectOption('#goal', 'procedure');
  await page.locator('.marks button.mark').first().click();
  check((await page.locator('.line.here').count()) === 1, 'a mark leads to its words');
  const [here, shown] = await page.evaluate(() => {
    const line = document.querySelector('.line.here').getBoundingClientRect();
    const box = document.querySelector('.stage .lines').getBoundingClientRect();
    return [document.querySelector('.line.here').dataset.at, line.top >= box.top - 1 && line.bottom <= box.bottom + 1];
  });
  check(shown, 'the words of the moment are in sight');
  check(Number(here) <= Number(await page.locator('#scrub').inputValue()), 'and not ahead of it');
  check((await page.locator('.line.later').evaluateAll((list) => list.map((one) => Number(one.dataset.at)))).every((at) => at >= Number(here)), 'what comes later is pale');
  await page.locator('#scrub').fill('0');
  await page.selectOption('#speed', '64');
  await page.waitForSelector('#toast:not(.shown)', { state: 'attached' });
  await page.click('#play');
  await page.waitForSelector('#toast.shown');
  const stopped = Number(await page.locator('#scrub').inputValue());
  await page.waitForTimeout(600);
  const stands = Number(await page.locator('#scrub').inputValue());
  check(stopped > 0 && stands === stopped, `it stops at the first mark by itself (${stopped}, ${stands}, ${await page.locator('#toast').textContent()})`);
  await page.selectOption('#goal', 'events');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#picture')]);
  const bytes = readFileSync(await file.path());
  check(bytes.subarray(1, 4).toString() === 'PNG' && bytes.length > 10000, `a picture comes out (${bytes.length} bytes)`);
  await speaksWhole(page, lang, 'replay');
  await page.goto(`${url}/replay/${both.join('/')}`);
  await page.waitForSelector('.panels.two');
  await page.locator('#scrub').fill(String(Math.floor(end * 0.5)));
  check((await page.locator('.panels.two .panel').count()) === 2, 'two runs beside each other');
  await speaksWhole(page, lang, 'two runs');
  await page.shot('compare');
  // Verdict.
  await page.goto(`${url}/verdict/${run}`);
  await page.waitForSelector('aside .big');
  await show(page, 'all');
  await page.shot('verdict');
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'verdict: nothing sticks out sideways');
  await speaksWhole(page, lang, 'verdict');
  check(page.troubles.length === 0, `troubles in the browser: ${page.troubles.join(' | ')}`);
  await page.context().close();
}

/** Items of a kind, once they are there. */
async function show(page, kind) {
  await page.locator(`[data-kind=${kind}]`).click();
  await page.waitForSelector(`[data-kind=${kind}].here`);
}

/** A mark from the trainee's appeal to the instructor's last word, each in the own browser; nothing is written over. */
async function judging(lang, viewport) {
  const zh = lang === 'zh';
  const owner = `mo-${lang}-${viewport.width}`;
  accounts.trainee = accounts[owner];
  const trainee = await enter('trainee', lang, viewport);
  await trainee.waitForSelector('tbody tr');
  check((await trainee.locator('tbody tr').count()) === 1, 'a trainee sees the own runs and no others');
  await speaksWhole(trainee, lang, "a trainee's records");
  await trainee.locator('a[href^="/verdict/"]').click();
  await trainee.waitForSelector('aside .big');
  check((await trainee.locator('[data-verdict], #accept').count()) === 0, 'a trainee judges nobody');
  const run = trainee.url().split('/').at(-1);
  await show(trainee, 'all');
  const missed = trainee.locator('.item.missed, .item.breached').first();
  const item = await missed.getAttribute('data-item');
  await missed.locator('[data-object]').click();
  const why = zh ? '我当时说过，录像里第二分钟有。' : 'I did say it: second minute of the recording.';
  await trainee.fill('dialog textarea', why);
  await trainee.shot('appeal');
  await trainee.locator('dialog .main').click();
  await trainee.waitForSelector(`[data-item="${item}"] .objection.open`);
  check((await trainee.locator(`[data-item="${item}"] [data-object]`).count()) === 0, 'one appeal at a time');

  const page = await enter('instructor', lang, viewport);
  await page.goto(`${url}/records`);
  await page.waitForSelector('tbody tr');
  await page.locator('.count.waiting').click();
  const row = page.locator(`tr[data-run="${run}"]`);
  check((await row.count()) === 1 && (await row.locator('td .tag.pending').count()) >= 1 && (await row.locator('td .tag.fail', { hasText: '1' }).count()) === 1, 'the list says what waits: something to review, one appeal');
  await page.shot('records-waiting');
  await row.locator('a[href^="/verdict/"]').click();
  await page.waitForSelector('aside .big');
  const points = async () => page.locator('aside p.quiet').first().textContent();
  const waiting = await page.locator('.item').evaluateAll((list) => list.map((one) => [one.dataset.item, one.classList.contains('review')]));
  const reviews = waiting.filter(([, review]) => review).map(([id]) => id);
  check(reviews.length >= 1 && waiting.length === reviews.length + 1 && waiting.some(([id]) => id === item), `what waits comes first: ${waiting}`);
  await page.shot('verdict-waiting');
  const rule = async (id, verdict, reason) => {
    await page.locator(`[data-item="${id}"] [data-verdict=${verdict}]`).click();
    await page.fill('dialog textarea', reason);
    await page.shot(`ruling-${verdict}`);
    await page.locator('dialog .main').click();
    await page.waitForFunction(([of, text]) => document.querySelector('#toast.shown') && [...document.querySelectorAll(`[data-item="${of}"] .ruling`)].some((one) => one.textContent.includes(text)) || !document.querySelector(`[data-item="${of}"]`), [id, reason]);
  };
  // A verdict without a reason is none.
  await page.locator(`[data-item="${item}"] [data-verdict=met]`).click();
  await page.locator('dialog .main').click();
  await page.waitForSelector('dialog', { state: 'detached' });
  check((await page.locator(`[data-item="${item}"] .ruling`).count()) === 0, 'no verdict without a reason');
  // Accepting while something waits is asked about.
  await page.click('#accept');
  const asked = await page.locator('dialog p').textContent();
  check(asked.includes(zh ? `还有 ${waiting.length} 项` : `waiting: ${waiting.length}.`), `it is said how many still wait: ${asked}`);
  await page.locator('dialog .quiet').click();
  const before = await points();
  const [settled] = reviews;
  for (const id of reviews) await rule(id, 'met', zh ? '听了录音，期限说的是今晚七点' : 'heard the recording: tonight at seven');
  check((await points()) !== before, 'a settled item counts');
  await rule(item, await page.locator(`[data-item="${item}"]`).evaluate((one) => (one.classList.contains('missed') ? 'missed' : 'breached')), zh ? '第二分钟说的是别的事，维持' : 'that was about something else; it stays');
  check((await page.locator('[data-kind=waiting] b').textContent()) === '0', 'nothing waits any more');
  await show(page, 'ruled');
  check((await page.locator('.item').count()) === waiting.length, 'all are among those ruled on');
  check((await page.locator(`[data-item="${settled}"] .tag.machine`).count()) === 1, "the machine's verdict stays in sight");
  check((await page.locator(`[data-item="${item}"] .objection .tag.pass`).count()) === 1, 'the appeal is answered and stays');
  await page.shot('verdict-ruled');
  // A verdict changed with a reason, and changed back: three rulings stand, none is written over.
  await show(page, 'all');
  const changed = await page.locator('.item.met').first().getAttribute('data-item');
  const given = await points();
  await rule(changed, 'missed', zh ? '回放里看不到这一步' : 'not to be seen in the replay');
  check((await points()) !== given, 'a changed verdict counts');
  await rule(changed, 'met', zh ? '换个角度再看，看到了' : 'seen from the other side: it is there');
  const [back, stand] = [await points(), await page.locator(`[data-item="${changed}"] .ruling`).count()];
  check(back === given && stand === 2, `both rulings stand, and the last one counts (${given}, ${back}, ${stand})`);
  await page.click('#accept');
  await page.locator('dialog .main').click();
  await page.waitForSelector('aside .ruling');
  await page.shot('verdict-accepted');
  await speaksWhole(page, lang, 'verdict');
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'judging: nothing sticks out sideways');
  check(page.troubles.length === 0, `troubles in the browser: ${page.troubles.join(' | ')}`);
  await page.context().close();
  await trainee.reload();
  await trainee.waitForSelector('aside .ruling');
  await show(trainee, 'ruled');
  await trainee.waitForSelector(`[data-item="${item}"] .objection .tag.pass`);
  check((await trainee.locator('.item').count()) === waiting.length + 1, 'the trainee reads every ruling with its reason');
  await trainee.shot('answered');
  await trainee.locator('a[href^="/replay/"]').first().click();
  await trainee.waitForSelector('.transport');
  check(trainee.troubles.length === 0, `troubles in the trainee's browser: ${trainee.troubles.join(' | ')}`);
  await trainee.context().close();
}

/** What goes wrong is told as what it is: the network's doing, the console's answer, or the page's own fault. */
async function faults(lang) {
  const page = await enter('instructor', lang, TABLET);
  const words = await page.evaluate(async (to) => (await fetch(`/api/words?lang=${to}`)).json(), lang);
  await page.goto(`${url}/records`);
  await page.waitForSelector('tbody tr');
  const run = await page.locator('tbody tr', { has: page.locator('a[href^="/verdict/"]') }).first().getAttribute('data-run');
  const told = (id) => page.waitForFunction((text) => document.querySelector('.empty')?.textContent === text, words[id]);
  const asked = `**/api/runs/${run}?*`;
  // An answer of another shape than the page reads.
  await page.route(asked, (route) => route.fulfill({ json: {} }));
  await page.goto(`${url}/replay/${run}`);
  await told('error-page');
  await page.unroute(asked);
  // Nobody answers; the page opens by itself once somebody does.
  await page.route(asked, (route) => route.abort());
  await page.goto(`${url}/replay/${run}`);
  await told('error-away');
  await page.unroute(asked);
  await page.waitForSelector('.transport');
  await page.goto(`${url}/replay/0000000000000000`);
  await told('gone');
  await page.goto(`${url}/verdict/${run}`);
  await page.waitForSelector('aside .big');
  const toast = (id) => page.waitForFunction((text) => document.querySelector('#toast.shown')?.textContent === text, words[id]);
  await page.evaluate(() => { Promise.reject(new TypeError('a mistake of ours')); });
  await toast('error-page');
  await page.context().setOffline(true);
  await page.click('#accept');
  await page.locator('dialog .main').click();
  await toast('error-cut');
  await page.context().setOffline(false);
  checks += 6;
  await page.context().close();
}

for (const lang of ['zh', 'en']) for (const viewport of [TABLET, DESK]) await walk(lang, viewport);
await judging('zh', TABLET);
await judging('en', DESK);
await alarms('en', DESK);
await exam('zh', DESK);
for (const lang of ['zh', 'en']) await faults(lang);
for (const lang of ['zh', 'en']) {
  const admin = await enter('admin', lang, TABLET);
  await admin.waitForSelector('tbody tr');
  await admin.shot('accounts');
  check((await admin.locator('nav a[href="/hall"]').count()) === 0, 'an administrator watches nobody');
  await admin.goto(`${url}/audit`);
  await admin.waitForSelector('tbody tr');
  await admin.shot('audit');
  await speaksWhole(admin, lang, 'log');
  await admin.context().close();
}
// What each role finds, and what it does not, also by the address of the page.
for (const [role, lang, pages, none] of [
  ['trainee', 'zh', ['/records'], ['/hall', '/accounts', '/audit']],
  ['hr', 'en', ['/records'], ['/hall', '/accounts', '/audit']],
  ['auditor', 'zh', ['/hall', '/records', '/audit'], ['/accounts']],
]) {
  const page = await enter(role, lang, TABLET);
  for (const path of pages) {
    await page.goto(url + path);
    await page.waitForSelector(path === '/hall' ? '.tile' : 'tbody tr');
    await speaksWhole(page, lang, `${role} ${path}`);
  }
  for (const path of none) {
    check((await page.locator(`nav a[href="${path}"]`).count()) === 0, `${role}: no way to ${path}`);
    await page.goto(url + path);
    await page.waitForSelector('.empty');
    check((await page.locator('.tile, tbody tr').count()) === 0, `${role}: nothing at ${path}`);
  }
  if (role === 'hr') {
    await page.goto(`${url}/records`);
    await page.locator('a[href^="/verdict/"]').first().click();
    await page.waitForSelector('aside .big');
    check((await page.locator('[data-verdict], [data-object], #accept, a[href^="/replay/"]:not(.quote)').count()) === 0, 'HR reads marks and nothing else');
    await page.shot('hr');
  }
  if (role === 'auditor') {
    await page.goto(`${url}/hall`);
    await page.locator('.tile.live').first().click();
    await page.waitForSelector('.line');
    check((await page.locator('#pause, #finish, [data-tab=touch], .hand').count()) === 0, 'an auditor watches and touches nothing');
    await page.shot('auditor');
  }
  await page.context().close();
}
await browser.close();
console.log(`console in Chromium: ${checks} checks, pictures in ${pictures}`);
