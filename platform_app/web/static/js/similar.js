// Fetches the similar cases when the reader comes near them; without it the link leads to their own page.
export function enhance(place) {
  const watcher = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    const answer = await fetch(place.dataset.similar).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("similar");
    if (found) place.replaceChildren(found);
  }, { rootMargin: "30% 0px" });
  watcher.observe(place);
}
