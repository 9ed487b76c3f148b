// Starts Swagger UI on our document. Nothing is loaded from or sent to anywhere else.
window.ui = window.SwaggerUIBundle({
  url: document.getElementById("operations").dataset.document, // in the language of the page
  dom_id: "#operations",
  docExpansion: "list", // of one noun: all operations of all nouns take an old machine half a minute to draw
  defaultModelsExpandDepth: -1,
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
