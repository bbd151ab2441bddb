// A run as if one had been there: a clock, the street from above, the words in step, marks to stop at; two runs beside each
// other on one clock. Everything is drawn from the record.

import { Refused, ask, clock, h, lang, row, say, toast } from '/base.js';
import { Curves, Street, at, bodiesAt, situation } from '/street.js';
import { free } from '/view.js';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
/**
 * What to look for, by what is trained: which moments of the story and which block of the mark are marked and stop the clock,
 * and how the street is seen. A block brings the moments that its points hang on, and what was never done.
 */
const GOALS = {
  whole: { view: 'all' },
  procedure: { block: 'procedure', view: 'trainee' },
  legality: { block: 'legality', view: 'trainee' },
  talk: { kinds: ['agreed', 'withdrew', 'unclear', 'turn', 'boiling'], block: 'communication', view: 'party' },
  tension: { kinds: ['withdrew', 'agreed', 'boiling'], view: 'all' },
  result: { kinds: ['agreed', 'end'], block: 'result', view: 'all' },
  safety: { kinds: ['world'], block: 'safety', view: 'all' },
  events: { kinds: ['beat', 'world', 'touch', 'own', 'end'], view: 'all' },
};

/** The moments that the mark hangs on, once there is one that may be seen; what was never done has no moment. */
async function judged(run) {
  if (run.live || !run.closed) return [];
  // Whoever may see a run and not its mark goes through it without; a network that is down is told like everywhere.
  const told = await ask(`/api/runs/${run.id}/mark?lang=${lang}`).catch((error) => {
    if (error instanceof Refused) return {};
    throw error;
  });
  return (told.mark?.items ?? []).filter((one) => one.of > 0 || one.verdict !== 'met').map((one) => ({
    at: one.evidence.at(-1)?.at_ms ?? null, kind: one.verdict, block: one.block_id, text: `${say(`verdict-${one.verdict}`)} · ${one.text}`,
  }));
}

