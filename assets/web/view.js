// How the street is looked at: whole from above, freely by dragging, or as somebody there sees it — turned the way they look,
// and dark where they cannot see. Knows where people stand and what stands in the way, and draws only the dark.

const EYES_AHEAD_CM = 1100;
const EYES_HALF_DEG = 60;
const FAR_CM = 6000;
const FOG = 'rgba(24,30,44,.62)';
const ZOOM_MIN = 0.008;
const ZOOM_MAX = 0.6;

/** Whose eyes a view is: a place, or nothing when it is nobody's or they are not there. */
export function eyes(view, now) {
  if (view === 'trainee') return now.me;
  if (!view.startsWith('who:')) return null;
  return now.people.find((one) => `who:${one.id}` === view)?.place ?? null;
}

/** Where the middle of the picture is, how large a centimetre, how far turned. */
export function fit(street, wide, tall, now) {
  const { map, view } = street;
  const eye = eyes(view, now);
  if (eye) {
    const scale = (tall * 0.72) / EYES_AHEAD_CM;
    return { scale, turn: (eye.yaw * Math.PI) / 180 - Math.PI, x: eye.x, z: eye.z, left: wide / 2, top: tall * 0.78 };
  }
  if (view === 'free' && street.free) {
    return { scale: street.free.scale, turn: 0, x: street.free.x, z: street.free.z, left: wide / 2, top: tall / 2 };
  }
  let [[left, near], [right, far]] = map.frame;
  // Nobody is left outside the picture.
  for (const place of [now.me, ...now.people.map((one) => one.place)]) {
    if (!place || Math.abs(place.x) > 4000) continue;
    left = Math.min(left, place.x - 200);
    right = Math.max(right, place.x + 200);
    near = Math.min(near, place.z - 200);
    far = Math.max(far, place.z + 200);
  }
  const scale = Math.min(wide / (right - left), tall / (far - near));
  return { scale, turn: 0, x: (left + right) / 2, z: (near + far) / 2, left: wide / 2, top: tall / 2 };
}

/** Whether somebody at `eye` faces a place; walls are the dark's business. */
export function faces(eye, place) {
  const way = (Math.atan2(place.x - eye.x, place.z - eye.z) * 180) / Math.PI;
  const off = Math.abs(((way - eye.yaw + 540) % 360) - 180);
  return off <= EYES_HALF_DEG;
}

/** Darkens what somebody cannot see: beside and behind them, and behind whatever is taller than a person. */
export function darken(street, pen, eye, wide, tall) {
  const [x, y] = street.at(eye.x, eye.z);
  const half = (EYES_HALF_DEG * Math.PI) / 180;
  const reach = FAR_CM * street.shift.scale;
  pen.beginPath();
  pen.rect(0, 0, wide, tall);
  // Against the way of the rectangle, so that the view is a hole in it; shadows run with it and fill the hole again.
  pen.moveTo(x, y);
  pen.arc(x, y, reach, -Math.PI / 2 + half, -Math.PI / 2 - half, true);
  pen.closePath();
  for (const block of street.map.blocks) {
    if (!block.tall || inside(eye, block.corners)) continue;
    block.corners.forEach((from, index) => shadow(street, pen, eye, from, block.corners[(index + 1) % 4]));
  }
  pen.fillStyle = FOG;
  pen.fill('nonzero');
}

function shadow(street, pen, eye, from, to) {
  const away = ([x, z]) => {
    const [dx, dz] = [x - eye.x, z - eye.z];
    const far = FAR_CM / Math.max(1, Math.hypot(dx, dz));
    return [x + dx * far, z + dz * far];
  };
  const corners = [from, to, away(to), away(from)].map(([x, z]) => street.at(x, z));
  const area = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % 4];
    return sum + x * nextY - nextX * y;
  }, 0);
  if (area < 0) corners.reverse();
  corners.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

function inside(eye, corners) {
  const sides = corners.map(([x, z], index) => {
    const [nextX, nextZ] = corners[(index + 1) % 4];
    return (nextX - x) * (eye.z - z) - (nextZ - z) * (eye.x - x) > 0;
  });
  return sides.every((side) => side === sides[0]);
}

/** Lets a canvas be dragged and zoomed while its street is looked at freely. */
export function free(canvas, street, redraw) {
  const fingers = new Map();
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  /** Takes the view over where it stands. */
  const take = () => {
    if (street.view !== 'free' || !street.shift) return null;
    street.free ??= { scale: street.shift.scale, x: street.shift.x, z: street.shift.z };
    return street.free;
  };
  const zoom = (factor) => {
    const view = take();
    if (!view) return;
    view.scale = Math.max(ZOOM_MIN, Math.min(ZOOM_MAX, view.scale * factor));
    redraw();
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (!take()) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener('pointermove', (event) => {
    const then = fingers.get(event.pointerId);
    const view = take();
    if (!then || !view) return;
    const before = fingers.size === 2 ? spread() : 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    view.x -= (event.clientX - then.x) / view.scale / fingers.size;
    view.z -= (event.clientY - then.y) / view.scale / fingers.size;
    if (before > 0) zoom(spread() / before);
    redraw();
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, (event) => fingers.delete(event.pointerId));
  canvas.addEventListener('wheel', (event) => {
    if (!take()) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 500));
  }, { passive: false });
}
