// Write / preview tabs over a Markdown field; the server renders, so that the preview is the page.
import { words } from "./words.js";

export function enhance(tabs) {
  const field = document.getElementById(tabs.dataset.previewFor);
  const sheet = document.createElement("div");
  sheet.className = "preview prose";
  sheet.id = `${field.id}-preview`;
  sheet.lang = field.lang;
  sheet.hidden = true;
  field.after(sheet);

  const write = tab(words.write, field.id, true), preview = tab(words.preview, sheet.id, false);
  tabs.role = "tablist";
  tabs.hidden = false;
  tabs.append(write, preview);

  const select = (shown) => {
    for (const each of [write, preview]) {
      each.setAttribute("aria-selected", String(each === shown));
      each.tabIndex = each === shown ? 0 : -1;
    }
    field.hidden = shown === preview;
    sheet.hidden = shown === write;
  };
  write.addEventListener("click", () => { select(write); field.focus(); });
  preview.addEventListener("click", async () => {
    sheet.setAttribute("aria-busy", "true");
    sheet.textContent = words.loading;
    select(preview);
    try {
      sheet.innerHTML = (await rendered(field)) || `<p class="soft">${words.nothing}</p>`;
    } catch {
      sheet.textContent = words.offline;
    }
    sheet.removeAttribute("aria-busy");
  });
  tabs.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = document.activeElement === write ? preview : write;
    other.focus();
    other.click();
  });
  select(write);
}

function tab(label, controls, selected) {
  const button = document.createElement("button");
  button.type = "button";
  button.role = "tab";
  button.textContent = label;
  button.setAttribute("aria-controls", controls);
  button.setAttribute("aria-selected", String(selected));
  return button;
}

// A form that says where is shown its own pictures too.
async function rendered({ value, form }) {
  const own = form?.dataset.previewAt, headers = { Accept: "application/json" };
  const answer = await (own
    ? fetch(own, {
        method: "POST", headers,
        body: new URLSearchParams({ text: value, csrf_token: form.elements.namedItem("csrf_token").value }),
      })
    : fetch("/api/v1/markdown-preview", {
        method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ text: value }),
      }));
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).html; // cleaned by the server's allow-list
}
