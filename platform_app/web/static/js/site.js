// What every page loads. Each part finds its own hooks and leaves the page as it is when there are none.
import { enhanceThemeToggles } from "./theme.js";
import { enhanceMenus, focusFirstProblem, leaveCheckingToTheServer } from "./menu.js";

enhanceThemeToggles();
enhanceMenus();
leaveCheckingToTheServer();
focusFirstProblem();

const PARTS = [
  ["[data-suggest]", "./suggest.js"],
  ["[data-preview-for]", "./preview.js"],
  ["[data-counts]", "./counter.js"],
  ["[data-autosave]", "./autosave.js"],
  ["[data-editor]", "./editor.js"],
  ["[data-rows=standards]", "./standards.js"],
  ["[data-organisations]", "./organisations.js"],
  ["[data-files]", "./files.js"],
  ["[data-toc]", "./toc.js"],
  ["[data-similar]", "./similar.js"],
  ["[data-shortcuts]", "./desk.js"],
  ["[data-talk]", "./talk.js"],
  ["form[action^='/threads'] textarea[name=text], form[action^='/posts'] textarea[name=text]", "./mentions.js"],
  ["[data-room]", "./room.js"],
  ["[data-writing]", "./writing.js"],
  ["[data-confirm]", "./confirm.js"],
  ["[data-copy], [data-print], [data-submit-on-change], [data-fold]", "./acts.js"],
];

const loading = PARTS.flatMap(([hook, module]) => {
  const found = document.querySelectorAll(hook);
  return found.length ? [import(module).then(({ enhance }) => found.forEach(enhance))] : [];
});
Promise.all(loading).then(() => { document.documentElement.dataset.enhanced = ""; }); // keys and buttons do all they can
