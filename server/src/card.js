// Keeps the card of a frame as the server tells it: its parts that are marked as live.
// It asks again instead of listening at /live: who reads the front page of a city's portal is no reader of the
// consultation, and would be counted as one.
const EVERY = 10_000;
const SLOWEST = 300_000;
let wait = EVERY;

async function refresh() {
  // What did not change comes from the browser's own store, by its tag.
  const response = await fetch(location.href, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = next.querySelectorAll("[data-live]");
  document.querySelectorAll("[data-live]").forEach((part, index) => {
    const other = parts[index];
    if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
  });
}

// Not all at once, however many frames were loaded in one moment.
function later() {
  setTimeout(turn, wait * (0.75 + Math.random() / 2));
}

async function turn() {
  if (document.hidden) return document.addEventListener("visibilitychange", turn, { once: true });
  try {
    await refresh();
    wait = EVERY;
  } catch {
    // What was shown stays.
    wait = Math.min(2 * wait, SLOWEST);
  }
  later();
}

later();
