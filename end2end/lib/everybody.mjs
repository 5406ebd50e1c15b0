// Whether a page is one for everybody.

/** What a page has wrong in its frame: its heading, its content, its language, its title, its width. */
export function frame(page, lang) {
  return page.evaluate((lang) => {
    const wrong = [];
    for (const [what, selector] of [["heading", "h1"], ["main part", "main"]]) {
      const count = document.querySelectorAll(selector).length;
      if (count !== 1) wrong.push(`its ${what} is there ${count} times`);
    }
    if (document.documentElement.lang !== lang) wrong.push(`its language is ${document.documentElement.lang}`);
    if (!document.title.trim()) wrong.push("it has no title");
    return wrong;
  }, lang);
}

/** What stands in the way of somebody who goes through a page by Tab alone, from its top to its end. */
export async function byTab(page, most = 700) {
  const wrong = [];
  for (let presses = 0, away = false; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const { stop, stops, says, seen } = await page.evaluate(look);
    // Past the last stop the focus leaves the page, and comes to one of the first again.
    if (stops === 0 || (stop === 0 && presses > 0) || (away && seen)) return wrong;
    if (away) return [...wrong, "the focus is lost on the way"];
    away = stop === null;
    wrong.push(...says);
  }
  return [...wrong, "Tab does not come to an end"];
}

/** In the page: the stop at which the focus is, and what is wrong with it. */
function look() {
  const stops = (globalThis.stops ??= []);
  const element = document.activeElement;
  if (!element || element === document.body) return { stop: null, stops: stops.length, says: [], seen: false };
  const before = stops.at(-1);
  // A date is several stops in one field.
  const seen = stops.includes(element);
  if (!seen) stops.push(element);
  const says = [];
  const say = (what) => says.push(`${what}: ${element.outerHTML.slice(0, 140)}`);
  const skip = document.querySelector("a.skip");
  if (!before && skip && element !== skip) say("the first stop is not the way to the content");
  // Tab begins anew past the end.
  if (stops.indexOf(element) > 0 && before?.isConnected && before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) say("it comes before where the focus was");
  const box = element.getBoundingClientRect();
  const [left, right, top, bottom] = [Math.max(box.left, 0), Math.min(box.right, innerWidth), Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (box.width < 1 || box.height < 1) say("it has no size");
  else if (left >= right || top >= bottom) say("it is out of sight");
  else {
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (over && !element.contains(over) && !over.contains(element) && !element.labels?.[0]?.contains(over)) say(`${over.outerHTML.slice(0, 60)} lies over`);
  }
  return { stop: stops.indexOf(element), stops: stops.length, says, seen };
}

/** The Polish words that stand on an English page as if they were English, but for the names of consultations that it leads to. */
export function polish(page) {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (/[ąćęłńóśźż]/i.test(data) && parentElement.closest("[lang]").lang === "en" && !parentElement.closest('a[href^="/consultations/"], select, textarea')) found.push(data.trim());
    }
    return found;
  });
}
