// All stations at once: who, what, how tense, what rings. Tiles keep their places, so that an eye finds them again.

import { clock, h, lang, listen, say, svg } from '/base.js';

const WIDE = 100;
const TALL = 30;
/** As long as the console's curves are. */
const SPAN_MS = 4 * 60000;

function spark(points, now) {
  if (points.length === 0) return svg('svg', { viewBox: `0 0 ${WIDE} ${TALL}` });
  const from = Math.max(0, now - SPAN_MS);
  const x = (at) => ((Math.max(at, from) - from) / SPAN_MS) * WIDE;
  const y = (value) => TALL - 1 - (value / 100) * (TALL - 2);
  let line = `M${x(points[0][0])} ${y(points[0][1])}`;
  for (const [at, value] of points.slice(1)) line += `H${x(at).toFixed(1)}V${y(value).toFixed(1)}`;
  line += `H${x(now).toFixed(1)}`;
  const under = `${line}V${TALL}H${x(points[0][0]).toFixed(1)}Z`;
  const last = points[points.length - 1][1];
  return svg('svg', { viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: 'none' },
    svg('line', { x1: 0, x2: WIDE, y1: y(50), y2: y(50), class: 'mid' }),
    svg('path', { d: under, class: 'under' }),
    svg('path', { d: line, class: 'curve', 'vector-effect': 'non-scaling-stroke' }),
    svg('circle', { cx: x(now), cy: y(last), r: 0.1, class: 'now', 'vector-effect': 'non-scaling-stroke' }));
}

function tile(one) {
  const worst = one.alarms[0];
  return h(`a.tile.${one.state}.mood-${one.mood}${worst ? `.alarm-${worst.kind}` : ''}`, { href: `/station/${one.id}`, 'data-station': one.station },
    h('div.row', h('b', one.station), h('span.state', say(`state-${one.state}`)), h('time', clock(one.at))),
    h('div.row.small', h('span.name', one.trainee), h('span.case', one.case), h('span.level', say('level-short', { level: one.level }), one.exam && ` ${say('exam')}`)),
    h('div.curvebox', spark(one.spark, one.at), h('span.tension', one.tension)),
    h('div.foot', worst
      ? one.alarms.map((alarm) => h(`span.alarm.${alarm.kind}`, alarm.kind === 'critical' && `${say('alarm-critical')} `, alarm.text))
      : h('span.mood', `${one.party} · ${say(`mood-${one.mood}`)}`)));
}

export async function open(page) {
  let tiles = [];
  // The newest run of each station; runs come by station, the newest last. Older ones are under "over" and in the records.
  let newest = [];
  let only = 'all';
  const counts = h('div.counts');
  const grid = h('div.tiles');
  page.append(h('div.head', h('h1', say('hall-title')), counts), grid);
  const kinds = {
    all: () => true,
    running: (one) => one.state === 'live' || one.state === 'paused',
    alarm: (one) => one.alarms.length > 0,
    ended: (one) => one.state === 'ended',
  };
  const those = (kind) => (kind === 'ended' ? tiles : newest).filter(kinds[kind]);
  function draw() {
    counts.replaceChildren(...Object.keys(kinds).map((kind) =>
      h(`button.count.${kind}${kind === only ? '.here' : ''}`, { onclick: () => { only = kind; draw(); } },
        h('b', those(kind).length), say(`count-${kind}`))));
    const shown = those(only);
    grid.replaceChildren(...shown.map(tile));
    if (shown.length === 0) grid.replaceChildren(h('p.empty', say(tiles.length ? 'hall-none' : 'hall-empty')));
  }
  draw();
  listen(`/api/hall?lang=${lang}`, { tiles: (told) => { tiles = told; newest = told.filter((one, index) => told[index + 1]?.station !== one.station); draw(); } }, { there: '/api/hall/here' });
}
