// While the number of a standard is typed, the catalogue offers what it knows; any other number is as good.
const WAIT_MS = 250;

export function enhance(list) {
  const known = document.createElement("datalist");
  known.id = "standards-known";
  list.append(known);
  let timer, asked = 0;

  const offer = async (text) => {
    const turn = ++asked;
    try {
      const answer = await fetch(`/api/v1/standards?limit=8&q=${encodeURIComponent(text)}`);
      if (!answer.ok || turn !== asked) return;
      known.replaceChildren(...(await answer.json()).items.map(option));
    } catch { /* offline: the field is a plain field */ }
  };

  list.addEventListener("input", ({ target }) => {
    if (!target.name?.endsWith(".number")) return;
    target.setAttribute("list", known.id);
    clearTimeout(timer);
    const text = target.value.trim();
    if (text.length > 1 && text.length < 60) timer = setTimeout(() => offer(text), WAIT_MS);
  });
}

function option(standard) {
  const line = document.createElement("option");
  line.value = standard.number;
  line.label = document.documentElement.lang.startsWith("zh") ? standard.title_zh : standard.title_en;
  return line;
}
