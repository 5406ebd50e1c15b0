// On a phone, by touch alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { overflows } from "../lib/axe.mjs";
import { Busola } from "../lib/busola.mjs";
import { consultation, open, person, remark, sectionOf, shown, signIn, until } from "../lib/city.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

test("the remarks open below their paragraph, and a remark is sent by touch", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7 ust. 1");
  await remark(busola, ewa, place, "Uwaga urzędu", unit);
  const page = await busola.page(PHONE);
  await signIn(busola, page, anna);
  await open(page, place.path);
  const section = sectionOf(page, unit);
  await section.locator(".unit-count").tap();
  await until("its remarks are there", async () => (await shown(page)).length === 1);

  const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect());
  const [own, panel, next] = [await top(section), await top(page.locator("#remarks")), await top(sectionOf(page, place.unit("§ 7 ust. 2")))];
  assert.ok(panel.top >= own.bottom - 1, "the panel is below its paragraph");
  assert.ok(next.top >= panel.bottom - 1, "the next paragraph is below the panel");
  assert.ok(panel.left >= 0 && panel.right <= 360, "the panel is as wide as the screen");
  assert.ok(own.top < 740 && own.bottom > 0, "the paragraph is still in sight");

  await page.locator("#remarks > form.write textarea").tap();
  await page.keyboard.type("Z telefonu.");
  await page.locator("#remarks > form.write .write-foot button").tap();
  await until("it is there", async () => (await shown(page)).includes("Z telefonu."));
  await page.locator("article.remark", { hasText: "Uwaga urzędu" }).locator(".support").tap();
  await until("it is supported", async () => (await page.locator(".support[aria-pressed=true]").count()) === 1);
  assert.deepEqual(busola.faults, []);
});

test("nothing is wider than the screen, and what is pressed is as large as a thumb", async () => {
  const place = await consultation(busola, ewa);
  await remark(busola, anna, place, `https://example.org/${"bardzo-dlugi-adres".repeat(8)} ${"x".repeat(200)}`, place.unit("§ 7"));
  const guest = await busola.page(PHONE);
  const moderator = await busola.page(PHONE);
  await signIn(busola, moderator, ewa);
  for (const [page, path] of [
    [guest, "/"],
    [guest, "/sign-in"],
    [guest, "/sign-in/code?id=x"],
    [guest, place.at("§ 7")],
    [moderator, place.at("§ 7")],
    [moderator, "/account"],
    [moderator, "/log"],
    [moderator, "/consultations/new"],
  ]) {
    await page.goto(path);
    assert.equal(await overflows(page), false, `${path} is wider than the screen`);
    const small = await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) details.open = true;
      const pressed = "button, summary, a.button, a.unit-count, a.link-button, .site-nav a, .languages a, .sort a, select, textarea, input:not([type=hidden])";
      return [...document.querySelectorAll(pressed)].flatMap((element) => {
        // A choice is pressed by its words too.
        const target = ["radio", "checkbox"].includes(element.type) ? element.closest(".choice") : element;
        const { width: shown, height: tall } = target.getBoundingClientRect();
        // Room around what looks small is part of it.
        const room = getComputedStyle(target, "::after");
        const around = (from, to) => (room.position === "absolute" ? Math.max(0, -parseFloat(room[from]) - parseFloat(room[to])) : 0);
        const [width, height] = [shown + around("left", "right"), tall + around("top", "bottom")];
        return shown && (width < 43.5 || height < 43.5) ? [`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 100)}`] : [];
      });
    });
    assert.deepEqual(small, [], path);
  }
});
