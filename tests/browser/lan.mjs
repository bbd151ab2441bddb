// An instructor's browser across a cable that is pulled: the page says so, says when it is back, and has every row once.
//
//   node lan.mjs URL ACCOUNTS.json STATION SIGNAL PICTURES CERTIFICATE
// Writes SIGNAL.watching when the cable may be pulled; SIGNAL.plugged says that it is in again.
// After that, what another TLS (Node's OpenSSL) gets of the console: a page by the named certificate, and nothing otherwise.

import { chromium } from 'playwright-core';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';

const [url, accountsPath, station, signal, pictures, certificate] = process.argv.slice(2);
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

// What another TLS gets of the console.
/** The status of the door, or what was wrong with the line. */
const door = (options) => new Promise((done) => {
  const asked = request(`${url}/login`, { agent: false, timeout: 20000, ...options }, (answer) => { answer.resume(); done(answer.statusCode); });
  asked.on('timeout', () => asked.destroy(new Error('timeout')));
  asked.on('error', (error) => done(error.code ?? error.message));
  asked.end();
});
const ca = readFileSync(certificate);
check((await door({ ca })) === 200, 'by the named certificate there is a page');
check((await door({})) === 'DEPTH_ZERO_SELF_SIGNED_CERT', 'nobody else vouches for it');
for (const version of ['TLSv1', 'TLSv1.1']) {
  const answer = await door({ ca, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
  check(answer !== 200, `${version} is refused: ${answer}`);
}
for (const version of ['TLSv1.2', 'TLSv1.3']) check((await door({ ca, minVersion: version, maxVersion: version })) === 200, `${version} is spoken`);
const weak = await door({ ca, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:@SECLEVEL=0' });
check(weak !== 200, `no cipher without forward secrecy: ${weak}`);
/** What comes of bytes on the bare port; whoever is not hung up on is a failure, not a test that never ends. */
const bare = (bytes) => new Promise((done, fail) => {
  const told = [];
  const socket = connect({ host: new URL(url).hostname, port: new URL(url).port }, () => socket.write(bytes));
  socket.setTimeout(60000, () => fail(new Error('not so: it is hung up on')));
  socket.on('data', (part) => told.push(part));
  socket.on('error', () => done(Buffer.concat(told).toString('latin1')));
  socket.on('close', () => done(Buffer.concat(told).toString('latin1')));
});
const clear = await bare('GET /login HTTP/1.1\r\nhost: a\r\n\r\n');
check(!/HTTP|<html/i.test(clear), 'in the clear nothing is answered');
// A hundred that shake hands and stop in the middle hold up nobody, and are hung up on.
const halves = Array.from({ length: 100 }, () => bare(Buffer.from([0x16, 3, 1, 2, 0, 1])));
const asked = Date.now();
check((await door({ ca })) === 200 && Date.now() - asked < 5000, 'others come in meanwhile');
await Promise.all(halves);
console.log(`TLS by OpenSSL: the named certificate only, 1.2 and 1.3 only; a hundred half handshakes were hung up on after ${Date.now() - asked} ms`);
