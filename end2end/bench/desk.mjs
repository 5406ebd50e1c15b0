// A moderator at one desk after another, in Chromium: prints how long it took from each key until what it does was on the
// screen, in milliseconds, an object for each desk. `busola-bench --only desk` calls it:
// node desk.mjs SITE FOLDER ADDRESS PATH…, with the folder in which the site's letters are.
import assert from "node:assert/strict";
import { Busola, hydrated } from "../lib/busola.mjs";
import { heading, justification, WIDE } from "../lib/desk.mjs";
import { signIn } from "../lib/sign_in.mjs";

/** How often each page is loaded, how many remarks are answered, the letters of each answer, searches and filters. */
const LOADS = 10;
const REMARKS = 30;
const LETTERS = "abcde";
const SEARCHES = 20;
/** Parts of words that people use in the demo. */
const WORDS = ["spotkan", "lokal", "konkurs", "dost"];

const [site, folder, email, ...paths] = process.argv.slice(2);
const busola = new Busola(site, folder, process.env);
try {
  const page = await busola.page(WIDE);
  await page.addInitScript(noteLoading);
  await signIn(page, { busola, email });
  const desks = [];
  for (const path of paths) desks.push(await played(page, path));
  assert.deepEqual(busola.faults, []);
  console.log(JSON.stringify(desks));
} finally {
  await busola.browser?.close();
}

/** Runs before a page does: notes when keys begin to work. */
function noteLoading() {
  new MutationObserver(() => (globalThis.ready ??= performance.now())).observe(document, {
    attributes: true,
    subtree: true,
    attributeFilter: ["data-hydrated"],
  });
}

/** Runs in the page: from the next key on, `took` is the time until something else is on the screen. */
function watch(what) {
  const texts = {
    remark: () => document.querySelector("#remark").textContent,
    decision: () => document.querySelector("input[name=decision]:checked")?.value,
    justification: () => document.querySelector("#justification").value,
    queue: () => document.querySelector(".desk-list").textContent,
  };
  const text = texts[what];
  const before = text();
  globalThis.took = new Promise((resolve, reject) => {
    const begin = ({ key, timeStamp }) => {
      // The first of two keys that are pressed together.
      if (key === "Control") return;
      removeEventListener("keydown", begin, true);
      const end = timeStamp + 10_000;
      const look = () => {
        if (performance.now() > end) return reject(new Error(`${what}: nothing came on the screen`));
        if (text() === before) return requestAnimationFrame(look);
        // The first task after a frame's work finds it painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    addEventListener("keydown", begin, true);
  });
}

/** Presses a key, and gives how long it took until something else was on the screen. */
async function pressed(page, key, what) {
  await page.evaluate(watch, what);
  await page.keyboard.press(key);
  return page.evaluate(() => globalThis.took);
}

/** All that is measured at a desk. */
async function played(page, path) {
  const loads = await loaded(page, path);
  const answers = await answered(page);
  const queues = await searched(page);
  return { ...loads, ...answers, ...queues };
}

/** Loads the page again and again, its files from the browser's cache but for the first time. */
async function loaded(page, path) {
  const times = { painted: [], ready: [] };
  for (let load = 0; load < LOADS; load++) {
    await page.goto(path);
    await hydrated(page);
    const [painted, ready] = await page.evaluate(async () => {
      // It may be told a little after it happened.
      const first = await new Promise((resolve) => {
        new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach(resolve)).observe({
          type: "paint",
          buffered: true,
        });
      });
      return [first.startTime, globalThis.ready];
    });
    times.painted.push(painted);
    times.ready.push(ready);
  }
  return times;
}

/** Answers remarks one after another, and passes every other one over. */
async function answered(page) {
  const times = { next: [], decision: [], letter: [], publish: [] };
  await heading(page).waitFor();
  for (let number = 0; number < REMARKS; number++) {
    times.next.push(await pressed(page, "j", "remark"));
    times.decision.push(await pressed(page, String((number % 4) + 1), "decision"));
    await page.keyboard.press("e");
    for (const letter of LETTERS) times.letter.push(await pressed(page, letter, "justification"));
    times.publish.push(await pressed(page, "Control+Enter", "remark"));
  }
  assert.equal(await justification(page).inputValue(), "");
  // The queue shows what became of each, which is not to be taken for what a search finds.
  await page.locator(".desk-unsent").waitFor({ state: "hidden" });
  return times;
}

/** Searches for one word after another, then looks at all remarks and at those that wait, by turns. */
async function searched(page) {
  const times = { search: [], filter: [] };
  for (let search = 0; search < SEARCHES; search++) {
    await page.locator("#search").fill(WORDS[search % WORDS.length]);
    times.search.push(await pressed(page, "Enter", "queue"));
  }
  await page.locator("#search").fill("");
  await page.locator(".desk-filters summary").click();
  for (let filter = 0; filter < SEARCHES; filter++) {
    await page.locator("#state").selectOption(filter % 2 ? "waiting" : "all");
    await page.locator(".desk-filters details button").focus();
    times.filter.push(await pressed(page, "Enter", "queue"));
  }
  return times;
}
