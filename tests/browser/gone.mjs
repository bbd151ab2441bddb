// A run that the console does not follow any more, in a real Chromium: its page says so, asks ever more seldom and at last no
// more, leads to the record, and goes on by itself when the station is there again. The console is made to forget by as many
// other runs as it holds.
//
//   node gone.mjs URL ACCOUNTS.json STATION_KEY_FILE A_RECORD PICTURES

import { chromium } from 'playwright-core';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [url, accountsPath, keyPath, record, pictures] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(accountsPath, 'utf8'));
const key = readFileSync(keyPath, 'utf8').trim();
const [first] = readFileSync(record, 'utf8').split('\n');
mkdirSync(pictures, { recursive: true });
/** Twice as many as the console remembers: those that are over go first. */
const OTHERS = 240;
let checks = 0;
function check(fits, what) {
  checks += 1;
  if (!fits) throw new Error(`not so: ${what}`);
}

/** Tells the console the first line of a run; gives the run's name. */
async function tell(station) {
  const run = createHash('sha256').update(`${station}\0${first}`).digest('hex').slice(0, 16);
  const answer = await fetch(`${url}/station/v1/push`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ station, run, from: 0, lines: [first] }),
  });
  if (!answer.ok) throw new Error(`${station}: ${answer.status}`);
  return run;
}
async function forget(round) {
  for (let number = 0; number < OTHERS; number += 1) await tell(`other ${round} ${number}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const lang of ['zh', 'en']) {
  const station = `gone ${lang}`;
  const run = await tell(station);
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForURL('**/login');
  await page.fill('#name', accounts.instructor[0]);
  await page.fill('#password', accounts.instructor[1]);
  await page.click('button[type=submit]');
  await page.waitForSelector('header .brand');
  const words = await page.evaluate(async (to) => (await fetch(`/api/words?lang=${to}`)).json(), lang);
  const asks = [];
  page.on('request', (request) => { if (new URL(request.url()).pathname.startsWith(`/api/runs/${run}`)) asks.push(Date.now()); });
  await page.goto(`${url}/station/${run}`);
  await page.waitForSelector('.head .time');
  const lost = (id) => page.waitForFunction((text) => document.querySelector('.unfollowed')?.textContent.includes(text), words[id], { timeout: 150000 });
  await forget(`${lang} once`);
  await lost('run-missing');
  check(await page.locator('#pause').isDisabled(), 'nothing can be touched meanwhile');
  check(!(await page.evaluate(() => document.body.classList.contains('cut'))), 'the line is not cut, and the page does not say so');
  // The station is there again: the page goes on.
  await tell(station);
  await page.waitForFunction(() => document.querySelector('.unfollowed').textContent === '' && !document.querySelector('#pause').disabled, null, { timeout: 60000 });
  await forget(`${lang} twice`);
  const begun = Date.now();
  await lost('run-gone');
  const tries = asks.filter((at) => at > begun).length;
  await page.screenshot({ path: join(pictures, `gone.${lang}.jpg`), type: 'jpeg', quality: 70 });
  const before = asks.length;
  await page.waitForTimeout(20000);
  check(asks.length === before, 'nothing is asked any more');
  check(tries <= 12, `it was asked ${tries} times in ${Math.round((Date.now() - begun) / 1000)} s`);
  await page.locator(`.unfollowed a[href="/replay/${run}"]`).click();
  await page.waitForSelector('.transport');
  check(true, 'the record is there');
  await context.close();
}
await browser.close();
console.log(`a run that is gone, in Chromium: ${checks} checks`);
