// Starts Swagger UI on our document. Nothing is loaded from or sent to anywhere else.
window.ui = window.SwaggerUIBundle({
  url: document.getElementById("operations").dataset.document, // in the language of the page
  dom_id: "#operations",
  docExpansion: "none", // all operations at once take an old machine ten seconds to draw
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  // Its headings jump from the first level to the third; for those who listen, the tags are the second.
  onComplete: () => {
    for (const tag of document.querySelectorAll(".opblock-tag")) {
      tag.setAttribute("role", "heading");
      tag.setAttribute("aria-level", "2");
    }
  },
});
