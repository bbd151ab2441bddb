// Which page an address shows, and the bar above all pages.

import { begin, change, h, lang, may, me, say } from '/base.js';

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

await begin();
const path = location.pathname === '/' ? home() : location.pathname;
if (path !== location.pathname) history.replaceState(null, '', path);
bar(path);
document.title = say('brand');
const found = PAGES.map(([shape, name, right]) => [path.match(shape), name, right]).find(([match]) => match);
const page = document.getElementById('page');
if (found) {
  const [match, name, right] = found;
  page.className = name;
  try {
    if (right !== null && !may(right)) throw new Error('right');
    const { open } = await import(`/${name}.js`);
    await open(page, ...match.slice(1));
  } catch (error) {
    console.error(error);
    // A fetch that failed is the network's fault, anything else an answer.
    page.replaceChildren(h('p.empty', say(error instanceof TypeError ? 'error-cut' : 'gone')));
  }
}
