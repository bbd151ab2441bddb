// A mark and the persons' verdicts beside it: accept, rule with a reason, settle what is open, answer objections. The
// machine's verdict stays in sight; nothing is written over.

import { ask, change, clock, confirm, day, h, lang, may, me, prompt, say, toast } from '/base.js';

const RULINGS = ['met', 'missed', 'breached'];

export async function open(page, id) {
  let only = null;
  async function draw() {
    const told = await ask(`/api/runs/${id}/mark?lang=${lang}`);
    const { mark } = told;
    const head = h('div.head', h('a.back', { href: '/records', 'aria-label': say('nav-records') }, '‹'), h('h1', say('verdict-title')),
      h('span.about', `${told.trainee} · ${told.case} · ${say('level-short', { level: told.level })} · ${day(told.started_at)}`),
      (may('records') || told.trainee === me.name) && h('a.button', { href: `/replay/${id}` }, say('replay')));
    if (!mark) { page.replaceChildren(head, h('p.empty', say(`result-${told.result}`))); return; }
    const judge = may('judge') && told.closed && told.trainee !== me.name;
    const object = may('object') && told.trainee === me.name;
    const objections = told.decisions.filter((one) => one.what === 'objection');
    const kinds = {
      waiting: (one) => one.verdict === 'review' || objections.some((asked) => asked.open && asked.item === one.id),
      wrong: (one) => one.verdict === 'missed' || one.verdict === 'breached',
      ruled: (one) => one.appeals.length > 0,
      all: (one) => one.of > 0 || one.verdict !== 'met',
    };
    only ??= mark.items.some(kinds.waiting) ? 'waiting' : 'all';
    const accepted = told.decisions.findLast((one) => one.what === 'accepted');
    const rule = async (item, verdict) => {
      const reason = await prompt(say('reason-for', { verdict: say(`verdict-${verdict}`) }), { max: 1000 });
      if (reason && (await change(`/api/runs/${id}/ruling`, { verdict: { item: item.id, verdict, reason } }))) {
        toast(say('ruled'));
        await draw();
      }
    };
    // What is to be decided says what a button does: an item that nobody could mark is settled, an appeal answered, also by
    // keeping the verdict; any other verdict is changed into one of the others.
    const hand = (item, asks) => {
      const open = item.verdict === 'review';
      const choices = RULINGS.filter((verdict) => asks || verdict !== item.verdict);
      return h('div.row.end', h('span.quiet', say(asks ? 'answer' : open ? 'settle' : 'rule')), choices.map((verdict) => h(`button.${verdict}`, { 'data-verdict': verdict, onclick: () => rule(item, verdict) },
        verdict === item.verdict ? say('verdict-keep', { verdict: say(`verdict-${verdict}`) }) : say(`verdict-${verdict}`))));
    };
    const card = (item) => {
      const asked = objections.filter((one) => one.item === item.id);
      const asks = asked.some((one) => one.open);
      return h(`article.item.${item.verdict}`, { 'data-item': item.id },
        h('div.row', h(`span.tag.${item.verdict}`, say(`verdict-${item.verdict}`)), item.machine !== item.verdict && h('span.tag.machine', say('machine-said', { verdict: say(`verdict-${item.machine}`) })),
          h('b', item.text), item.critical && h('span.tag.fail', say('critical')), h('span.points', item.of > 0 && say('points-of', { points: item.points, of: item.of }))),
        item.evidence.filter((piece, index, all) => all.findIndex((one) => one.at_ms === piece.at_ms && one.quote === piece.quote) === index).map((piece) => h('a.quote', { href: `/replay/${id}?at=${piece.at_ms}` }, h('time', clock(piece.at_ms)), piece.kind === 'said' ? `“${piece.quote}”` : piece.quote, piece.kind === 'said' && piece.sure < 1 && h('small', ` ${Math.round(piece.sure * 100)}%`))),
        item.verdict !== 'met' && h('p.better', h('b', say('better')), item.better),
        h('p.why', item.why, item.law.length > 0 && h('small', ` ${item.law.join(lang === 'zh' ? '；' : '; ')}`)),
        // In the order it was said: an appeal before its answer.
        [...asked.map((one) => [one.at, h(`p.objection${one.open ? '.open' : ''}`, h('b', say('objection-by', { by: one.by })), one.text, ' ', h(`span.tag.${one.open ? 'pending' : 'pass'}`, say(one.open ? 'objection-open' : 'objection-answered')), h('small', ` ${day(one.at)}`))]),
          ...item.appeals.map((one) => [one.at, h('p.ruling', h('b', say('ruled-by', { by: one.by, verdict: say(`verdict-${one.verdict}`) })), one.reason, h('small', ` ${day(one.at)}`))]),
        ].sort(([one], [other]) => one.localeCompare(other)).map(([, line]) => line),
        judge && hand(item, asks),
        object && !asks && h('div.row.end', h('button', { 'data-object': true, onclick: async () => {
          const text = await prompt(say('object-why'), { max: 1000 });
          if (text && (await change(`/api/runs/${id}/ruling`, { object: { item: item.id, text } }))) await draw();
        } }, say('object'))));
    };
    const { score } = mark;
    const share = score.of > 0 ? Math.floor((score.points * 100) / score.of) : 0;
    const items = mark.items.filter(kinds[only]);
    page.replaceChildren(head, h('div.columns',
      h('aside',
        h(`div.mark.${told.result}`, h('span.big', share), h('span', say('of-hundred')), h('b', say(`result-${told.result}`))),
        h('p.quiet', say('points-of', { points: score.points, of: score.of }), score.capped_at !== null && ` · ${say('capped')}`),
        mark.blocks.map((one) => {
          const bar = h('i');
          bar.style.width = `${one.of ? (one.points / one.of) * 100 : 0}%`;
          return h('div.block', h('span', one.name), h('span.bar', bar), h('span.value', `${one.points}/${one.of}`));
        }),
        judge && h('button.main', { id: 'accept', onclick: async () => {
          const count = mark.items.filter(kinds.waiting).length;
          if ((await confirm(say(count ? 'accept-open' : 'accept-sure', { count, points: score.points, of: score.of }))) && (await change(`/api/runs/${id}/ruling`, 'accept'))) await draw();
        } }, say('accept')),
        accepted && h('p.ruling', h('b', say('accepted-by', { by: accepted.by })), h('small', ` ${day(accepted.at)} · ${accepted.points}`)),
        h('p.seal', say('seal'), ' ', h('code', mark.record.slice(0, 16)))),
      h('section', h('div.counts', Object.entries(kinds).map(([kind, fits]) =>
        h(`button.count.${kind}${kind === only ? '.here' : ''}`, { 'data-kind': kind, onclick: () => { only = kind; draw(); } }, h('b', mark.items.filter(fits).length), say(`items-${kind}`)))),
      items.length ? items.map(card) : h('p.empty', say('items-none')))));
  }
  await draw();
}
