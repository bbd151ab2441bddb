// One station as it runs: the street from above, feelings, words as they fall, steps so far, and the instructor's hand.

import { ask, change, clock, confirm, h, lang, listen, may, row, say, toast } from '/base.js';
import { Curves, MOODS, Street, join, situation } from '/street.js';
import { talkButton } from '/talk.js';

export async function open(page, id) {
  const run = await ask(`/api/runs/${id}?lang=${lang}`);
  // The stream tells everything from where this answer stops.
  let pulse = { live: null, up: run.live, waiting: 0, closed: run.closed };
  let heard = performance.now();
  let steps = null;
  // Whether the console follows this run at all.
  let followed = run.live;
  const touch = async (what) => {
    const told = await change(`/api/runs/${id}/touch`, what);
    if (told) toast(say('ordered'));
    return told !== null;
  };

  const time = h('b.time');
  const state = h('span.state');
  const lost = h('p.unfollowed');
  const alarms = h('div.alarms');
  const pause = h('button.main', { id: 'pause' });
  const finish = h('button.bad', { id: 'finish', onclick: async () => (await confirm(say('end-sure'))) && touch('end') }, say('end'));
  const canvas = h('canvas', { role: 'img', 'aria-label': say('map-label') });
  const curve = h('canvas.curve', { role: 'img', 'aria-label': say('curve-label') });
  const people = h('div.people');
  const lines = h('div.lines');
  const side = h('div.side');
  page.append(
    h('div.head',
      h('a.back', { href: '/hall', 'aria-label': say('nav-hall') }, '‹'),
      h('h1', run.station || run.trainee),
      h('span.about', `${run.trainee} · ${run.case} · ${say('level-short', { level: run.level })}${run.exam ? ` · ${say('exam')}` : ''}`),
      state, time, alarms,
      may('touch') && h('div.row', pause, finish)),
    lost,
    h('div.columns',
      h('section.left', h('div.map', canvas), people, h('div.curvebox', curve)),
      h('section.middle', h('h2', say('transcript')), lines),
      side));

  const street = new Street(canvas, run.map, { trainee: say('trainee') });
  const curves = new Curves(curve);
  const now = () => {
    const told = pulse.live?.at_ms ?? run.story.end;
    return Math.max(told, run.story.end);
  };
  const paused = () => pulse.live?.paused ?? run.story.pauses.at(-1)?.[1] ?? false;
  const over = () => pulse.closed || run.story.marks.some((one) => one.kind === 'end');

  let stuck = true;
  lines.addEventListener('scroll', () => { stuck = lines.scrollTop + lines.clientHeight > lines.scrollHeight - 40; });
  function tell(rows) {
    lines.append(...rows.map((one) => row(one)));
    if (stuck) lines.scrollTop = lines.scrollHeight;
  }

  function head() {
    const kind = over() ? 'ended' : !followed || !pulse.up ? 'lost' : paused() ? 'paused' : 'live';
    const waits = kind === 'lost' && pulse.waiting > 0 && say('orders-waiting', { count: pulse.waiting });
    state.textContent = [say(`state-${kind}`), waits].filter(Boolean).join(' · ');
    state.className = `state ${kind}`;
    time.textContent = clock(now());
    pause.textContent = say(paused() ? 'resume' : 'pause');
    pause.onclick = () => touch(paused() ? 'resume' : 'pause');
    pause.disabled = finish.disabled = kind === 'ended' || !followed;
    const ringing = [];
    for (const item of steps?.items ?? []) if (item.critical && item.verdict === 'breached') ringing.push(['critical', item.text]);
    const spoke = run.story.rows.findLast((one) => one.kind === 'me')?.at ?? 0;
    if (kind === 'live' && now() - spoke >= run.silence) ringing.push(['silence', say('alarm-silence', { seconds: Math.floor((now() - spoke) / 1000) })]);
    alarms.replaceChildren(...ringing.map(([name, text]) => h(`span.alarm.${name}`, name === 'critical' && `${say('alarm-critical')} `, text)));
  }

  function feelings() {
    const { people: there } = situation(run, now(), pulse.live?.bodies);
    people.replaceChildren(...there.map((one) => {
      const bar = h('i');
      bar.style.width = `${one.tension ?? 0}%`;
      bar.style.background = MOODS[one.mood];
      return h('div.person', { 'data-who': one.id }, h('b', one.name), h('span.bar', bar), h('span.value', one.tension ?? '–'), h('small', say(`mood-${one.mood}`)));
    }));
  }

  const tabs = { touch: may('touch'), steps: true, notes: true };
  let tab = tabs.touch ? 'touch' : 'steps';
  const body = h('div.tabbody');
  const bar = h('div.tabs');
  side.append(bar, body);
  function drawTabs() {
    bar.replaceChildren(...Object.entries(tabs).filter(([, shown]) => shown).map(([name]) =>
      h(`button${name === tab ? '.here' : ''}`, { 'data-tab': name, onclick: () => { tab = name; drawTabs(); drawSide(); body.scrollTop = 0; } }, say(`tab-${name}`))));
  }
  function drawSide() {
    if (tab === 'steps') drawSteps();
    else if (tab === 'notes') drawNotes();
    else if (!body.querySelector('.hand')) body.replaceChildren(hand(run, touch));
  }
  function drawSteps() {
    if (steps?.sealed) { body.replaceChildren(h('p.empty', say('result-sealed'))); return; }
    const order = ['breached', 'missed', 'review', 'met', 'open'];
    const items = [...(steps?.items ?? [])].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
    body.replaceChildren(h('div.steps', items.map((one) => h(`div.step.${one.verdict}`,
      h('i', { 'aria-hidden': 'true' }, { met: '✓', breached: '✕', review: '?', missed: '–', open: '' }[one.verdict]),
      h('span', one.text), one.critical && h('small', say('critical')), one.at !== null && one.verdict !== 'open' && h('time', clock(one.at))))));
  }
  function drawNotes() {
    const notes = run.story.rows.filter((one) => one.kind === 'own' || one.kind === 'touch');
    body.replaceChildren(h('div.notes', notes.length ? notes.map((one) => row(one)) : h('p.empty', say('notes-empty'))));
  }

  function draw() {
    head();
    feelings();
    const moment = now() + (pulse.up && !paused() && !over() ? Math.min(1000, performance.now() - heard) : 0);
    street.draw(run, moment, pulse.live?.bodies?.length ? pulse.live.bodies : null);
    curves.draw(run, now(), now(), false);
  }
  tell(run.story.rows);
  drawTabs();
  drawSide();
  draw();
  new ResizeObserver(draw).observe(canvas);
  setInterval(draw, 250);
  if (!run.live) return;
  // EventSource sends no number the first time, so the stream begins anew and the page with it.
  let fresh = true;
  const source = listen(`/api/runs/${id}/live?lang=${lang}`, {
    story: (piece) => {
      if (fresh) {
        fresh = false;
        run.story = piece;
        lines.replaceChildren();
      } else if (piece.next > run.story.next) {
        join(run.story, piece);
      } else {
        return;
      }
      tell(piece.rows);
      if (tab === 'notes') drawNotes();
      draw();
    },
    pulse: (told) => {
      pulse = told;
      followed = true;
      lost.replaceChildren();
      heard = performance.now();
      // As often as the console keeps them: the way somebody came is drawn from here.
      if (told.live?.bodies.length && told.live.at_ms >= (run.track.at(-1)?.at_ms ?? -500) + 500) run.track.push(told.live);
      if (told.closed) source.close();
    },
    steps: (told) => {
      steps = told;
      if (tab === 'steps') drawSteps();
    },
  }, {
    there: `/api/runs/${id}/here`,
    // The record stays where it is; whoever waits here for nothing is told so, and led there.
    gone: (forGood) => {
      followed = false;
      const again = forGood ? [h('button', { onclick: () => location.reload() }, say('look-again'))] : [];
      lost.replaceChildren(say(forGood ? 'run-gone' : 'run-missing'), ' ', h('a.button', { href: `/replay/${id}` }, say('replay')), ...again);
      draw();
    },
  });
}

