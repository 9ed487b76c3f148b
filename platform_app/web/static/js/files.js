// Files in the editor: chosen, dropped or pasted; asked for words before they are sent; sent with progress, one by one.
//
// <fieldset data-files="/cases/7/files"> with [data-file-rows], [data-drop] and [data-uploads] inside. The server answers
// with the row of the new file. A picture pasted into a text is sent the same way and then stands in it as ![…](file:12).
import { words } from "./words.js";
import { enhance as count } from "./counter.js";

const PICTURES = /\.(png|jpe?g|gif|webp)$/i;
const LARGEST = 20 * 1024 * 1024;
const LANGUAGE = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

export function enhance(box) {
  const form = box.form, rows = box.querySelector("[data-file-rows]");
  const drop = box.querySelector("[data-drop]"), input = drop.querySelector("input[type=file]");
  const list = box.querySelector("[data-uploads]");
  const add = (files) => [...files].forEach((file) => ask(box, list, file));

  drop.hidden = false;
  box.querySelector("[data-without-script] a")?.remove();
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  for (const kind of ["dragenter", "dragover"])
    box.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) box.addEventListener(kind, () => drop.classList.remove("over"));
  box.addEventListener("drop", (event) => { event.preventDefault(); add(event.dataTransfer.files); });
  rows.addEventListener("click", (event) => arrange(event, box, rows));
  form.addEventListener("paste", (event) => paste(event, box));
}

// A file waits in the list until its words are there; `target` is the text it was pasted into.
function ask(box, list, file, target) {
  const item = document.createElement("li"), title = document.createElement("p"), state = document.createElement("p");
  item.className = "upload";
  title.textContent = file.name;
  state.className = "problem";
  item.append(title);
  list.append(item);
  const isPicture = PICTURES.test(file.name) || file.type.startsWith("image/");
  const field = labelled(item, isPicture ? words.picture : words.title);
  const send = button(item, words.send), cancel = button(item, words.cancel);
  item.append(state);
  const say = (text) => { state.textContent = text; state.hidden = !text; };
  say(file.size > LARGEST ? words.tooLarge : "");
  send.disabled = file.size > LARGEST;
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); send.click(); }
  });
  cancel.addEventListener("click", () => { item.remove(); (target ?? box.querySelector("input[type=file]")).focus(); });
  send.addEventListener("click", () => {
    if (isPicture && !field.value.trim()) { say(words.pictureNeeded); field.focus(); return; }
    say("");
    upload(box, item, file, field.value, { send, cancel, say, target });
  });
  if (!target) item.scrollIntoView({ block: "nearest" });
  field.focus();
}

function upload(box, item, file, alt, { send, cancel, say, target }) {
  const { form } = box, request = new XMLHttpRequest(), meter = document.createElement("progress");
  const body = new FormData();
  body.set("file", file, file.name);
  if (alt.trim()) body.set(`alt_${LANGUAGE}`, alt);
  for (const name of ["csrf_token", "base_no"]) body.set(name, form.elements.namedItem(name).value);
  meter.max = 1;
  meter.value = 0;
  meter.setAttribute("aria-label", file.name);
  item.append(meter);
  send.disabled = true;
  const stop = (event) => { event.stopImmediatePropagation(); request.abort(); };
  cancel.addEventListener("click", stop, { capture: true });
  const over = (text) => {
    meter.remove();
    send.disabled = false;
    cancel.removeEventListener("click", stop, { capture: true });
    say(text);
  };
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (lengthComputable) meter.value = loaded / total;
  });
  request.addEventListener("abort", () => over(words.cancelled));
  request.addEventListener("error", () => over(words.sendFailed));
  request.addEventListener("load", () => {
    const answer = request.getResponseHeader("Content-Type")?.includes("json") ? JSON.parse(request.responseText) : {};
    if (request.status !== 201) return over(refusal(request, answer));
    item.remove();
    added(box, answer, alt, target);
  });
  request.open("POST", box.dataset.files);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

function refusal(request, answer) {
  if (answer.errors) return Object.values(answer.errors).flat().join(" ");
  if (request.status === 413) return words.tooLarge;
  return request.status >= 500 ? words.sendFailed : words.signedOut;
}

function added(box, answer, alt, target) {
  const { form } = box, rows = box.querySelector("[data-file-rows]");
  rows.insertAdjacentHTML("beforeend", answer.row); // rendered and escaped by our own templates
  renumber(rows);
  rows.lastElementChild.querySelectorAll("[data-counts]").forEach(count);
  if (answer.base_no) {
    form.elements.namedItem("base_no").value = answer.base_no;
    form.elements.namedItem("version").value = answer.version;
  }
  if (target) {
    const mark = `![${alt.replace(/[[\]]/g, "")}](file:${answer.id})`;
    target.setRangeText(mark, target.selectionStart, target.selectionEnd, "end");
    target.focus();
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function paste(event, box) {
  const target = event.target.closest("textarea.long");
  const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith("image/"));
  if (!target || !file) return;
  event.preventDefault();
  let list = target.parentElement.querySelector("[data-uploads]");
  if (!list) {
    list = document.createElement("ul");
    list.className = "plain uploads";
    list.dataset.uploads = "";
    target.after(list);
  }
  ask(box, list, file, target);
}

function arrange(event, box, rows) {
  const row = event.target.closest("[data-file]");
  if (event.target.closest("[data-take-out]")) {
    event.preventDefault();
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("[data-take-out]") ?? box.querySelector("input[type=file]")).focus();
  } else if (event.target.closest("[data-up]")) {
    event.preventDefault();
    row.previousElementSibling?.before(row);
    row.querySelector("[data-up]").focus();
  } else return;
  renumber(rows);
  box.form.dispatchEvent(new Event("input", { bubbles: true }));
}

// The order of the rows is that of the numbers in their names.
function renumber(rows) {
  [...rows.children].forEach((row, number) => {
    for (const element of [row, ...row.querySelectorAll("*")])
      for (const { name, value } of [...element.attributes])
        if (/files[.\-:](?:\d+|__n__)/.test(value))
          element.setAttribute(name, value.replace(/(files[.\-:])(?:\d+|__n__)/g, `$1${number}`));
  });
}

function labelled(item, text) {
  const label = document.createElement("label"), field = document.createElement("input");
  label.append(text, field);
  item.append(label);
  return field;
}

function button(item, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn quiet small";
  made.textContent = text;
  item.append(made);
  return made;
}
