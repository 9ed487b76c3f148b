// Small acts: copy this page's address, print it, send a filter form as soon as a box is ticked.
import { words } from "./words.js";

export function enhance(element) {
  if ("copy" in element.dataset) offer(element, async () => {
    await navigator.clipboard.writeText(element.dataset.copy || location.href);
    element.querySelector("[data-label]").textContent = words.copied;
  });
  if ("print" in element.dataset) offer(element, () => print());
  if ("submitOnChange" in element.dataset) element.addEventListener("change", () => element.requestSubmit());
}

function offer(button, act) {
  button.hidden = false;
  button.addEventListener("click", act);
}
