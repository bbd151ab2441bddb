// The list of records: what was played, how it ended, what waits for a person.

import { ask, day, h, lang, may, say } from '/base.js';

export async function open(page) {
  const all = await ask(`/api/runs?lang=${lang}`);
  let only = 'all';
  let wanted = '';
  let chosen = [];
  const kinds = {
    all: () => true,
    waiting: (one) => !one.live && (one.review > 0 || one.objections > 0),
    pass: (one) => one.result === 'pass',
    fail: (one) => one.result === 'fail',
  };
  const counts = h('div.counts');
  const list = h('div.sheet');
  const find = h('input', { type: 'search', placeholder: say('find'), 'aria-label': say('find'), oninput: () => { wanted = find.value.trim().toLowerCase(); draw(); } });
  const both = h('a.main.button', { hidden: true, id: 'compare' }, say('compare'));
  page.append(h('div.head', h('h1', say('records-title')), find, counts, both), list);
  function choose(id, on) {
    chosen = on ? [...chosen, id].slice(-2) : chosen.filter((one) => one !== id);
    both.hidden = chosen.length !== 2;
    both.href = `/replay/${chosen.join('/')}`;
    draw();
  }
  function draw() {
    counts.replaceChildren(...Object.entries(kinds).map(([kind, fits]) =>
      h(`button.count.${kind}${kind === only ? '.here' : ''}`, { onclick: () => { only = kind; draw(); } }, h('b', all.filter(fits).length), say(`kind-${kind}`))));
    const shown = all.filter(kinds[only]).filter((one) => !wanted || `${one.trainee} ${one.case}`.toLowerCase().includes(wanted));
    if (shown.length === 0) { list.replaceChildren(h('p.empty', say('records-empty'))); return; }
    const replay = may('records') || may('object');
    list.replaceChildren(h('table',
      h('thead', h('tr', replay && h('th'), h('th', say('col-begun')), h('th', say('col-trainee')), h('th', say('col-case')), h('th', say('col-level')), h('th', say('col-mark')), h('th', say('col-open')), h('th'))),
      h('tbody', shown.map((one) => h('tr', { 'data-run': one.id },
        replay && h('td', h('input', { type: 'checkbox', checked: chosen.includes(one.id), 'aria-label': say('compare'), onchange: (event) => choose(one.id, event.target.checked) })),
        h('td.number', day(one.started_at)),
        h('td', one.trainee),
        h('td', one.case),
        h('td', say('level-short', { level: one.level }), one.exam && h('span.tag', say('exam'))),
        h('td.number', one.live ? h('span.tag.live', say('state-live')) : [
          one.points !== undefined && h('b', `${one.points}/${one.of} `), h(`span.tag.${one.result}`, say(`result-${one.result}`)), one.accepted && h('span.tag.quiet', say('accepted'))]),
        h('td', one.review > 0 && h('span.tag.pending', say('n-review', { count: one.review })), one.objections > 0 && h('span.tag.fail', say('n-objections', { count: one.objections }))),
        h('td.row.end', one.live ? may('watch') && h('a.button', { href: `/station/${one.id}` }, say('watch')) : [
          replay && h('a.button', { href: `/replay/${one.id}` }, say('replay')), h('a.button', { href: `/verdict/${one.id}` }, say('verdict'))]))))));
  }
  draw();
}
