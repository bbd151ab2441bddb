// Which page an address shows, and the bar above all pages.

import { Cut, Refused, begin, change, fault, h, lang, may, me, reach, say, toast } from '/base.js';

const PAGES = [
  [/^\/hall$/, 'hall', 'watch'],
  [/^\/station\/(\w+)$/, 'station', 'watch'],
  [/^\/records$/, 'records', null],
  [/^\/replay\/(\w+)(?:\/(\w+))?$/, 'replay', null],
  [/^\/verdict\/(\w+)$/, 'verdict', null],
  [/^\/(accounts|audit|me)$/, 'accounts', null],
];

function home() {
  if (may('watch')) return '/hall';
  return may('accounts') ? '/accounts' : '/records';
}

function bar(path) {
  const link = (to, word, right) => (right === null || may(right)) &&
    h(`a${path.startsWith(to) ? '.here' : ''}`, { href: to }, say(word));
  const speak = () => {
    localStorage.setItem('lang', lang === 'zh' ? 'en' : 'zh');
    location.reload();
  };
  const leave = async () => {
    await change('/api/logout', {});
    location.href = '/login';
  };
  document.getElementById('top').append(h('header',
    h('a.brand', { href: '/' }, h('span.band'), say('brand')),
    h('nav',
      link('/hall', 'nav-hall', 'watch'),
      (may('records') || may('marks') || may('object')) && link('/records', 'nav-records', null),
      link('/accounts', 'nav-accounts', 'accounts'),
      link('/audit', 'nav-audit', 'audit')),
    h('span.cutnote', say('cut')),
    h('div.who',
      h('button.quiet', { onclick: speak, id: 'lang' }, say('other-language')),
      h('a', { href: '/me' }, `${me.name} · ${say(`role-${me.role}`)}`),
      h('button.quiet', { onclick: leave, id: 'leave' }, say('leave')))));
}

/** After so long a page that the network kept from opening is tried again. */
const AGAIN_MS = 3000;
const pause = () => new Promise((done) => { setTimeout(done, AGAIN_MS); });

/** Does something until the network lets it; anything else that goes wrong is told at once. */
async function insist(what, meanwhile = () => {}) {
  for (;;) {
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      meanwhile(error);
      await pause();
    }
  }
}

/** A page's own script. A script that does not come and one that breaks look alike, so somebody is asked. */
async function script(name) {
  try {
    return await import(`/${name}.js`);
  } catch (error) {
    await reach('/api/me');
    throw error;
  }
}

await insist(begin);
const path = location.pathname === '/' ? home() : location.pathname;
if (path !== location.pathname) history.replaceState(null, '', path);
bar(path);
document.title = say('brand');
// What goes wrong later, after a click, is told as well.
window.addEventListener('unhandledrejection', (event) => toast(fault(event.reason), true));
// A browser's own note that a layout took another round comes as an event without an error, and nothing is wrong then.
window.addEventListener('error', (event) => { if (event.error) toast(fault(event.error), true); });
const found = PAGES.map(([shape, name, right]) => [path.match(shape), name, right]).find(([match]) => match);
const page = document.getElementById('page');
if (found) {
  const [match, name, right] = found;
  page.className = name;
  const tell = (error) => page.replaceChildren(h('p.empty', fault(error)));
  try {
    if (right !== null && !may(right)) throw new Refused(path);
    await insist(async () => {
      const { open } = await script(name);
      page.replaceChildren();
      await open(page, ...match.slice(1));
    }, tell);
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    tell(error);
  }
} else {
  page.replaceChildren(h('p.empty', say('gone')));
}
