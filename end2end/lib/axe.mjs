// Looks a page over for what keeps people out.
import { readFileSync } from "node:fs";

const SOURCE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
// The page of the API folds a hundred requests that are made alike: looking at each takes a minute.
const UNFOLDED = 8;
const RULES = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };

/** What of axe's can change with the screen and the colours alone. */
export const LOOKS = ["color-contrast", "color-contrast-enhanced", "target-size"];

/** Unfolds what is folded on a page, or the first so many. */
export function unfold(page, most = Infinity) {
  return page.evaluate((most) => {
    [...document.querySelectorAll("main details")].forEach((details, at) => (details.open = at < most));
  }, most);
}

/** What axe finds on a page with everything unfolded, one line each; by some of its rules alone if they are named. */
export async function axe(page, only = null) {
  await unfold(page, UNFOLDED);
  await page.evaluate(() => {
    // What stays at the bottom of the screen lies over whatever is there at this moment, which can be scrolled.
    for (const bar of document.querySelectorAll(".reach")) bar.style.position = "static";
  });
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  const options = { preload: false, resultTypes: ["violations"], ...(only ? { runOnly: only } : { rules: RULES }) };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(options), options);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary.replaceAll("\n", " ").slice(0, 200)})`));
}

/** Whether a page is wider than its screen. */
export function overflows(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
