// Everything by the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola } from "../lib/busola.mjs";
import { consultation, open, person, remark, sectionOf, shown, signIn, until } from "../lib/city.mjs";

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

/** Presses Tab until the focus is on an element. */
async function tabTo(page, locator, most = 120) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail("Tab does not lead there");
}

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

test("from the paragraph to its remarks, writing, and back", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 2");
  await remark(busola, ewa, place, "Uwaga urzędu", unit);
  const page = await busola.page();
  await signIn(busola, page, anna);
  await open(page, place.path);

  await page.keyboard.press("Tab");
  assert.ok(await isFocused(page.locator("a.skip")));
  await page.keyboard.press("Enter");
  assert.ok(await isFocused(page.locator("main")));
  const count = sectionOf(page, unit).locator(".unit-count");
  await tabTo(page, count);
  await page.keyboard.press("Enter");
  await until("the panel's heading has the focus", () => isFocused(page.locator("#remarks-of")));
  assert.match(await page.locator("#remarks-of").innerText(), /§.2/);
  await until("its remarks are there", async () => (await shown(page)).length === 1);

  const box = page.locator("#remarks > form.write textarea");
  await tabTo(page, box, 10);
  await page.keyboard.type("Bez myszy.");
  await page.keyboard.press("Control+Enter");
  await until("it is there", async () => (await shown(page)).includes("Bez myszy."));
  assert.ok(await isFocused(box));

  await tabTo(page, page.locator("article.remark", { hasText: "Uwaga urzędu" }).locator(".support"), 30);
  await page.keyboard.press("Enter");
  await until("it is supported", async () => (await page.locator(".support[aria-pressed=true]").count()) === 1);
  await page.keyboard.press("Escape");
  assert.ok(await isFocused(count));
  assert.deepEqual(busola.faults, []);
});

test("what has the focus is seen", async () => {
  const place = await consultation(busola, ewa);
  const page = await busola.page();
  await signIn(busola, page, anna);
  await open(page, place.at("§ 2"));
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const unseen = await page.evaluate(() => {
      const element = document.activeElement;
      // Past the last one the focus leaves the page.
      if (element === document.body) return null;
      const style = getComputedStyle(element);
      const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
      const box = element.getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + Math.min(box.height, innerHeight) / 2);
      const covered = hit && !element.contains(hit) && !hit.contains(element) && !element.closest("label")?.contains(hit);
      return marked && !covered ? null : `${element.outerHTML.slice(0, 120)} ${marked ? "is covered" : "has no outline"}`;
    });
    assert.equal(unseen, null);
  }
});
