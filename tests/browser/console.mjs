// Drives the console in a real Chromium, in both languages, at tablet and desktop size: comes in, watches, steps in, goes
// through a record, judges. Each step looks at what a person would look at; pictures are left to be looked at.
//
//   node console.mjs URL ACCOUNTS.json PICTURES
// ACCOUNTS.json: {"instructor":["name","password"],"trainee":[…],"admin":[…]}

import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [url, accountsPath, pictures] = process.argv.slice(2);
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
    await page.screenshot({ path: join(pictures, `${name}.${lang}.jpg`), type: 'jpeg', quality: 70 });
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

async function walk(lang, viewport, full) {
  const page = await enter('instructor', lang, viewport);
  // Overview.
  await page.waitForSelector('.tile');
  await page.waitForFunction(() => document.querySelectorAll('.tile').length >= 3);
  await speaksWhole(page, lang, 'overview');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  check(wide, 'overview: nothing sticks out sideways');
  await page.shot(viewport === TABLET ? 'hall' : 'hall-desk');
  // One station.
  await page.locator(`.tile[data-station="${full ? 'A01' : 'A02'}"]`).click();
  await page.waitForSelector('.line.say');
  await page.waitForFunction(() => document.querySelectorAll('.person').length > 0);
  const before = await page.locator('.lines .line').count();
  await page.waitForFunction((count) => document.querySelectorAll('.lines .line').length > count, before, { timeout: 30000 });
  const pixels = await page.evaluate(() => {
    const canvas = document.querySelector('.map canvas');
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at] >> 4},${data[at + 1] >> 4},${data[at + 2] >> 4}`);
    return seen.size;
  });
  check(pixels > 8, `the map is drawn (${pixels} colours)`);
  await page.locator('.buttons button').first().click();
  await page.locator('#say').fill(lang === 'zh' ? '你们是哪个单位的？' : 'Which office are you from?');
  await page.locator('[data-send=say]').click();
  await page.locator('#note').fill(lang === 'zh' ? '站位很好' : 'stands well');
  await page.locator('[data-send=note]').click();
  await page.waitForSelector('.lines .line.own');
  await page.waitForSelector('.lines .line.touch');
  // Words stay words, whatever they look like.
  const markup = '<img src=x onerror="document.body.dataset.broken=1"><b>x</b>';
  await page.locator('#note').fill(markup);
  await page.locator('[data-send=note]').click();
  await page.waitForFunction((text) => [...document.querySelectorAll('.lines .line.own .words')].some((one) => one.textContent === text), markup);
  check((await page.locator('.lines img, .lines b b').count()) === 0 && (await page.evaluate(() => !document.body.dataset.broken)), 'markup in a note is text');
  // Beats to jump to have words in this language, turning points first; a jump is told in them.
  const beats = await page.locator('#beat option').allTextContents();
  const named = await page.locator('#beat optgroup').first().locator('option').allTextContents();
  check(named.length >= 8 && beats.length > named.length, `turning points and the rest (${named.length} of ${beats.length})`);
  check(beats.every((one) => !/[a-z]_[a-z]|^[a-z ]+$/.test(one) || lang === 'en') && (lang === 'en' || beats.every((one) => /[\u4e00-\u9fff]/.test(one))), `beats have words: ${beats.filter((one) => !/[\u4e00-\u9fff]/.test(one)).slice(0, 3)}`);
  const rain = named.find((one) => /雨|rain/.test(one)) ?? named[0];
  await page.selectOption('#beat', { label: rain });
  await page.locator('#beat + button').click();
  await page.waitForFunction((text) => [...document.querySelectorAll('.lines .line.touch')].some((one) => one.textContent.includes(text)), rain);
  // Push-to-talk: the browser's own test sound stands for a voice.
  const talk = await page.locator('#talk').boundingBox();
  await page.mouse.move(talk.x + talk.width / 2, talk.y + talk.height / 2);
  await page.mouse.down();
  await page.waitForSelector('#talk.live');
  await page.waitForFunction(() => parseFloat(document.querySelector('#talk .level').style.width) > 5);
  await page.shot('talk');
  await page.waitForTimeout(1200);
  await page.mouse.up();
  await page.waitForSelector('#talk:not(.live)');
  const spoke = lang === 'zh' ? '用语音对学员说话' : 'speaks to the trainee';
  await page.waitForFunction((text) => [...document.querySelectorAll('.lines .line.touch')].some((one) => one.textContent.includes(text)), spoke);
  await page.shot('station');
  await page.click('#pause');
  await page.waitForSelector('.state.paused');
  const stood = await page.locator('.head .time').textContent();
  await page.waitForTimeout(1500);
  check((await page.locator('.head .time').textContent()) === stood, 'a paused clock stands');
  await page.click('#pause');
  await page.waitForSelector('.state.live');
  await page.locator('[data-tab=steps]').click();
  await page.waitForSelector('.step.met');
  await page.shot('steps');
  await speaksWhole(page, lang, 'station');
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'station: nothing sticks out sideways');
  // Records, replay.
  await page.goto(`${url}/records`);
  await page.waitForSelector('tbody tr');
  await speaksWhole(page, lang, 'records');
  await page.shot('records');
  const done = page.locator('tbody tr', { has: page.locator('a[href^="/verdict/"]') });
  const both = await done.evaluateAll((list) => list.slice(0, 2).map((one) => one.dataset.run));
  check(both.length === 2, 'two finished runs to go through');
  const [run] = both;
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
  await page.selectOption('#speed', '16');
  await page.click('#play');
  const from = Number(await page.locator('#scrub').inputValue());
  await page.waitForTimeout(800);
  check(Number(await page.locator('#scrub').inputValue()) > from + 3000, 'sixteen times as fast moves');
  const plays = async () => /暂停|Pause/.test(await page.locator('#play').textContent());
  if (await plays()) await page.click('#play');
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
  await page.locator('#scrub').fill('0');
  await page.selectOption('#speed', '64');
  await page.click('#play');
  await page.waitForSelector('#toast.shown');
  const stopped = Number(await page.locator('#scrub').inputValue());
  await page.waitForTimeout(600);
  check(stopped > 0 && Number(await page.locator('#scrub').inputValue()) === stopped, 'it stops at the first mark by itself');
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
  await page.locator('[data-kind=all]').click();
  await page.waitForSelector('.item');
  await page.shot('verdict');
  if (full) {
    const item = page.locator('.item.met').first();
    const id = await item.getAttribute('data-item');
    await item.locator('[data-verdict=missed]').click();
    await page.fill('dialog textarea', lang === 'zh' ? '回放里看不到这一步' : 'not to be seen in the replay');
    await page.shot('ruling');
    await page.locator('dialog .main').click();
    await page.waitForSelector(`[data-item="${id}"] .ruling`);
    check((await page.locator(`[data-item="${id}"] .tag.machine`).count()) === 1, "the machine's verdict stays in sight");
    await page.click('#accept');
    await page.locator('dialog .main').click();
    await page.waitForSelector('aside .ruling');
  }
  await speaksWhole(page, lang, 'verdict');
  check(page.troubles.length === 0, `troubles in the browser: ${page.troubles.join(' | ')}`);
  await page.context().close();
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

await walk('zh', TABLET, true);
await walk('en', TABLET, true);
await walk('zh', DESK, false);
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
const trainee = await enter('trainee', 'zh', TABLET);
await trainee.waitForSelector('main.records');
check((await trainee.locator('nav a[href="/hall"]').count()) === 0, 'a trainee watches nobody');
await trainee.goto(`${url}/hall`);
await trainee.waitForSelector('.empty');
check((await trainee.locator('.tile').count()) === 0, 'nor by the address of the page');
await trainee.context().close();
await browser.close();
console.log(`console in Chromium: ${checks} checks, pictures in ${pictures}`);
