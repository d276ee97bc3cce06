// The page: time, cameras, cues, and the keys that move them.

const byId = (id) => document.getElementById(id);
const canvas = byId("picture");
const bytes = Uint8Array.from(atob(byId("glb").textContent.trim()), (c) => c.charCodeAt(0));
const glb = openGlb(bytes);
const facts = JSON.parse(byId("facts").textContent);
const last = (facts.frames - 1) / facts.fps;
const draw = drawing(canvas, glb);
const cameras = glb.nodes.filter((node) => node.camera !== undefined);

let now = 0;
let playing = false;
let started = { at: 0, clock: 0 };
let camera = cameras.find((node) => node.name === facts.camera) || null;
const orbit = { turn: 0.7, rise: 0.35, away: 7, aim: [0, 0.9, 0] };

function timecode(seconds) {
  const frame = Math.round(seconds * facts.fps);
  const base = Math.ceil(facts.fps);
  const whole = Math.floor(frame / base);
  const two = (value) => String(value).padStart(2, "0");
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frame % base];
  return parts.map(two).join(":");
}

function lensAt(node, at) {
  const { times, yfov } = node.about;
  const next = Math.min(after(times, at), times.length - 1);
  const from = Math.max(0, next - 1);
  const span = times[next] - times[from];
  const share = span ? Math.min(1, Math.max(0, (at - times[from]) / span)) : 0;
  return yfov[from] + share * (yfov[next] - yfov[from]);
}

// The largest rectangle of a shape within another: left, foot, width, height.
function within(width, height, aspect) {
  const wide = Math.min(width, height * aspect);
  const high = wide / aspect;
  return [(width - wide) / 2, (height - high) / 2, wide, high].map(Math.round);
}

function show() {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.max(2, Math.round(canvas.clientWidth * scale));
  const height = Math.max(2, Math.round(canvas.clientHeight * scale));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  pose(glb, now);
  const frame = byId("frame");
  frame.hidden = !(camera && camera.about.extraction);
  if (!camera) {
    const flat = Math.cos(orbit.rise) * orbit.away;
    const eye = [
      orbit.aim[0] + flat * Math.cos(orbit.turn),
      orbit.aim[1] + Math.sin(orbit.rise) * orbit.away,
      orbit.aim[2] - flat * Math.sin(orbit.turn),
    ];
    draw(standing(eye, orbit.aim), 0.8, [0, 0, width, height]);
  } else {
    const whole = within(width, height, camera.about.aspect);
    draw(camera.world, lensAt(camera, now), whole);
    if (!frame.hidden) {
      const [left, foot, wide, high] = whole;
      const inner = within(wide, high, camera.about.extraction);
      frame.style.left = `${(left + inner[0]) / scale}px`;
      frame.style.top = `${(height - foot - high + inner[1]) / scale}px`;
      frame.style.width = `${inner[2] / scale}px`;
      frame.style.height = `${inner[3] / scale}px`;
    }
  }
  tell();
}

let latest = null;

function tell() {
  const slider = byId("time");
  slider.value = String(now);
  slider.setAttribute("aria-valuetext", timecode(now));
  byId("code").textContent = timecode(now);
  let past = null;
  for (const item of document.querySelectorAll("#cues button")) {
    const at = Number(item.dataset.at);
    if (at <= now + 1e-6) past = item;
    const on = now >= at - 1e-6 && now < at + Math.max(1, Number(item.dataset.lasts));
    if (on) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  // The list follows the time, but leaves whoever reads in it alone.
  if (past !== latest && !byId("cues").contains(document.activeElement)) {
    if (past) past.scrollIntoView({ block: "nearest" });
  }
  latest = past;
}

function seek(at) {
  now = Math.min(last, Math.max(0, at));
  started = { at: now, clock: performance.now() };
  show();
}

function toggle() {
  playing = !playing;
  byId("play").textContent = playing ? "Pause" : "Play";
  if (playing && now >= last) now = 0;
  seek(now);
  if (playing) requestAnimationFrame(step);
}

function step(clock) {
  if (!playing) return;
  const at = started.at + Math.max(0, clock - started.clock) / 1000;
  now = Math.min(last, Math.floor(at * facts.fps + 1e-6) / facts.fps);
  show();
  if (now >= last) toggle();
  else requestAnimationFrame(step);
}

function choose(node) {
  camera = node;
  for (const button of document.querySelectorAll("#views button")) {
    button.setAttribute("aria-pressed", String(button.dataset.name === (node ? node.name : "")));
  }
  show();
}

function turn(across, up, nearer) {
  if (camera) choose(null);
  orbit.turn -= across;
  orbit.rise = Math.min(1.5, Math.max(-0.1, orbit.rise + up));
  orbit.away = Math.min(60, Math.max(0.5, orbit.away * nearer));
  show();
}

function views() {
  for (const node of [null, ...cameras]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = node ? `Camera ${node.name}` : "Orbit";
    button.dataset.name = node ? node.name : "";
    button.addEventListener("click", () => choose(node));
    byId("views").append(button);
  }
}

function keys(event) {
  const inside = event.target.closest("button, input");
  if (event.key === " " && !(inside && inside.matches("button, [type=checkbox]"))) {
    event.preventDefault();
    toggle();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "o") choose(null);
  const number = "123456789".indexOf(event.key);
  if (number >= 0 && cameras[number]) choose(cameras[number]);
  if (event.target !== canvas) return;
  const moves = {
    ArrowLeft: [-0.1, 0, 1], ArrowRight: [0.1, 0, 1], ArrowUp: [0, 0.08, 1],
    ArrowDown: [0, -0.08, 1], "+": [0, 0, 0.9], "-": [0, 0, 1.1],
  };
  if (moves[event.key]) {
    event.preventDefault();
    turn(...moves[event.key]);
  }
}

function start() {
  if (!draw) {
    byId("none").hidden = false;
    return;
  }
  views();
  byId("time").max = String(last);
  byId("time").step = String(1 / facts.fps);
  byId("time").addEventListener("input", (event) => seek(Number(event.target.value)));
  byId("play").addEventListener("click", toggle);
  byId("hide").addEventListener("change", (event) => {
    for (const node of glb.nodes) node.hidden = node.about.hidden === true && event.target.checked;
    show();
  });
  for (const item of document.querySelectorAll("#cues button")) {
    item.addEventListener("click", () => seek(Number(item.dataset.at)));
  }
  document.addEventListener("keydown", keys);
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) turn(event.movementX / 200, event.movementY / 200, 1);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    turn(0, 0, event.deltaY > 0 ? 1.1 : 0.9);
  }, { passive: false });
  new ResizeObserver(show).observe(canvas);
  choose(camera);
  document.documentElement.dataset.ready = "yes";
}

start();
