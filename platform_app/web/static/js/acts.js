// Small acts: copy this page's address, print it, send a filter form on a choice, fold filters away on a small screen.
import { words } from "./words.js";

export function enhance(element) {
  if ("copy" in element.dataset) offer(element, async () => {
    await navigator.clipboard.writeText(element.dataset.copy || location.href);
    element.querySelector("[data-label]").textContent = words.copied;
  });
  if ("print" in element.dataset) offer(element, () => print());
  if ("fold" in element.dataset && matchMedia("(max-width: 60rem)").matches) {
    for (const facet of element.querySelectorAll("details[open]")) facet.open = Boolean(facet.querySelector("[aria-current]"));
  }
  if ("submitOnChange" in element.dataset) element.addEventListener("change", () => element.requestSubmit());
}

function offer(button, act) {
  button.hidden = false;
  button.addEventListener("click", act);
}
