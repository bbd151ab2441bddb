// An instructor's browser across a cable that is pulled: the page says so, says when it is back, and has every row once.
//
//   node lan.mjs URL ACCOUNTS.json STATION SIGNAL PICTURES
// Writes SIGNAL.watching when the cable may be pulled; SIGNAL.plugged says that it is in again.

import { chromium } from 'playwright-core';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [url, accountsPath, station, signal, pictures] = process.argv.slice(2);
const [name, password] = JSON.parse(readFileSync(accountsPath, 'utf8')).instructor;
function check(fits, what) {
  if (!fits) throw new Error(`not so: ${what}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'zh-CN', ignoreHTTPSErrors: true });
const page = await context.newPage();
await page.goto(url);
await page.waitForFunction(() => document.querySelector('h1').textContent.length > 0);
await page.fill('#name', name);
await page.fill('#password', password);
await page.click('button[type=submit]');
await page.locator(`.tile[data-station="${station}"]`).click();
await page.waitForSelector('.line.say');
const run = page.url().split('/').at(-1);
const numbers = () => page.evaluate(() => [...document.querySelectorAll('.lines .line')].map((one) => Number(one.dataset.n)));
await page.locator('#note').fill('拔线之前');
await page.locator('[data-send=note]').click();
await page.waitForFunction(() => [...document.querySelectorAll('.line.own')].some((one) => one.textContent.includes('拔线之前')));
writeFileSync(`${signal}.watching`, '');
let begun = Date.now();
await page.waitForSelector('body.cut .cutnote', { timeout: 20000 });
console.log(`the page says that the line is cut after ${Date.now() - begun} ms`);
await page.screenshot({ path: join(pictures, 'cut.zh.jpg'), type: 'jpeg', quality: 70 });
// What is typed now is not lost: the page says that it did not arrive and keeps the words.
await page.locator('#note').fill('线断着的时候');
await page.locator('[data-send=note]').click();
await page.waitForSelector('#toast.bad', { timeout: 12000 });
check((await page.locator('#note').inputValue()) === '线断着的时候', 'what was typed is still there');
while (!existsSync(`${signal}.plugged`)) await page.waitForTimeout(50);
begun = Date.now();
await page.waitForSelector('body:not(.cut)', { timeout: 30000 });
console.log(`the page is back ${Date.now() - begun} ms after the cable`);
// A note may have arrived although its answer did not; sent again it is there at least once, and the page shows it.
await page.locator('#note').fill('插回之后');
await page.locator('[data-send=note]').click();
await page.waitForFunction(() => [...document.querySelectorAll('.line.own')].some((one) => one.textContent.includes('插回之后')), null, { timeout: 15000 });
const seen = await numbers();
check(seen.every((n, index) => index === 0 || n > seen[index - 1]), 'every row once and in order');
const whole = await page.evaluate(async (id) => (await (await fetch(`/api/runs/${id}?lang=zh`)).json()).story.rows.map((row) => row.n), run);
const until = seen.at(-1);
check(JSON.stringify(whole.filter((n) => n <= until)) === JSON.stringify(seen), `the page has every row of the record: ${seen.length} of ${whole.filter((n) => n <= until).length}`);
console.log(`${seen.length} rows on the page, each once, none missing`);
await page.screenshot({ path: join(pictures, 'back.zh.jpg'), type: 'jpeg', quality: 70 });
await browser.close();
