// What every page shares: words, asking the console, building elements. Text is only ever set as text, never as markup.

export const lang = localStorage.getItem('lang') === 'en' ? 'en' : 'zh';
/** A console that has not answered by then is away. */
const ANSWER_MS = 8000;
/** A stream speaks every two seconds; one that was silent for longer is cut. */
const SILENT_MS = 6000;
/** A console that has not sent the whole of what was asked for by then is away: an hour's record over a poor Wi-Fi. */
const READ_MS = 30000;
/** A stream that was refused is tried again after this long, then after twice as long each time, so often doubled at most. */
const REFUSED_MS = 3000;
const REFUSED_MAX = 5;
let table = {};
export let me = { rights: [] };

/** A message, its holes filled. */
export function say(id, values = {}) {
  const text = table[id] ?? id;
  return text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));
}

export const may = (right) => me.rights.includes(right);

/** Brings in who we are and our words. */
export async function begin() {
  document.documentElement.lang = lang;
  [me, table] = await Promise.all([ask('/api/me'), ask(`/api/words?lang=${lang}`)]);
}

/** Nobody answered, or the answer broke off: the network's fault. */
export class Cut extends Error {}
/** The console answered, and said no. */
export class Refused extends Error {}

/** What to say of something that went wrong; what is neither the network's nor the console's doing is the page's own fault. */
export function fault(error) {
  if (error instanceof Cut) return say('error-away');
  if (error instanceof Refused) return say('gone');
  return say('error-page');
}

/** Sends a request; tells a network that is down from everything else. */
export async function reach(path, options = {}) {
  try {
    return await fetch(path, { signal: AbortSignal.timeout(READ_MS), ...options });
  } catch (error) {
    throw new Cut(path, { cause: error });
  }
}

/** Asks the console for JSON. */
export async function ask(path) {
  const answer = await reach(path);
  if (answer.status === 401) location.href = '/login';
  let text;
  try {
    text = await answer.text();
  } catch (error) {
    throw new Cut(path, { cause: error });
  }
  if (!answer.ok) throw new Refused(`${path}: ${answer.status}`);
  return JSON.parse(text);
}

/** Tells the console to change something; gives its answer, or shows why not and gives nothing. */
export async function change(path, body) {
  let answer;
  try {
    answer = await reach(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [me.header]: me.token },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    // Nobody knows whether it arrived: what was typed stays, and the page shows what the record says.
    toast(say('error-cut'), true);
    return null;
  }
  if (answer.status === 401) location.href = '/login';
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  const known = `error-${told.error}`;
  toast(say(known in table ? known : 'error-other'), true);
  return null;
}

/** An element: `h('div.card', {onclick}, child, 'text')`. */
export function h(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  for (const one of rest.flat(Infinity)) {
    if (one === null || one === undefined || one === false) continue;
    if (one instanceof Node) element.append(one);
    else if (typeof one === 'object') {
      for (const [key, value] of Object.entries(one)) {
        if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
        else if (value === true) element.setAttribute(key, '');
        else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
      }
    } else element.append(String(one));
  }
  return element;
}

/** An SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

let fading;
export function toast(text, bad = false) {
  const box = document.getElementById('toast');
  box.textContent = text;
  box.className = bad ? 'shown bad' : 'shown';
  clearTimeout(fading);
  fading = setTimeout(() => { box.className = ''; }, 3500);
}

/** Case time as m:ss. */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A moment of the calendar, to the minute. */
export const day = (text) => new Date(text).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB', {
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

/** Asks for a line of words in a small dialogue; null when put away. */
export function prompt(title, { start = '', rows = 3, max = 400 } = {}) {
  return new Promise((resolve) => {
    const field = h('textarea', { rows, maxlength: max });
    field.value = start;
    const box = h('dialog', h('h2', title), field, h('div.row.end',
      h('button.quiet', { type: 'button', onclick: () => box.close('') }, say('cancel')),
      h('button.main', { type: 'button', onclick: () => box.close('yes') }, say('ok'))));
    box.addEventListener('close', () => {
      box.remove();
      resolve(box.returnValue === 'yes' && field.value.trim() ? field.value.trim() : null);
    });
    document.body.append(box);
    box.showModal();
    field.focus();
  });
}

