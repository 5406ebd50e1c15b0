// On a phone, by touch alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { overflows } from "../lib/axe.mjs";
import { city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { box, countLink, panel, remark, section, send, shown, support } from "../lib/page.mjs";
import { until } from "../lib/until.mjs";
import { PHONE, browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

test("the remarks open below their paragraph, and a remark is sent by touch", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 7 ust. 1", "Uwaga urzędu");
  const page = await visit(anna, place.path, PHONE);
  await countLink(page, "§ 7 ust. 1").tap();
  await until("its remarks are there", async () => (await shown(page)).length === 1);

  const area = (locator) => locator.evaluate((element) => element.getBoundingClientRect());
  const [own, opened, next] = [await area(section(page, "§ 7 ust. 1")), await area(panel(page)), await area(section(page, "§ 7 ust. 2"))];
  assert.ok(opened.top >= own.bottom - 1, "the panel is below its paragraph");
  assert.ok(next.top >= opened.bottom - 1, "the next paragraph is below the panel");
  assert.ok(opened.left >= 0 && opened.right <= 360, "the panel is as wide as the screen");
  assert.ok(own.top < 740 && own.bottom > 0, "the paragraph is still in sight");

  await box(page).tap();
  await page.keyboard.type("Z telefonu.");
  await send(page).tap();
  await until("it is there", async () => (await shown(page)).includes("Z telefonu."));
  await support(remark(page, "Uwaga urzędu")).tap();
  await support(remark(page, "Uwaga urzędu"), { pressed: true }).waitFor({ timeout: 15_000 });
  assert.equal(await support(page, { pressed: true }).count(), 1);
  assert.deepEqual(busola.faults, []);
});

test("nothing is wider than the screen, and what is pressed is as large as a thumb", async () => {
  const place = await consultation(ewa);
  await post(anna, place, "§ 7", `https://example.org/${"bardzo-dlugi-adres".repeat(8)} ${"x".repeat(200)}`);
  const [reader, moderator] = [await browser(guest, PHONE), await browser(ewa, PHONE)];
  for (const [page, path] of [
    [reader, "/"],
    [reader, "/sign-in"],
    [reader, "/sign-in/code?id=x"],
    [reader, place.at("§ 7")],
    [moderator, place.at("§ 7")],
    [moderator, "/account"],
    [moderator, "/log"],
    [moderator, "/consultations/new"],
  ]) {
    await page.goto(path);
    assert.equal(await overflows(page), false, `${path} is wider than the screen`);
    assert.deepEqual(await tooSmall(page), [], path);
  }
});

/** What is pressed and smaller than a thumb, with everything unfolded. */
function tooSmall(page) {
  return page.evaluate(() => {
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
}
