// Keeps a form while it is typed: on the server every few seconds, and in this browser until the server has it.
//
// <form data-autosave="/cases/7/autosave" data-autosave-key="case-7"> with a hidden field `base_no`, and inside it
// <output data-autosave-state>. What this browser still holds from an earlier visit is handed to the server, which
// knows how to lay it over what others saved meanwhile; then the page is loaded again.
import { words } from "./words.js";

const WAIT_MS = 3000;
const MOST_KEPT_ALIVE = 60000; // bytes a browser sends after the page is gone

export function enhance(form) {
  const state = form.querySelector("[data-autosave-state]");
  const store = shelf(form.dataset.autosaveKey, form.elements.namedItem("base_no"));
  let leaving = new AbortController(), timer, dirty = "changed" in form.dataset, busy = false;

  const tell = (text) => { if (state && state.textContent !== text) state.textContent = text; };
  const later = () => { clearTimeout(timer); timer = setTimeout(save, WAIT_MS); };

  async function save() {
    if (!dirty || busy) return;
    busy = true;
    dirty = false;
    tell(words.saving);
    const body = typed(form);
    try {
      const answer = await send(form, body, {
        signal: leaving.signal, keepalive: document.visibilityState === "hidden" && body.length < MOST_KEPT_ALIVE,
      });
      if (answer.saved) {
        if (!dirty) store.forget();
        form.dispatchEvent(new CustomEvent("autosaved", { detail: answer.saved }));
        tell(words.saved.replace("{time}", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
      } else {
        tell(answer.refusal); // it stays in this browser
      }
    } catch {
      dirty = !leaving.signal.aborted;
      if (dirty) tell(words.unsaved);
    }
    busy = false;
    if (dirty) later();
  }

  form.addEventListener("input", () => { dirty = true; store.keep(typed(form)); later(); });
  form.addEventListener("change", (event) => { if (event.target.type === "radio") save(); }); // it changes what is missing
  form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; leaving.abort(); store.keep(typed(form), true); });
  addEventListener("pageshow", () => { leaving = new AbortController(); }); // she may come back by the browser's arrow
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });

  if (dirty) { store.forget(); later(); }
  else bringBack(form, store, tell);
}

async function bringBack(form, store, tell) {
  const kept = store.left();
  if (!kept) return;
  try {
    const answer = await send(form, kept);
    if (!answer.saved) return tell(answer.refusal);
    store.forget();
    location.reload();
  } catch {
    tell(words.unsaved);
  }
}

async function send(form, body, options = {}) {
  const token = new URLSearchParams({ csrf_token: form.elements.namedItem("csrf_token").value });
  const answer = await fetch(form.dataset.autosave, {
    ...options, method: "POST", body: `${token}&${body}`, redirect: "manual",
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
  });
  if (answer.ok) return { saved: await answer.json() };
  if (answer.status >= 500) throw new Error(String(answer.status));
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  if (isJson) return { refusal: (await answer.json()).message };
  return { refusal: answer.status === 413 ? words.tooMuch : words.signedOut };
}

function typed(form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("csrf_token");
  return fields.toString();
}

// What was typed and the server does not have. `sent` marks a form on its way: a newer revision means it arrived.
function shelf(key, base) {
  const name = `typed:${key}`;
  return {
    keep(body, sent = false) {
      try { localStorage.setItem(name, JSON.stringify({ base: base.value, body, sent })); } catch { /* full, or private */ }
    },
    forget() {
      try { localStorage.removeItem(name); } catch { /* nothing was kept */ }
    },
    left() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(name)); } catch { return null; }
      if (kept?.sent && Number(base.value) > Number(kept.base)) { this.forget(); return null; }
      return kept?.body;
    },
  };
}
