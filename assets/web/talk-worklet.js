// On the browser's thread for sound: makes pieces of 16-bit samples at the stations' rate out of what the microphone gives,
// while it is told to. Several samples become one by their mean, which keeps the worst of the hiss out.

registerProcessor('pieces', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { rate, samples } }) {
    super();
    this.step = sampleRate / rate;
    this.piece = new Int16Array(samples);
    this.on = false;
    this.clear();
    this.port.onmessage = ({ data }) => {
      if (data === 'off' && this.filled > 0) this.port.postMessage(this.piece.slice(0, this.filled));
      this.on = data === 'on';
      this.clear();
    };
  }

  clear() {
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.due = this.step;
  }

  process([input]) {
    const channel = input[0];
    if (!this.on || !channel) return true;
    for (const value of channel) {
      this.sum += value;
      this.count += 1;
      this.due -= 1;
      if (this.due > 0) continue;
      this.due += this.step;
      this.piece[this.filled] = Math.round(Math.max(-1, Math.min(1, this.sum / this.count)) * 32767);
      this.filled += 1;
      this.sum = 0;
      this.count = 0;
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece.slice());
        this.filled = 0;
      }
    }
    return true;
  }
});
