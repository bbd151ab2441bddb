// Push-to-talk: while the button is held, what the microphone hears goes piece by piece to the trainee's ear. Nothing is
// kept here or there; the record notes that somebody spoke.

import { change, h, say, toast } from '/base.js';

/** As the stations play it. */
const RATE = 16000;
const PIECE_SAMPLES = 3200;
/** Pieces that wait at most: what is older than two seconds nobody wants to hear. */
const WAITING_MAX = 10;
/** How long the microphone stays open after the last word, so that the next one is not cut off at its beginning. */
const WARM_MS = 30000;

/** A button to be held, and what it tells. */
export function talkButton(id) {
  const level = h('i.level', { 'aria-hidden': 'true' });
  const word = h('span', say('talk'));
  const button = h('button.talk', { id: 'talk', type: 'button', title: say('talk-key') }, level, word);
  let ear = null;
  let opening = null;
  let held = false;
  let cooling;
  const waiting = [];
  let sending = false;

  async function send() {
    if (sending) return;
    sending = true;
    // One after another: pieces that overtake each other are no words.
    while (waiting.length > 0) {
      const pcm = waiting.shift();
      if ((await change(`/api/runs/${id}/voice`, { pcm })) === null) {
        waiting.length = 0;
        end();
      }
    }
    sending = false;
  }

  function take(samples) {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    // The last piece comes when the button was let go already.
    if (held) level.style.width = `${Math.min(100, (samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 16000) * 100)}%`;
    waiting.push(btoa(String.fromCharCode(...bytes)));
    if (waiting.length > WAITING_MAX) waiting.shift();
    send();
  }

  async function open() {
    if (!navigator.mediaDevices || !window.AudioWorkletNode) {
      toast(say('talk-insecure'), true);
      return null;
    }
    let stream = null;
    let context = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
      context = new AudioContext();
      await context.audioWorklet.addModule('/talk-worklet.js');
      const node = new AudioWorkletNode(context, 'pieces', { processorOptions: { rate: RATE, samples: PIECE_SAMPLES } });
      node.port.onmessage = ({ data }) => take(data);
      // Its output is silence; a node that leads nowhere might not be asked to work.
      context.createMediaStreamSource(stream).connect(node).connect(context.destination);
      return { stream, context, node };
    } catch {
      for (const track of stream?.getTracks() ?? []) track.stop();
      context?.close();
      toast(say('talk-refused'), true);
      return null;
    }
  }

  function close() {
    if (!ear || held) return;
    for (const track of ear.stream.getTracks()) track.stop();
    ear.context.close();
    ear = null;
  }

  async function begin() {
    if (held) return;
    held = true;
    clearTimeout(cooling);
    // Pressed again while the browser still asks: one microphone is opened, not two.
    ear ??= await (opening ??= open());
    opening = null;
    if (!ear || !held) {
      end();
      return;
    }
    ear.node.port.postMessage('on');
    button.classList.add('live');
    word.textContent = say('talk-live');
  }

  function end() {
    held = false;
    button.classList.remove('live');
    word.textContent = say('talk');
    level.style.width = '0';
    if (!ear) return;
    ear.node.port.postMessage('off');
    clearTimeout(cooling);
    cooling = setTimeout(close, WARM_MS);
  }

  button.addEventListener('pointerdown', (event) => {
    button.setPointerCapture(event.pointerId);
    begin();
  });
  for (const name of ['pointerup', 'pointercancel', 'blur']) button.addEventListener(name, end);
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('keydown', (event) => {
    if (event.key !== ' ' || event.repeat) return;
    event.preventDefault();
    begin();
  });
  button.addEventListener('keyup', (event) => { if (event.key === ' ') end(); });
  return button;
}
