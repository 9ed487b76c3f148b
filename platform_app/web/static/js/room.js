// The screen for the room: a clock for the item that is on, the quorum as people come and go, and the arrow keys.
const EVERY = 10_000;

export function enhance(room) {
  const clock = room.querySelector("[data-minutes]");
  if (clock) tick(clock);
  setInterval(() => readQuorum(room), EVERY);
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select")) return;
    const rel = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
    const link = rel && room.querySelector(`a[rel=${rel}]`);
    if (link) { event.preventDefault(); link.click(); }
  });
}

function tick(clock) {
  const began = Date.now(), whole = Number(clock.dataset.minutes) * 60;
  clock.hidden = false;
  const show = () => {
    const left = whole - Math.floor((Date.now() - began) / 1000), at = Math.abs(left);
    const text = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    clock.textContent = left < 0 ? `+${text} ${clock.dataset.over}` : text;
    clock.classList.toggle("over", left < 0);
  };
  show();
  setInterval(show, 1000);
}

async function readQuorum(room) {
  let now;
  try {
    const answer = await fetch(room.dataset.room, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    now = await answer.json();
  } catch { return; } // the network comes back, and the next reading with it
  const tag = room.querySelector("[data-met]");
  const said = now.is_met ? tag.dataset.met : tag.dataset.unmet;
  if (tag.textContent !== said) tag.textContent = said;
  for (const line of now.lines) {
    const there = room.querySelector(`[data-line="${line.what}"] b`);
    if (there) there.textContent = line.there;
  }
}
