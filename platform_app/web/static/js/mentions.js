// Names of people and organisations after @, in any Markdown field that asks for it.
const TYPED = /(?:^|[\s(（，。；：])@([^\s@[\]()]{1,30})$/u;

export function enhance(field) {
  const list = document.createElement("ul");
  list.className = "suggestions mentions";
  list.role = "listbox";
  list.id = `${field.id}-mentions`;
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  let items = [], at = -1, asked = "";

  const close = () => { list.hidden = true; items = []; field.removeAttribute("aria-activedescendant"); };
  const mark = (next) => {
    at = (next + items.length) % items.length;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    field.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  };
  const take = (item) => {
    const end = field.selectionStart, start = end - asked.length - 1;
    field.setRangeText(item.text, start, end, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };

  field.addEventListener("input", async () => {
    const found = field.value.slice(0, field.selectionStart).match(TYPED);
    if (!found) return close();
    const wanted = (asked = found[1]);
    try {
      const answer = await fetch(`/mentions?q=${encodeURIComponent(wanted)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || wanted !== asked) return;
      items = (await answer.json()).items;
    } catch { return close(); }
    list.replaceChildren(...items.map((item, n) => row(item, `${list.id}-${n}`, () => take(item))));
    list.hidden = !items.length;
    if (items.length) mark(0);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => mark(at + 1), ArrowUp: () => mark(at - 1),
      Enter: () => take(items[at]), Tab: () => take(items[at]), Escape: close,
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
}

function row(item, id, take) {
  const made = document.createElement("li");
  made.role = "option";
  made.id = id;
  made.textContent = item.name;
  made.addEventListener("mousedown", (event) => { event.preventDefault(); take(); });
  return made;
}
