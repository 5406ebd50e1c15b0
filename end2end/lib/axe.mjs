// Looks a page over for what keeps people out.
import { readFileSync } from "node:fs";

const SOURCE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };

/** What axe finds on a page with everything unfolded, one line each. */
export async function axe(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details")) details.open = true;
    // What stays at the bottom of the screen lies over whatever is there at this moment, which can be scrolled.
    for (const bar of document.querySelectorAll(".reach")) bar.style.position = "static";
  });
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ preload: false, resultTypes: ["violations"], rules }), RULES);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary.replaceAll("\n", " ").slice(0, 200)})`));
}

/** Whether a page is wider than its screen. */
export function overflows(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
