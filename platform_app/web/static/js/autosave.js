// Saves a form every few seconds while it changes: to the server, and to this browser so that nothing is lost in between.
//
// <form data-autosave="/cases/7/draft" data-autosave-key="case-7"> with a hidden field `version`, and inside it
// <output data-autosave-state>. The address answers {"version": n} (200), 409 when stale, 422 when refused, 401/403 when signed out.
import { words } from "./words.js";

const WAIT_MS = 3000;

export function enhance(form) {
  const state = form.querySelector("[data-autosave-state]");
  const version = form.elements.namedItem("version");
  const key = form.dataset.autosaveKey && `draft:${form.dataset.autosaveKey}`;
  let timer, dirty = false, busy = false, stopped = false;

  const tell = (text) => { if (state) state.textContent = text; };

  const save = async () => {
    if (!dirty || busy || stopped) return;
    busy = true;
    dirty = false;
    tell(words.saving);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error",
      });
      await settle(answer);
    } catch {
      dirty = true;
      tell(words.unsaved);
    }
    busy = false;
    if (dirty && !stopped) timer = setTimeout(save, WAIT_MS);
  };

  const settle = async (answer) => {
    if (answer.ok) {
      const saved = await answer.json();
      if (version && saved.version !== undefined) version.value = saved.version;
      if (!dirty) forget(key);
      tell(words.saved.replace("{time}", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })));
    } else if (answer.status === 409 || answer.status === 412) {
      stopped = true;
      tell(words.stale);
    } else if (answer.status === 401 || answer.status === 403) {
      dirty = true;
      tell(words.signedOut);
    } else if (answer.status === 422) {
      tell(words.refused);
    } else {
      throw new Error(String(answer.status));
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    keep(key, form, version?.value);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS);
  });
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); forget(key); });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  addEventListener("beforeunload", (event) => { if (dirty && !stopped) event.preventDefault(); });
  if (bringBack(key, form, version?.value)) { dirty = true; tell(words.restored); timer = setTimeout(save, WAIT_MS); }
}

function keep(key, form, version) {
  if (!key) return;
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token" && name !== "version");
  try { localStorage.setItem(key, JSON.stringify({ version, fields })); } catch { /* private window or full: the server copy remains */ }
}

function forget(key) {
  if (key) try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

// Only what was typed on this very version comes back: an older one would undo what others saved since.
function bringBack(key, form, version) {
  let kept = null;
  try { kept = key && JSON.parse(localStorage.getItem(key)); } catch { return false; }
  if (!kept || kept.version !== version) return false;
  let changed = false;
  for (const [name, value] of kept.fields) {
    const field = form.elements.namedItem(name);
    if (!field || field instanceof RadioNodeList || field.type === "checkbox" || field.value === value) continue;
    field.value = value;
    field.dispatchEvent(new Event("input"));
    changed = true;
  }
  return changed;
}
