// Acts that cannot be taken back ask once more, in words of their own, before the form goes out.
import { words } from "./words.js";

export function enhance(form) {
  let isSure = false;
  form.addEventListener("submit", (event) => {
    if (isSure) return;
    event.preventDefault();
    ask(form.dataset.confirm, event.submitter, () => {
      isSure = true;
      form.requestSubmit(event.submitter);
    });
  });
}

function ask(question, pressed, act) {
  const dialog = document.createElement("dialog"), text = document.createElement("p"), choices = document.createElement("p");
  dialog.className = "ask panel";
  text.id = "ask-question";
  text.textContent = question;
  dialog.setAttribute("aria-labelledby", text.id);
  const label = pressed.cloneNode(true);
  label.querySelectorAll(".hide").forEach((hidden) => hidden.remove());
  const stay = button(words.notNow, "btn quiet"), go = button(label.textContent.trim(), "btn danger");
  choices.className = "actions";
  choices.append(stay, go);
  dialog.append(text, choices);
  stay.addEventListener("click", () => dialog.close());
  go.addEventListener("click", () => { dialog.close(); act(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function button(label, look) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = label;
  return made;
}
