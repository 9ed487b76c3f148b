// "120 / 300": characters without white space in Chinese, words in English, as the server counts them.
const CJK = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/g;
const WORD = /[\p{L}\p{N}]+(?:[-'’./][\p{L}\p{N}]+)*/gu;

export function measure(text, language) {
  if (language === "letters") return [...text.trim()].length; // a title: spaces count too
  if (language !== "en") return [...text.replace(/\s/g, "")].length;
  return (text.match(CJK) ?? []).length + (text.replace(CJK, " ").match(WORD) ?? []).length;
}

export function enhance(counter) {
  const field = document.getElementById(counter.dataset.counts);
  const limit = Number(counter.dataset.limit), rule = counter.textContent;
  const show = () => {
    const used = measure(field.value, counter.dataset.language);
    counter.textContent = used ? `${used} / ${limit}` : rule;
    counter.title = rule;
    counter.classList.toggle("over", used > limit);
  };
  field.addEventListener("input", show);
  show();
}