/** Everything an instructor may do to the case. */
function hand(run, touch) {
  const button = (text, what, kind = '') => h(`button${kind}`, { onclick: () => touch(what) }, text);
  const person = h('select', { id: 'person', 'aria-label': say('who') }, run.people.map((one) => h('option', { value: one.id, selected: one.id === run.party }, one.name)));
  const level = h('input', { id: 'tension', type: 'range', min: 0, max: 100, step: 5, value: 50, 'aria-label': say('tension') });
  const told = h('output', '50');
  level.addEventListener('input', () => { told.textContent = level.value; });
  // Only who is there can say or feel something, and the lever begins where that person stands.
  const here = () => new Map(situation(run, run.story.end).people.map((one) => [one.id, one.tension]));
  const setLevel = () => {
    const felt = here().get(person.value);
    if (typeof felt !== 'number') return;
    level.value = felt;
    told.textContent = level.value;
  };
  const present = () => {
    const there = here();
    for (const [index, one] of [...person.options].entries()) {
      const { id, name } = run.people[index];
      one.disabled = !there.has(id);
      one.textContent = one.disabled ? say('absent', { name }) : name;
    }
  };
  for (const name of ['pointerdown', 'focus']) person.addEventListener(name, present);
  person.addEventListener('change', setLevel);
  present();
  setLevel();
  const field = (word, max = 400) => h('input', { type: 'text', maxlength: max, placeholder: say(word), 'aria-label': say(word) });
  const words = field('say-words');
  const ear = field('ear-words');
  const call = field('call-words');
  const note = field('note-words');
  const send = (input, make) => async () => {
    const text = input.value.trim();
    if (text && (await touch(make(text)))) input.value = '';
  };
  const line = (input, word, make, name) => {
    const go = send(input, make);
    input.id = name;
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) go(); });
    return h('div.row', input, h('button', { onclick: go, 'data-send': name }, say(word)));
  };
  // Turning points that the case has named come first; what has happened already is ticked when the list is opened.
  const choice = (one) => h('option', { value: one.id, 'data-text': one.text }, one.text);
  const group = (word, list) => list.length > 0 && h('optgroup', { label: say(word) }, list.map(choice));
  const beat = h('select', { id: 'beat', 'aria-label': say('jump') },
    group('beats-named', run.beats.filter((one) => one.named)), group('beats-other', run.beats.filter((one) => !one.named)));
  const tick = () => {
    const past = new Set(run.story.beats.map(([, id]) => id));
    for (const one of beat.querySelectorAll('option')) one.textContent = `${past.has(one.value) ? '✓ ' : ''}${one.dataset.text}`;
  };
  for (const name of ['pointerdown', 'focus']) beat.addEventListener(name, tick);
  if (run.exam) {
    return h('div.hand', h('p.quiet', say('exam-hands-off')), h('h3', say('note')), line(note, 'write', (text) => ({ note: { text } }), 'note'));
  }
  return h('div.hand',
    h('h3', say('injects')), h('div.buttons', run.injects.map((one) => button(one.text, { inject: { inject: one.id } }))),
    h('h3', say('happenings')), h('div.buttons', run.happenings.map((one) => button(one.text, { happen: { what: one.id } }, '.free'))),
    line(call, 'call', (text) => ({ call: { text } }), 'call'),
    h('h3', say('people')), h('div.row', person),
    h('div.row', h('span.label', say('tension')), level, told, h('button', { id: 'set-mood', onclick: () => touch({ mood: { who: person.value, tension: Number(level.value) } }) }, say('set'))),
    line(words, 'say', (text) => ({ say: { by: person.value, text } }), 'say'),
    h('h3', say('ear')), h('div.row', talkButton(run.id)), line(ear, 'whisper', (text) => ({ ear: { text } }), 'ear'),
    h('h3', say('jump')), h('div.row', beat, h('button', { onclick: () => touch({ jump: { beat: beat.value } }) }, say('go'))),
    h('h3', say('note')), line(note, 'write', (text) => ({ note: { text } }), 'note'));
}
