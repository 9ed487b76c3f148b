// A thread: quote what is selected, answer a post, keep what is typed, say how far one has read.
import { words } from "./words.js";

const WAIT_MS = 1500;

export function enhance(thread) {
  const form = thread.querySelector("form[data-reply]");
  if (thread.dataset.marks) markRead(thread);
  if (!form) return;
  const field = form.elements.namedItem("text"), answers = form.elements.namedItem("in_reply_to");
  const line = form.querySelector("[data-answers]");
  keepTyped(form, field, answers);

  const answer = (link) => {
    answers.value = link.dataset.replyTo;
    line.firstElementChild.textContent = words.answers.replace("{name}", link.dataset.author);
    line.hidden = false;
  };
  for (const link of thread.querySelectorAll("[data-reply-to]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      answer(link);
      field.focus();
    });
  }
  const known = thread.querySelector(`[data-reply-to="${CSS.escape(answers.value || "0")}"]`);
  if (known) answer(known);
  line.querySelector("button").addEventListener("click", () => { answers.value = ""; line.hidden = true; field.focus(); });
  offerQuotes(thread, field, answer);
}

// A button beside the selection; a keyboard reaches it, because it stands right behind the post's words.
function offerQuotes(thread, field, answer) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet small quote";
  button.textContent = words.quote;
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    const { said, text } = selected(thread) ?? {};
    if (!said) return;
    const link = said.closest(".post").querySelector("[data-reply-to]");
    if (link) answer(link);
    const quoted = text.trim().split("\n").map((each) => `> ${each}`).join("\n");
    field.value = `${field.value ? `${field.value.trimEnd()}\n\n` : ""}${quoted}\n\n`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.remove();
    field.focus();
  });
  document.addEventListener("selectionchange", () => {
    const found = selected(thread);
    if (found) found.said.after(button);
    else button.remove();
  });
}

// What is selected of one post's words; a selection that runs on behind them, as three clicks make it, ends with them.
function selected(thread) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange(), node = range.startContainer;
  const said = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-said]");
  if (!said || !thread.contains(said)) return null;
  if (!said.contains(range.endContainer)) range.setEnd(said, said.childNodes.length);
  const text = range.toString();
  return text.trim() ? { said, text } : null;
}

// On the server every other second, and in this browser until the server has it.
function keepTyped(form, field, answers) {
  const key = `reply:${form.dataset.draft}`, state = form.querySelector("[data-draft-state]");
  let timer;
  if (!field.value) field.value = localStorage.getItem(key) ?? "";
  const save = async () => {
    const body = new URLSearchParams({
      text: field.value, in_reply_to: answers.value, csrf_token: form.elements.namedItem("csrf_token").value,
    });
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: body.toString().length < 60000 });
      if (answer.redirected) state.textContent = words.signedOut;
      else if (answer.ok) {
        localStorage.removeItem(key);
        const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        state.textContent = words.saved.replace("{time}", time);
      }
    } catch { state.textContent = words.unsaved; }
  };
  field.addEventListener("input", () => {
    localStorage.setItem(key, field.value);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); localStorage.removeItem(key); });
}

function markRead(thread) {
  const token = document.querySelector("[name=csrf_token]")?.value;
  if (!token) return;
  const body = new URLSearchParams({ no: thread.dataset.last, csrf_token: token });
  fetch(`/threads/${thread.dataset.talk}/read`, { method: "POST", body, keepalive: true }).catch(() => {});
}
