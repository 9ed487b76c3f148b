// The case editor beyond plain forms: rows without a round trip, links into folded parts, progress, the other's text.
import { words } from "./words.js";
import { enhance as count } from "./counter.js";

export function enhance(form) {
  form.querySelectorAll("[data-rows]").forEach(growing);
  form.querySelectorAll("[data-theirs]").forEach(takeable);
  form.querySelectorAll("[data-next]").forEach(stepping);
  form.addEventListener("autosaved", ({ detail }) => showProgress(detail));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  movePoint(form);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f-']");
    if (link) { event.preventDefault(); reveal(link.hash.slice(1)); }
  });
  addEventListener("hashchange", () => reveal(location.hash.slice(1)));
  if (location.hash.startsWith("#f-")) reveal(location.hash.slice(1));
}

function growing(list) {
  const template = list.querySelector(":scope > template"), tools = list.querySelector(":scope > .actions");
  const add = tools.querySelector("button");
  list.addEventListener("click", (event) => {
    const remove = event.target.closest("[data-remove]");
    if (event.target.closest("button") === add) {
      event.preventDefault();
      const row = freshRow(list, template);
      tools.before(row);
      row.querySelectorAll("[data-counts]").forEach(count);
      row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    } else if (remove) {
      event.preventDefault();
      const next = remove.closest("[data-row]").nextElementSibling;
      remove.closest("[data-row]").remove();
      (next?.matches("[data-row]") ? next.querySelector("summary") : add).focus();
      list.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

function freshRow(list, template) {
  const used = [...list.querySelectorAll("[name]")].map((field) => Number(field.name.split(".")[1])).filter(Number.isInteger);
  const number = String(Math.max(-1, ...used) + 1);
  const row = template.content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")])
    for (const { name, value } of [...element.attributes])
      if (value.includes("__n__")) element.setAttribute(name, value.replaceAll("__n__", number));
  return row;
}

function takeable(box) {
  const field = document.getElementById(box.dataset.theirs), button = box.querySelector("[data-take]");
  if (!field?.matches("input, textarea")) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const theirs = box.querySelector("[data-text]").cloneNode(true);
    theirs.querySelectorAll("del, .soft").forEach((mine) => mine.remove());
    field.value = theirs.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

function stepping(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const step = document.getElementById(link.dataset.next);
    link.closest("details.step").open = false;
    step.open = true;
    step.scrollIntoView();
    step.querySelector("summary").focus();
  });
}

function reveal(id) {
  const target = document.getElementById(id);
  if (!target) return;
  for (let around = target; around; around = around.parentElement) if (around.matches("details")) around.open = true;
  target.scrollIntoView({ block: "center" });
  const fields = "input:not([type=hidden]), textarea, select";
  const field = target.matches(fields) ? target : target.querySelector(fields) ?? target.querySelector("button");
  field?.focus({ preventScroll: true });
}

function showProgress({ missing, further, total }) {
  const panel = document.querySelector("[data-progress]");
  if (!panel || !missing) return;
  const said = missing.length ? words.missing.replace("{n}", missing.length).replace("{total}", total) : words.complete;
  panel.querySelector("[data-progress-title]").textContent = said;
  const meter = panel.querySelector("progress");
  meter.max = total;
  meter.value = total - missing.length;
  panel.querySelector("[data-missing]").replaceChildren(...missing.map(toField));
  panel.querySelector("[data-further]").hidden = !further.length;
  panel.querySelector("[data-further-count]").textContent = further.length;
  panel.querySelector("[data-further-list]").replaceChildren(...further.map(toField));
  for (const step of document.querySelectorAll("details.step")) {
    const state = step.querySelector("[data-step-state]");
    if (!state) continue;
    const open = missing.filter(({ field }) => step.querySelector(`#f-${CSS.escape(field.replaceAll(".", "-"))}`)).length;
    state.textContent = open ? words.stepMissing.replace("{n}", open) : words.stepComplete;
    state.classList.toggle("done", !open);
  }
}

function toField({ field, sentence }) {
  const line = document.createElement("li"), link = document.createElement("a");
  link.href = field === "evidence_level" ? location.pathname.replace(/edit$/, "evidence") : `#f-${field.replaceAll(".", "-")}`;
  link.textContent = sentence;
  line.append(link);
  return line;
}

// The cross on the small map follows the degrees; the drawing says what it shows.
function movePoint(form) {
  const map = form.querySelector("[data-spot]");
  if (!map) return;
  const [left, top, across, down] = ["x", "y", "across", "down"].map((name) => Number(map.dataset[name]));
  const fields = ["latitude", "longitude"].map((name) => form.elements.namedItem(`place.${name}`));
  const show = () => {
    const [latitude, longitude] = fields.map((field) => (field.value.trim() ? Number(field.value) : NaN));
    const x = left + longitude * across, y = top + latitude * down;
    const { width, height } = map.viewBox.baseVal;
    const inside = x >= 0 && x <= width && y >= 0 && y <= height;
    map.toggleAttribute("hidden", !inside);
    if (inside) map.querySelector("[data-here]").setAttribute("transform", `translate(${x} ${y})`);
  };
  fields.forEach((field) => field.addEventListener("input", show));
}
