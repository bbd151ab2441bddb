// A place from above on a canvas: ground, walls, zones, people with where they look and where they went. Draws what it is
// told for a moment; knows no network.

import { darken, eyes, faces, fit } from '/view.js';

const INK = {
  ground: '#e4dccb', walk: '#f6f0e2', low: '#cfc3aa', tall: '#b3a689', edge: '#9c8f72',
  zone: 'rgba(22,47,89,.10)', zoneLine: 'rgba(22,47,89,.35)', text: '#3d4250', quiet: '#6d6f78',
  me: '#16305a', track: '#16305a',
  // Red, green, blue: a view is strong where it begins and never quite gone, or pale ground swallows it.
  cone: '214,132,0', coneOther: '44,62,104',
};
/** Moods from calm to breaking: green, through amber, to red. */
export const MOODS = { calm: '#2f8a57', uneasy: '#8a8f3a', angry: '#d08a1e', shouting: '#cf5a2c', breaking: '#b5211d' };
const FONT = '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const TRACK_MS = 60000;
const CONE_CM = 420;
const CONE_HALF_DEG = 32;

/** The last entry at or before a moment. */
export function at(list, moment, when = (one) => one[0]) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (when(list[middle]) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where somebody is at a moment, between keys in a line. */
export function placeAt(keys, moment) {
  if (!keys || keys.length === 0) return null;
  const index = at(keys, moment);
  if (index < 0) return null;
  const from = keys[index];
  const to = keys[index + 1];
  if (!to || to[0] <= from[0] || (to[1] === from[1] && to[2] === from[2])) return { x: from[1], z: from[2], yaw: from[3] };
  const share = Math.min(1, (moment - from[0]) / (to[0] - from[0]));
  return { x: from[1] + (to[1] - from[1]) * share, z: from[2] + (to[2] - from[2]) * share, yaw: from[3] };
}

/** Joins a piece of a story to what was told before. */
export function join(story, piece) {
  story.rows.push(...piece.rows);
  story.marks.push(...piece.marks);
  story.beats.push(...piece.beats);
  story.pauses.push(...piece.pauses);
  for (const part of ['feelings', 'moods', 'there', 'places']) {
    for (const [who, list] of Object.entries(piece[part])) (story[part][who] ??= []).push(...list);
  }
  story.next = piece.next;
  story.end = Math.max(story.end, piece.end);
  return story;
}

/** Everybody present at a moment, with place and feelings. True places, where there are any, go before derived ones. */
export function situation(run, moment, bodies = null) {
  const { story } = run;
  const names = new Map(run.people.map((one) => [one.id, one.name]));
  const found = [];
  for (const [id, there] of Object.entries(story.there)) {
    const index = at(there, moment);
    if (index < 0 || !there[index][1]) continue;
    const felt = story.feelings[id] ?? [];
    const feeling = felt[at(felt, moment)];
    const moods = story.moods[id] ?? [];
    const mood = moods[at(moods, moment)];
    const body = bodies?.find((one) => one.id === id);
    const place = body ? { x: body.x_cm, z: body.z_cm, yaw: body.yaw_deg } : placeAt(story.places[id], moment);
    found.push({
      id, name: names.get(id) ?? id, place, tension: feeling?.[1], mood: mood?.[1] ?? 'calm',
    });
  }
  const own = bodies?.find((one) => one.id === 'me');
  const me = own ? { x: own.x_cm, z: own.z_cm, yaw: own.yaw_deg } : placeAt(story.places.me, moment);
  return { people: found, me };
}

/** True places of a track at a moment. */
export function bodiesAt(track, moment) {
  const index = at(track, moment, (one) => one.at_ms);
  return index < 0 || moment - track[index].at_ms > 5000 ? null : track[index].bodies;
}

/** A canvas that shows a place. */
export class Street {
  constructor(canvas, map, words) {
    this.canvas = canvas;
    this.map = map;
    this.words = words;
    this.view = 'all';
  }

  /** Draws a moment. */
  draw(run, moment, bodies = null) {
    const { canvas, map } = this;
    const box = canvas.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [wide, tall] = [Math.round(box.width), Math.round(box.height)];
    if (wide === 0 || tall === 0) return;
    if (canvas.width !== wide * ratio || canvas.height !== tall * ratio) {
      canvas.width = wide * ratio;
      canvas.height = tall * ratio;
    }
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = INK.ground;
    pen.fillRect(0, 0, wide, tall);
    if (!map) return;
    const now = situation(run, moment, bodies);
    this.shift = fit(this, wide, tall, now);
    const eye = eyes(this.view, now);
    this.ground(pen, now, eye);
    this.tracks(pen, run.story, moment, run.track ?? []);
    for (const one of now.people) if (one.place) this.cone(pen, one.place, INK.coneOther, CONE_CM * 0.6);
    if (now.me) this.cone(pen, now.me, INK.cone, CONE_CM);
    if (eye) darken(this, pen, eye, wide, tall);
    this.labels = [];
    // Whoever is out of somebody's sight is hardly there for them.
    const shade = (place) => { pen.globalAlpha = eye && place !== eye && !faces(eye, place) ? 0.3 : 1; };
    for (const [place, ...told] of [[now.me, INK.me, this.words.trainee, null, true], ...now.people.map((one) => [one.place, MOODS[one.mood], one.name, one.tension, false])]) {
      if (!place) continue;
      shade(place);
      this.person(pen, place, ...told);
    }
    pen.globalAlpha = 1;
    this.scale(pen, wide, tall, eye ? '#dfe3ea' : INK.quiet);
  }

  /** Where a place lies in the picture. */
  at(x, z) {
    const { scale, turn, left, top } = this.shift;
    const [east, south] = [(x - this.shift.x) * scale, (z - this.shift.z) * scale];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return [east * cos - south * sin + left, east * sin + south * cos + top];
  }

  /** What does not move. Names give way to people, and in somebody's eyes only what they face has one. */
  ground(pen, now, eye) {
    pen.fillStyle = INK.walk;
    for (const [least, greatest] of this.map.walk) {
      const corners = [least, [greatest[0], least[1]], greatest, [least[0], greatest[1]]];
      pen.beginPath();
      corners.forEach((corner, index) => (index ? pen.lineTo(...this.at(...corner)) : pen.moveTo(...this.at(...corner))));
      pen.closePath();
      pen.fill();
    }
    for (const zone of this.map.zones) {
      const [x, z] = this.at(...zone.at);
      pen.beginPath();
      pen.arc(x, z, zone.radius * this.shift.scale, 0, Math.PI * 2);
      pen.fillStyle = INK.zone;
      pen.fill();
      pen.strokeStyle = INK.zoneLine;
      pen.setLineDash([4, 4]);
      pen.lineWidth = 1;
      pen.stroke();
      pen.setLineDash([]);
    }
    for (const tall of [false, true]) {
      pen.fillStyle = tall ? INK.tall : INK.low;
      pen.strokeStyle = INK.edge;
      pen.lineWidth = 0.7;
      for (const block of this.map.blocks) {
        if (block.tall !== tall) continue;
        pen.beginPath();
        block.corners.forEach((corner, index) => (index ? pen.lineTo(...this.at(...corner)) : pen.moveTo(...this.at(...corner))));
        pen.closePath();
        pen.fill();
        pen.stroke();
      }
    }
    pen.font = `11px ${FONT}`;
    pen.fillStyle = INK.quiet;
    pen.textAlign = 'center';
    const taken = [];
    for (const place of [now.me, ...now.people.map((one) => one.place)]) {
      if (!place) continue;
      const [x, z] = this.at(place.x, place.z);
      for (const height of [z - 15, z - 2, z + 11]) taken.push([x - 20, x + 20, height]);
    }
    const [eyeX, eyeY] = eye ? this.at(eye.x, eye.z) : [0, 0];
    // Where a name would be written: too near to somebody's own feet, or beside what they face.
    const dark = (x, y) => eye && (Math.hypot(x - eyeX, y - eyeY) < 90 || Math.abs(Math.atan2(x - eyeX, eyeY - y)) > Math.PI / 3.4);
    for (const zone of this.map.zones) {
      const [x, z] = this.at(zone.at[0], zone.at[1]);
      const y = z + zone.radius * this.shift.scale + 12;
      if (dark(x, y)) continue;
      const half = pen.measureText(zone.name).width / 2;
      if (taken.some(([left, right, height]) => Math.abs(height - y) < 13 && left < x + half && right > x - half)) continue;
      taken.push([x - half, x + half, y]);
      pen.fillText(zone.name, x, y);
    }
    for (const thing of this.map.things) {
      const [x, z] = this.at(...thing.at);
      pen.fillRect(x - 2, z - 2, 4, 4);
      if (dark(x, z + 14)) continue;
      const half = pen.measureText(thing.name).width / 2;
      if (taken.some(([left, right, height]) => Math.abs(height - z - 14) < 13 && left < x + half && right > x - half)) continue;
      taken.push([x - half, x + half, z + 14]);
      pen.fillText(thing.name, x, z + 14);
    }
  }

  tracks(pen, story, moment, track) {
    const draw = (points, colour, width) => {
      if (points.length < 2) return;
      pen.beginPath();
      points.forEach(([x, z], index) => (index ? pen.lineTo(...this.at(x, z)) : pen.moveTo(...this.at(x, z))));
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.setLineDash([2, 5]);
      pen.lineCap = 'round';
      pen.stroke();
      pen.setLineDash([]);
    };
    const trail = (id) => {
      const true_ = track.filter((one) => one.at_ms > moment - TRACK_MS && one.at_ms <= moment)
        .map((one) => one.bodies.find((body) => body.id === id)).filter(Boolean).map((one) => [one.x_cm, one.z_cm]);
      if (true_.length > 1) return true_;
      const keys = story.places[id] ?? [];
      const points = [];
      for (let then = Math.max(0, moment - TRACK_MS); then <= moment; then += 500) {
        const place = placeAt(keys, then);
        if (place) points.push([place.x, place.z]);
      }
      return points;
    };
    for (const id of Object.keys(story.places)) draw(trail(id), id === 'me' ? INK.track : 'rgba(90,94,104,.55)', id === 'me' ? 2 : 1.2);
  }

  /** What somebody sees: `ink` is red, green, blue. */
  cone(pen, place, ink, reach) {
    const [x, z] = this.at(place.x, place.z);
    const middle = Math.PI / 2 - (place.yaw * Math.PI) / 180 + this.shift.turn;
    const half = (CONE_HALF_DEG * Math.PI) / 180;
    const radius = reach * this.shift.scale;
    const shade = pen.createRadialGradient(x, z, 0, x, z, radius);
    shade.addColorStop(0, `rgba(${ink},.5)`);
    shade.addColorStop(1, `rgba(${ink},.08)`);
    pen.fillStyle = shade;
    pen.beginPath();
    pen.moveTo(x, z);
    pen.arc(x, z, radius, middle - half, middle + half);
    pen.closePath();
    pen.fill();
    pen.strokeStyle = `rgba(${ink},.45)`;
    pen.lineWidth = 1;
    pen.stroke();
  }

  person(pen, place, colour, name, tension, isMe) {
    const [x, z] = this.at(place.x, place.z);
    const radius = isMe ? 9 : 8;
    pen.beginPath();
    pen.arc(x, z, radius, 0, Math.PI * 2);
    pen.fillStyle = colour;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = '#fff';
    pen.stroke();
    if (tension !== null && tension !== undefined) {
      pen.beginPath();
      pen.arc(x, z, radius + 3.5, -Math.PI / 2, -Math.PI / 2 + (Math.PI * 2 * tension) / 100);
      pen.strokeStyle = colour;
      pen.lineWidth = 2.5;
      pen.stroke();
    }
    // A nose shows where somebody looks.
    const angle = Math.PI / 2 - (place.yaw * Math.PI) / 180 + this.shift.turn;
    pen.beginPath();
    pen.arc(x + Math.cos(angle) * radius, z + Math.sin(angle) * radius, 2.6, 0, Math.PI * 2);
    pen.fillStyle = '#fff';
    pen.fill();
    pen.font = `600 12px ${FONT}`;
    pen.textAlign = 'center';
    const half = pen.measureText(name).width / 2 + 4;
    const [beside, up, down] = [half + radius + 6, z - radius - 10, z + radius + 18];
    const spots = [[x, up], [x, down], [x + beside, z + 4], [x - beside, z + 4], [x + beside, up], [x - beside, up], [x, up - 16], [x, down + 16],
      [x + beside, down], [x - beside, down], [x, up - 32], [x, down + 32], [x, up - 48]];
    const free = spots.find(([cx, cy]) => !this.labels.some(([ox, oy, other]) => Math.abs(oy - cy) < 17 && Math.abs(ox - cx) < half + other)) ?? spots[0];
    this.labels.push([free[0], free[1], half]);
    this.labels.push([x, z + 4, radius + 2]);
    pen.fillStyle = 'rgba(252,249,242,.86)';
    pen.fillRect(free[0] - half, free[1] - 11.5, half * 2, 15.5);
    pen.fillStyle = isMe ? INK.me : INK.text;
    pen.fillText(name, free[0], free[1]);
  }

  scale(pen, wide, tall, ink) {
    const long = 200 * this.shift.scale;
    const [x, y] = [wide - 14, tall - 12];
    pen.strokeStyle = ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(x - long, y - 4);
    pen.lineTo(x - long, y);
    pen.lineTo(x, y);
    pen.lineTo(x, y - 4);
    pen.stroke();
    pen.font = `11px ${FONT}`;
    pen.fillStyle = ink;
    pen.textAlign = 'right';
    pen.fillText('2 m', x, y - 7);
  }
}

/** Curves of tension up to a moment, or whole with a needle. */
export class Curves {
  constructor(canvas) {
    this.canvas = canvas;
  }

  draw(run, moment, end, whole) {
    const { canvas } = this;
    const box = canvas.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [wide, tall] = [Math.round(box.width), Math.round(box.height)];
    if (wide === 0 || tall === 0) return;
    canvas.width = wide * ratio;
    canvas.height = tall * ratio;
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, wide, tall);
    const [left, right, top, bottom] = [26, whole ? wide - 10 : wide - 88, 8, tall - 18];
    const span = Math.max(end, 60000);
    const x = (at) => left + (at / span) * (right - left);
    const y = (value) => bottom - (value / 100) * (bottom - top);
    this.x = (px) => Math.max(0, Math.min(end, ((px - left) / (right - left)) * span));
    pen.font = `11px ${FONT}`;
    pen.textAlign = 'right';
    for (const value of [0, 50, 100]) {
      pen.strokeStyle = '#d9cfbb';
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(left, y(value));
      pen.lineTo(right, y(value));
      pen.stroke();
      pen.fillStyle = INK.quiet;
      pen.fillText(value, left - 4, y(value) + 4);
    }
    pen.textAlign = 'center';
    const step = [15, 30, 60, 120, 300, 600].find((one) => (span / 1000 / one) * 46 < right - left) ?? 1200;
    for (let second = 0; second * 1000 <= span; second += step) {
      pen.fillStyle = INK.quiet;
      pen.fillText(`${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`, x(second * 1000), tall - 4);
    }
    const order = Object.keys(run.story.feelings).sort((one, other) => (one === run.party ? -1 : other === run.party ? 1 : 0)).slice(0, 5);
    const shades = ['#16305a', '#a65d0a', '#5f7f7a', '#8a4f7d', '#7a7d86'];
    const ends = [];
    order.forEach((id, index) => {
      const points = run.story.feelings[id];
      const until = whole ? end : moment;
      pen.beginPath();
      pen.moveTo(x(points[0][0]), y(points[0][1]));
      let last = points[0][1];
      for (const [when, value] of points) {
        if (when > until) break;
        pen.lineTo(x(when), y(last));
        pen.lineTo(x(when), y(value));
        last = value;
      }
      pen.lineTo(x(until), y(last));
      pen.strokeStyle = shades[index];
      pen.lineWidth = index === 0 ? 2.4 : 1.3;
      pen.lineJoin = 'round';
      pen.stroke();
      if (!whole) ends.push([y(last), run.people.find((one) => one.id === id)?.name ?? id, shades[index], x(until)]);
    });
    pen.textAlign = 'left';
    ends.sort((one, other) => one[0] - other[0]);
    // Each name at the end of its curve, none over another: pushed down from above, then up from the bottom.
    const places = [];
    ends.forEach(([height], index) => places.push(Math.max(height + 4, (places[index - 1] ?? -Infinity) + 13)));
    for (let index = places.length - 1, limit = bottom + 4; index >= 0; index -= 1) {
      places[index] = Math.min(places[index], limit);
      limit = places[index] - 13;
    }
    ends.forEach(([, name, colour, from], index) => {
      pen.fillStyle = colour;
      pen.fillText(name, Math.min(from + 6, right + 4), places[index]);
    });
    const MARK = { met: '#2f8a57', missed: '#b5211d', breached: '#b5211d', review: '#a65d0a', beat: '#d9a520', agreed: '#2f8a57', withdrew: '#cf5a2c', boiling: '#b5211d', unclear: '#a65d0a', turn: '#a65d0a', world: '#5f7f7a', touch: '#7b3fa0', own: '#7b3fa0', end: '#16305a' };
    for (const mark of run.marks ?? run.story.marks) {
      if (mark.at === null) continue;
      pen.fillStyle = MARK[mark.kind] ?? INK.quiet;
      const px = x(mark.at);
      pen.beginPath();
      pen.moveTo(px - 4, top - 6);
      pen.lineTo(px + 4, top - 6);
      pen.lineTo(px, top + 2);
      pen.fill();
    }
    if (whole) {
      pen.strokeStyle = '#b5211d';
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.moveTo(x(moment), top - 6);
      pen.lineTo(x(moment), bottom);
      pen.stroke();
    }
  }
}
