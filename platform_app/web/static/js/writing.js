// An open editor of minutes says every twenty seconds that somebody is at it, and shows who else is.
const EVERY_MS = 20_000;

export function enhance(place) {
  const form = place.closest("form");
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(place.dataset.writing, {
      method: "POST", headers: { Accept: "application/json" },
      body: new URLSearchParams({ csrf_token: form.elements.namedItem("csrf_token").value }),
    }).catch(() => null);
    if (!answer?.ok) return;
    const { words } = await answer.json();
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  };
  setInterval(ask, EVERY_MS);
}
