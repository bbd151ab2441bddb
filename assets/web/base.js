// What every page shares: words, asking the console, building elements. Text is only ever set as text, never as markup.

export const lang = localStorage.getItem('lang') === 'en' ? 'en' : 'zh';
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

/** Asks the console for JSON. */
export async function ask(path) {
  const answer = await fetch(path);
  if (answer.status === 401) location.href = '/login';
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error ?? String(answer.status));
  return answer.json();
}

/** Tells the console to change something; gives its answer, or shows why not and gives nothing. */
export async function change(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [me.header]: me.token },
    body: JSON.stringify(body),
  });
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

/** Listens to a stream; says when it is cut and when it is back. EventSource itself resumes by the last number. */
export function listen(path, handlers) {
  const source = new EventSource(path);
  for (const [name, take] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => take(JSON.parse(event.data), event.lastEventId));
  }
  source.addEventListener('error', () => {
    document.body.classList.add('cut');
    // A refused stream is not tried again by the browser itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  });
  source.addEventListener('open', () => document.body.classList.remove('cut'));
  return source;
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
