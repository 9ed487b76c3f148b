// While the name of an organisation is typed, the directory completes it. Without it the field is a plain field.
const WAIT_MS = 200;
let lists = 0;

export function enhance(place) {
  const input = place.querySelector("input");
  const known = document.createElement("datalist");
  known.id = `organisations-known-${++lists}`;
  place.append(known);
  input.setAttribute("list", known.id);
  input.setAttribute("autocomplete", "off");
  let timer, asked = 0;

  const offer = async () => {
    const [, before, typed] = input.value.match(/^(.*[,，、;；]\s*)?(.*)$/);
    const turn = ++asked;
    if (!typed.trim() || typed.length > 60) return known.replaceChildren();
    try {
      const answer = await fetch(`/api/v1/organisations?limit=8&q=${encodeURIComponent(typed.trim())}`);
      if (!answer.ok || turn !== asked) return;
      known.replaceChildren(...(await answer.json()).items.map((each) => option(each, before ?? "")));
    } catch { /* offline: a plain field */ }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(offer, WAIT_MS);
  });
  input.addEventListener("compositionend", offer);
}

function option(organisation, before) {
  const line = document.createElement("option");
  line.value = before + (document.documentElement.lang.startsWith("zh") ? organisation.name_zh : organisation.name_en);
  line.label = organisation.code;
  return line;
}
