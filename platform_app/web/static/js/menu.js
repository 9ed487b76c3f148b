// Menus are <details>: here they also close on Escape and on a click elsewhere.
export function enhanceMenus() {
  const menus = [...document.querySelectorAll("[data-menu]")];
  if (!menus.length) return;
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// The browser complains in its own language and one field at a time; our pages say all of it in the reader's.
export function leaveCheckingToTheServer() {
  for (const form of document.querySelectorAll("form[method=post]")) form.noValidate ||= Boolean(form.querySelector("[id^=f-]"));
}

// After a refused form the summary of what is wrong is read first.
export function focusFirstProblem() {
  document.querySelector("[data-autofocus]")?.focus();
}
