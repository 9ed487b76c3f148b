// Small acts: copy this page's address or a text of it, print it, send a filter form on a choice, fold filters away on a small screen.
import { words } from "./words.js";

export function enhance(element) {
  if ("copy" in element.dataset) offer(element, async () => {
    const shown = element.dataset.copy && document.querySelector(element.dataset.copy);
    const done = await copied(shown ? shown.textContent.trim() : location.href, shown);
    element.querySelector("[data-label]").textContent = done ? words.copied : shown ? words.selected : words.byHand;
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

// Where the browser does not let us copy (no HTTPS, no permission), the text is selected for the reader to copy.
async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection().selectAllChildren(shown);
    return Boolean(shown) && document.execCommand("copy");
  }
}
