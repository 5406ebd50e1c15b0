// Everything by the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { code } from "../lib/letters.mjs";
import { box, countLink, heading, live, panel, remark, shown, support } from "../lib/page.mjs";
import { field, signedIn } from "../lib/sign_in.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

test("from the paragraph to its remarks, writing, and back", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 2", "Uwaga urzędu");
  const page = await visit(anna, place.path);

  await page.keyboard.press("Tab");
  assert.ok(await isFocused(page.getByRole("link", { name: "Przejdź do treści" })));
  await page.keyboard.press("Enter");
  assert.ok(await isFocused(page.getByRole("main")));
  await tabTo(page, countLink(page, "§ 2"));
  await page.keyboard.press("Enter");
  await until("the panel's heading has the focus", () => isFocused(heading(page)));
  assert.match(await heading(page).innerText(), /§.2/);
  await until("its remarks are there", async () => (await shown(page)).length === 1);

  await tabTo(page, box(page), 10);
  await page.keyboard.type("Bez myszy.");
  await page.keyboard.press("Control+Enter");
  await until("it is there", async () => (await shown(page)).includes("Bez myszy."));
  assert.ok(await isFocused(box(page)));

  await tabTo(page, support(remark(page, "Uwaga urzędu")), 30);
  await page.keyboard.press("Enter");
  await support(remark(page, "Uwaga urzędu"), { pressed: true }).waitFor({ timeout: 15_000 });
  assert.equal(await support(page, { pressed: true }).count(), 1);
  await page.keyboard.press("Escape");
  assert.ok(await isFocused(countLink(page, "§ 2")));
  assert.deepEqual(busola.faults, []);
});

test("a guest on a narrow screen writes, signs in and finds the text where it was", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 2", "Uwaga urzędu");
  const page = await visit(guest, place.path, { viewport: { width: 360, height: 740 } });

  await tabTo(page, countLink(page, "§ 2"));
  await page.keyboard.press("Enter");
  await until("the panel's heading has the focus", () => isFocused(heading(page)));
  await remark(page, "Uwaga urzędu").waitFor();
  assert.ok(await panel(page).getByText("Do zalogowania wystarczy adres e-mail; tekst na to poczeka.").isVisible());
  await tabTo(page, box(page), 10);
  await page.keyboard.type("Jeszcze przed zalogowaniem.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/sign-in\?/);
  await tabTo(page, field(page), 20);
  await page.keyboard.type(anna.email);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sign-in\/code/);
  await tabTo(page, field(page), 20);
  await page.keyboard.type(await code(busola, anna.email));
  await page.keyboard.press("Enter");
  await signedIn(page);

  assert.equal(new URL(page.url()).searchParams.get("unit"), place.unit("§ 2"));
  assert.match(await heading(page).innerText(), /§.2/);
  assert.equal(await box(page).inputValue(), "Jeszcze przed zalogowaniem.");
  await until("the field has the focus", () => isFocused(box(page)));
  await live(page);
  await page.keyboard.press("Control+Enter");
  await remark(page, "Jeszcze przed zalogowaniem.").waitFor();
  assert.equal((await stored(anna, place, "§ 2")).length, 2);
  assert.deepEqual(busola.faults, []);
});

test("what has the focus is seen", async () => {
  const place = await consultation(ewa);
  const page = await visit(anna, place.at("§ 2"));
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
