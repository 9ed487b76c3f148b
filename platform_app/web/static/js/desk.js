// Keys of the desk, and reasons ready for use put into the field. Everything here can also be done without it.
const OFF = "no-keys";
const isOn = () => localStorage.getItem(OFF) === null;

export function enhance(place) {
  const sheet = document.getElementById("keys"), hint = document.querySelector("[data-keys]");
  describe(place, sheet);
  hint.hidden = false;
  hint.querySelector("button").addEventListener("click", () => sheet.showModal());
  const choice = sheet.querySelector("[data-switch]");
  choice.checked = isOn();
  choice.addEventListener("change", () => (choice.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  document.addEventListener("keydown", (event) => pressed(event, place, sheet));
  for (const box of place.querySelectorAll("[data-canned]")) offerReasons(box);
}

// The sheet lists the keys of what stands on this page, in the words that stand on it.
function describe(place, sheet) {
  const list = sheet.querySelector("[data-list]");
  for (const each of [...document.querySelectorAll("[data-key]")].reverse()) {
    const term = document.createElement("dt"), key = document.createElement("kbd"), meaning = document.createElement("dd");
    key.textContent = each.dataset.key;
    meaning.textContent = (each.closest("label") ?? each).textContent.trim();
    term.append(key);
    list.prepend(term, meaning);
  }
}

function pressed(event, place, sheet) {
  const isTyping = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return act(event, () => sheet.showModal());
  if (!isOn()) return;
  const rows = [...place.querySelectorAll("[data-row]")], at = rows.findIndex((row) => row.contains(document.activeElement));
  const go = { j: at + 1, k: Math.max(at - 1, 0) }[event.key];
  if (go !== undefined && rows[go]) return act(event, () => rows[go].querySelector("h2 a").focus());
  if (event.key === "x" && at >= 0) return act(event, () => rows[at].querySelector("[type=checkbox]")?.click());
  if (event.key === "w") return act(event, () => document.getElementById("f-words")?.focus());
  if (event.key === "u") return act(event, () => document.querySelector(".crumbs li:nth-last-child(2) a")?.click());
  const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (meant) act(event, () => use(meant));
}

// What needs words leads to them first; all else is done as if it were clicked.
function use(element) {
  const words = element.dataset.needs && document.getElementById(element.dataset.needs);
  const canned = document.querySelector("[data-canned] select");
  if (words && !words.value.trim() && !canned?.value) return words.focus();
  element.click();
}

function act(event, deed) {
  event.preventDefault();
  deed();
}

function offerReasons(box) {
  const choice = box.querySelector("select"), words = document.getElementById("f-words");
  choice.addEventListener("change", () => {
    const text = box.querySelector(`template[data-code="${CSS.escape(choice.value)}"]`)?.content.textContent ?? "";
    const isOurs = [...box.querySelectorAll("template")].some((each) => each.content.textContent === words.value);
    if (text && (!words.value.trim() || isOurs)) words.value = text;
    words.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