export async function open(page, first, second) {
  const runs = await Promise.all([first, second].filter(Boolean).map((id) => ask(`/api/runs/${id}?lang=${lang}`)));
  const marked = await Promise.all(runs.map(judged));
  const end = Math.max(...runs.map((run) => Math.max(run.story.end, 1000)));
  let moment = Math.min(end, Number(new URLSearchParams(location.search).get('at')) || 0);
  let speed = 1;
  let playing = false;
  let goal = 'whole';
  let stops = false;

  const play = h('button.main', { id: 'play', onclick: () => run(!playing) });
  const time = h('b.time');
  const range = h('input', { type: 'range', id: 'scrub', min: 0, max: end, step: 100, value: moment, 'aria-label': say('moment') });
  const pace = h('select', { id: 'speed', 'aria-label': say('speed') }, SPEEDS.map((one) => h('option', { value: one, selected: one === 1 }, `${one}×`)));
  pace.addEventListener('change', () => { speed = Number(pace.value); });
  const stop = h('input', { type: 'checkbox', id: 'stops' });
  stop.addEventListener('change', () => { stops = stop.checked; });
  const goals = h('select', { id: 'goal', 'aria-label': say('goal') }, Object.keys(GOALS).map((one) => h('option', { value: one }, say(`goal-${one}`))));
  goals.addEventListener('change', () => {
    goal = goals.value;
    stops = stop.checked = goal !== 'whole';
    choose();
    look(GOALS[goal].view === 'party' ? `who:${runs[0].party}` : GOALS[goal].view);
  });
  // Whoever was there has eyes; in a second run the one with whom the case is stands for somebody who was not there.
  const there = runs[0].people.filter((one) => runs[0].story.there[one.id]).sort((one, other) => (other.id === runs[0].party) - (one.id === runs[0].party));
  const views = h('select', { id: 'view', 'aria-label': say('view') },
    ['all', 'free', 'trainee'].map((one) => h('option', { value: one }, say(`view-${one}`))),
    there.map((one) => h('option', { value: `who:${one.id}` }, say('view-other', { name: one.name }))));
  views.addEventListener('change', () => look(views.value));
  function look(view) {
    views.value = view;
    for (const { run: one, street, canvas } of panels) {
      const who = view.startsWith('who:') && !one.story.there[view.slice(4)] ? `who:${one.party}` : view;
      street.view = who;
      street.free = null;
      canvas.classList.toggle('free', view === 'free');
      canvas.title = view === 'free' ? say('view-free-how') : '';
    }
    draw();
  }
  const panels = runs.map((one) => {
    const canvas = h('canvas.map');
    const lines = h('div.lines');
    const rows = one.story.rows.map((told) => row(told, () => go(told.at)));
    lines.append(...rows);
    const street = new Street(canvas, one.map, { trainee: say('trainee') });
    free(canvas, street, () => draw());
    const people = h('div.people');
    const curve = h('canvas.curve');
    const curves = new Curves(curve);
    const scrub = (event) => {
      if (event.buttons !== 1 && event.type !== 'pointerdown') return;
      go(curves.x(event.clientX - curve.getBoundingClientRect().left));
    };
    curve.addEventListener('pointerdown', scrub);
    curve.addEventListener('pointermove', scrub);
    const box = h('section.panel', h('h2', `${one.trainee} · ${one.case} · ${say('level-short', { level: one.level })}`), h('div.stage', h('div.mapbox', canvas), lines), people, h('div.curvebox', curve));
    return { run: one, canvas, lines, rows, street, curves, people, box };
  });
  const list = h('div.marks');
  /** The marks of the goal, on each run's curves and, for one run, as a list. Red lines are never left out. */
  function choose() {
    const { kinds, block } = GOALS[goal];
    runs.forEach((one, index) => {
      const own = goal === 'whole' ? one.story.marks : one.story.marks.filter((mark) => kinds?.includes(mark.kind));
      const items = marked[index].filter((mark) => mark.kind === 'breached' || (block && mark.block === block));
      one.marks = [...own, ...items].sort((here, there) => (here.at ?? Infinity) - (there.at ?? Infinity));
    });
    list.replaceChildren(...(runs.length > 1 ? [] : runs[0].marks.map((mark) => (mark.at === null
      ? h(`span.mark.${mark.kind}`, { title: mark.text }, mark.text)
      : h(`button.mark.${mark.kind}`, { onclick: () => go(mark.at), title: mark.text }, h('time', clock(mark.at)), mark.text)))));
  }
  choose();
  page.append(
    h('div.head', h('a.back', { href: '/records', 'aria-label': say('nav-records') }, '‹'), h('h1', say(runs.length > 1 ? 'compare-title' : 'replay-title')),
      h('label', say('goal'), goals), h('label', say('view'), views), h('label', stop, say('stop-at-marks')), h('button', { id: 'picture', onclick: picture }, say('picture'))),
    h(`div.panels${runs.length > 1 ? '.two' : ''}`, panels.map((one) => one.box)),
    ...(runs.length === 1 ? [list] : []),
    h('div.transport', play, h('button', { 'aria-label': say('back-mark'), onclick: () => hop(-1) }, '|‹'), h('button', { 'aria-label': say('next-mark'), onclick: () => hop(1) }, '›|'), time, range, pace));

  const marks = () => runs.flatMap((one) => one.marks).filter((one) => one.at !== null).sort((one, other) => one.at - other.at);
  function hop(way) {
    const all = marks();
    const next = way > 0 ? all.find((one) => one.at > moment + 50) : all.findLast((one) => one.at < moment - 50);
    go(next ? next.at : way > 0 ? end : 0);
  }
  function go(to) {
    moment = Math.max(0, Math.min(end, to));
    draw();
  }
  let then = 0;
  function run(on) {
    playing = on;
    if (on && moment >= end) moment = 0;
    then = performance.now();
    if (on) requestAnimationFrame(tick);
    draw();
  }
  function tick(now) {
    if (!playing) return;
    const before = moment;
    moment = Math.min(end, moment + Math.max(0, now - then) * speed);
    then = now;
    if (stops) {
      const hit = marks().find((one) => one.at > before && one.at <= moment);
      if (hit) {
        moment = hit.at;
        playing = false;
        toast(hit.text);
      }
    }
    if (moment >= end) playing = false;
    draw();
    if (playing) requestAnimationFrame(tick);
  }
  range.addEventListener('input', () => go(Number(range.value)));
  document.addEventListener('keydown', (event) => {
    if (['INPUT', 'SELECT', 'TEXTAREA', 'BUTTON'].includes(event.target.tagName)) return;
    if (event.key === ' ') { event.preventDefault(); run(!playing); }
    if (event.key === 'ArrowRight') go(moment + 5000);
    if (event.key === 'ArrowLeft') go(moment - 5000);
  });

  function draw() {
    play.textContent = say(playing ? 'pause' : 'play');
    time.textContent = `${clock(moment)} / ${clock(end)}`;
    range.value = moment;
    for (const panel of panels) {
      const bodies = bodiesAt(panel.run.track, moment);
      panel.street.draw(panel.run, moment, bodies);
      panel.curves.draw(panel.run, moment, end, true);
      const here = at(panel.run.story.rows, moment, (one) => one.at);
      panel.rows.forEach((one, index) => {
        one.classList.toggle('later', index > here);
        one.classList.toggle('here', index === here);
      });
      const last = panel.rows[here];
      if (last) panel.lines.scrollTop = last.offsetTop - panel.lines.clientHeight * 0.6;
      const { people } = situation(panel.run, moment, bodies);
      panel.people.replaceChildren(...people.map((one) => h(`span.mood-${one.mood}`, h('b', one.name), ` ${one.tension ?? ''} ${say(`mood-${one.mood}`)}`)));
    }
  }
  /** The street of the moment as a PNG, with a line that says what it shows. */
  function picture() {
    const tall = Math.max(...panels.map((one) => one.canvas.height));
    const head = 64;
    const sheet = document.createElement('canvas');
    sheet.width = panels.reduce((sum, one) => sum + one.canvas.width, 0);
    sheet.height = tall + head;
    const pen = sheet.getContext('2d');
    pen.fillStyle = '#fcf9f2';
    pen.fillRect(0, 0, sheet.width, sheet.height);
    let x = 0;
    for (const panel of panels) {
      pen.fillStyle = '#1b212d';
      pen.font = '600 22px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
      pen.fillText(`${panel.run.case} · ${panel.run.trainee} · ${clock(moment)}`, x + 16, 40, panel.canvas.width - 32);
      pen.drawImage(panel.canvas, x, head);
      x += panel.canvas.width;
    }
    sheet.toBlob((blob) => {
      const link = h('a', { href: URL.createObjectURL(blob), download: `${runs[0].id}-${Math.floor(moment / 1000)}s.png` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }, 'image/png');
  }
  draw();
  new ResizeObserver(draw).observe(page);
}
