// Accounts, the own password, and the log of who did what.

import { ask, change, confirm, day, h, me, say, toast } from '/base.js';

const ROLES = ['trainee', 'instructor', 'hr', 'auditor', 'admin'];

export async function open(page, which) {
  if (which === 'me') own(page);
  else if (which === 'audit') await log(page);
  else await accounts(page);
}

async function accounts(page) {
  const list = await ask('/api/accounts');
  const name = h('input', { id: 'new-name', maxlength: 40, placeholder: say('account-name'), 'aria-label': say('account-name') });
  const role = h('select', { id: 'new-role', 'aria-label': say('col-role') }, ROLES.map((one) => h('option', { value: one, selected: one === 'instructor' }, say(`role-${one}`))));
  const shown = h('p.password');
  const put = async (who, what) => {
    const told = await change('/api/accounts', { put: { name: who, role: what } });
    if (!told) return;
    await redraw();
    document.querySelector('.password').replaceChildren(say('password-once', { name: told.name }), ' ', h('code', told.password));
  };
  const redraw = async () => { page.replaceChildren(); await accounts(page); };
  page.append(
    h('div.head', h('h1', say('accounts-title'))),
    h('div.sheet',
      h('div.row', name, role, h('button.main', { id: 'add', onclick: () => put(name.value.trim(), role.value) }, say('account-add'))), shown,
      h('table', h('thead', h('tr', h('th', say('account-name')), h('th', say('col-role')), h('th'), h('th'))),
        h('tbody', list.map((one) => h(`tr${one.closed ? '.closed' : ''}`, h('td', h('b', one.name)), h('td', say(`role-${one.role}`)), h('td', one.closed && say('account-closed')),
          h('td.row.end', one.name !== me.name && [
            h('button', { onclick: async () => (await confirm(say('password-sure', { name: one.name }))) && put(one.name, one.role) }, say('password-new')),
            h('button', { onclick: async () => (await change('/api/accounts', { close: { name: one.name, closed: !one.closed } })) && redraw() }, say(one.closed ? 'account-open' : 'account-close'))])))))));
}

function own(page) {
  const field = (id, word, complete) => h('label', say(word), h('input', { id, type: 'password', maxlength: 128, autocomplete: complete }));
  const save = async () => {
    const [old, fresh] = ['old', 'new'].map((id) => document.getElementById(id).value);
    if (await change('/api/password', { old, new: fresh })) {
      toast(say('password-changed'));
      setTimeout(() => { location.href = '/login'; }, 1200);
    }
  };
  page.append(h('div.head', h('h1', `${me.name} · ${say(`role-${me.role}`)}`)),
    h('div.sheet.narrow', field('old', 'password-old', 'current-password'), field('new', 'password-fresh', 'new-password'), h('p.quiet', say('password-rule')),
      h('button.main', { onclick: save }, say('password-change'))));
}

/** Whom a line is about; one look at many people is one line that opens. */
function about(one) {
  if (one.did === 'login') return say(`role-${one.about}`);
  const people = one.people.filter((who) => who !== '*');
  if (people.length < 2) return h('code', people[0] ?? one.about);
  return h('details', h('summary', say('log-people', { count: people.length })), h('code', people.join(' ')));
}

async function log(page) {
  const { entries, broken } = await ask('/api/audit');
  page.append(h('div.head', h('h1', say('audit-title')), h(`span.tag.${broken === null ? 'pass' : 'fail'}`, broken === null ? say('chain-whole') : say('chain-broken', { line: broken }))),
    h('div.sheet', h('table', h('thead', h('tr', h('th', say('col-when')), h('th', say('col-who')), h('th', say('col-what')), h('th', say('col-on')), h('th', say('col-from')))),
      h('tbody', entries.reverse().map((one) => h('tr', h('td.number', day(one.at)), h('td', one.by || '–'), h('td', say(`log-${one.did}`)),
        h('td', about(one)), h('td.number', one.detail)))))));
}
