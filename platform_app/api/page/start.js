// Starts Swagger UI on our document. Nothing is loaded from or sent to anywhere else.

// An operation that is opened is drawn then. Its headings jump from the second level to the fourth, its examples scroll
// where no key reaches them, and the field for a body has no name: set right as they come, for those who listen and
// those without a mouse.
const mend = () => {
  for (const title of document.querySelectorAll("h4:not([aria-level])")) title.setAttribute("aria-level", "3");
  for (const title of document.querySelectorAll("h5:not([aria-level])")) title.setAttribute("aria-level", "4");
  for (const body of document.querySelectorAll("textarea.body-param__text:not([aria-label])")) {
    const title = body.closest(".opblock-section-request-body")?.querySelector("h4")?.textContent;
    if (title) body.setAttribute("aria-label", title);
  }
  for (const example of document.querySelectorAll("pre.microlight:not([tabindex])")) example.tabIndex = 0;
};
new MutationObserver(mend).observe(document.getElementById("operations"), { childList: true, subtree: true });

window.ui = window.SwaggerUIBundle({
  url: document.getElementById("operations").dataset.document, // in the language of the page
  dom_id: "#operations",
  docExpansion: "list", // of one noun: all operations of all nouns take an old machine half a minute to draw
  defaultModelsExpandDepth: -1,
  syntaxHighlight: { activated: false }, // its colours are too faint on its ground, and cost an old machine time
  validatorUrl: null,
  // Its headings jump from the first level to the third; for those who listen, the tags are the second.
  onComplete: () => {
    for (const tag of document.querySelectorAll(".opblock-tag")) {
      tag.setAttribute("role", "heading");
      tag.setAttribute("aria-level", "2");
    }
    // The table of contents leads to an operation. Swagger UI's own such links are buttons within links.
    const wanted = location.hash && document.querySelector(`.opblock[id$="-${CSS.escape(location.hash.slice(1))}"]`);
    if (wanted) {
      wanted.querySelector(".opblock-summary-control").click();
      wanted.scrollIntoView();
    }
  },
});
