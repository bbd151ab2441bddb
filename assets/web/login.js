// The door: asks who is there. Knows nothing of the console behind it.

const kept = localStorage.getItem('lang');
let words = {};

async function speak(lang) {
  const asked = lang ? `?lang=${lang}` : '';
  const told = await (await fetch(`/api/login/words${asked}`)).json();
  words = Object.fromEntries(Object.entries(told.words).map(([id, text]) => [id.replace('door-', ''), text]));
  localStorage.setItem('lang', told.lang);
  document.documentElement.lang = told.lang;
  document.title = words.title;
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = words[one.dataset.word];
  document.getElementById('refused').textContent = '';
}

document.getElementById('lang').addEventListener('click', () => speak(localStorage.getItem('lang') === 'zh' ? 'en' : 'zh'));
document.getElementById('door').addEventListener('submit', async (event) => {
  event.preventDefault();
  const name = document.getElementById('name').value.trim();
  const password = document.getElementById('password').value;
  const answer = await fetch('/api/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  }).catch(() => null);
  if (!answer) {
    document.getElementById('refused').textContent = words.away;
    return;
  }
  if (answer.ok) {
    location.href = '/';
    return;
  }
  document.getElementById('refused').textContent = answer.status === 429 ? words.limit : words.refused;
});
await speak(kept);