/** Asks yes or no. */
export function confirm(text) {
  return new Promise((resolve) => {
    const box = h('dialog', h('p', text), h('div.row.end',
      h('button.quiet', { onclick: () => box.close('') }, say('cancel')),
      h('button.main', { onclick: () => box.close('yes') }, say('ok'))));
    box.addEventListener('close', () => { box.remove(); resolve(box.returnValue === 'yes'); });
    document.body.append(box);
    box.showModal();
  });
}

/**
 * Listens to a stream; says when it is cut and when it is back. A cable that is pulled closes nothing, so a stream that says
 * nothing for long counts as cut, too: the console speaks every few seconds. It goes on from the last number it told.
 *
 * A stream does not say why it was refused, so `there` is asked: whether what is listened to is still there. While it is not,
 * `gone` is told false and the stream is tried again, each time later; then `gone` is told true and nothing is asked any more.
 */
export function listen(path, handlers, { there, gone = () => {} }) {
  let source = null;
  let last = '';
  let heard = performance.now();
  let ended = false;
  let refused = 0;
  const here = () => {
    heard = performance.now();
    document.body.classList.remove('cut');
  };
  function open() {
    source?.close();
    heard = performance.now();
    source = new EventSource(last ? `${path}&after=${last}` : path);
    for (const [name, take] of Object.entries({ ...handlers, here: () => {} })) {
      source.addEventListener(name, (event) => {
        here();
        refused = 0;
        last = event.lastEventId || last;
        take(JSON.parse(event.data));
      });
    }
    source.addEventListener('open', here);
    // Whether the line is cut or the console said no shows below.
    source.addEventListener('error', () => { if (source.readyState !== EventSource.CLOSED) document.body.classList.add('cut'); });
  }
  open();
  const watch = setInterval(async () => {
    const patience = source.readyState === EventSource.CLOSED ? REFUSED_MS * 2 ** refused : SILENT_MS;
    if (performance.now() - heard < patience) return;
    heard = performance.now();
    // Whether there is somebody at all, whether we may still look, and at what: a stream itself does not say.
    const answer = await reach(there, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
    if (ended) return;
    document.body.classList.toggle('cut', !answer || answer.ok);
    if (!answer) return;
    if (answer.status === 401) location.href = '/login';
    else if (answer.ok) open();
    else {
      refused = Math.min(refused + 1, REFUSED_MAX);
      if (answer.status === 429) toast(say('error-streams'), true);
      const over = answer.status === 404 && refused === REFUSED_MAX;
      if (answer.status === 404) gone(over);
      if (over) close();
      else open();
    }
  }, 1000);
  function close() {
    ended = true;
    clearInterval(watch);
    source.close();
    document.body.classList.remove('cut');
  }
  return { close };
}

/** One transcript row. */
export function row(one, onclick) {
  const chips = one.chips.map((chip) => h(`span.chip${chip.wrong ? '.wrong' : ''}`, chip.text,
    chip.sure !== null && h('i', ` ${Math.round(chip.sure / 10)}%`)));
  const unsure = one.sure !== null && one.sure < 600;
  return h(`div.line.${one.kind}`, { 'data-at': one.at, 'data-n': one.n, onclick },
    h('time', clock(one.at)),
    h('div.said',
      (one.who || one.kind === 'me') && h('b', one.kind === 'me' ? say('trainee') : one.who, one.to && h('small', ` → ${one.to}`)),
      h('span.words', one.text, one.kind === 'did' && one.to ? ` · ${one.to}` : ''),
      (chips.length > 0 || unsure) && h('div.chips', unsure && h('span.chip.unsure', say('heard-sure', { sure: Math.round(one.sure / 10) })), chips),
      one.kind === 'me' && chips.length === 0 && h('div.chips', h('span.chip.none', say('no-act')))));
}
