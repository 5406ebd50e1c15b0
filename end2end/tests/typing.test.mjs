// Whoever writes is not disturbed, and what was typed is not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola } from "../lib/busola.mjs";
import { consultation, countOf, open, person, remark, remarks, sectionOf, shown, signIn, signInHere, until } from "../lib/city.mjs";

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

const box = (page) => page.locator("#remarks > form.write textarea");

/** Where the page, the panel, the field and the caret are. */
const state = (page) =>
  page.evaluate(() => {
    const field = document.querySelector("#remarks > form.write textarea");
    return {
      page: scrollY,
      panel: document.querySelector("#remarks").scrollTop,
      field: Math.round(field.getBoundingClientRect().top),
      height: field.offsetHeight,
      text: field.value,
      caret: [field.selectionStart, field.selectionEnd],
      focus: document.activeElement === field,
    };
  });

for (const [screen, viewport] of [["wide", { width: 1280, height: 800 }], ["narrow", { width: 360, height: 740 }]]) {
  test(`twenty remarks arrive and nothing moves under the hands of who is typing (${screen})`, async () => {
    const place = await consultation(busola, ewa);
    const [unit, other] = [place.unit("§ 7"), place.unit("§ 6")];
    for (let number = 0; number < 3; number++) await remark(busola, ewa, place, `Dawna uwaga ${number}`, unit);
    const page = await busola.page({ viewport });
    await signIn(busola, page, anna);
    await open(page, place.at("§ 7"));
    await box(page).click();
    await page.keyboard.type("Moja uwaga, którą piszę");
    for (let step = 0; step < "piszę".length; step++) await page.keyboard.press("ArrowLeft");
    const before = await state(page);
    assert.ok(before.focus);

    for (let number = 0; number < 20; number++) {
      await remark(busola, ewa, place, `Nowa uwaga ${number}`, unit);
      await remark(busola, ewa, place, `Gdzie indziej ${number}`, other);
    }
    await until("all are counted", async () => (await countOf(page, unit)) === 23 && (await countOf(page, other)) === 20);
    assert.equal(await sectionOf(page, other).locator(".new-chip").innerText(), "20 nowych");
    assert.deepEqual(await state(page), before);
    await page.keyboard.type("sam ");
    assert.equal(await box(page).inputValue(), "Moja uwaga, którą sam piszę");

    if (screen === "narrow") {
      assert.equal((await shown(page)).length, 3);
      const chip = page.locator(".thread-new .new-chip");
      assert.equal(await chip.innerText(), "Pokaż 20 nowych uwag");
      await chip.click();
    }
    await until("all are shown", async () => (await shown(page)).length === 23);
    await until("it is announced", async () => /^\d+ now/.test(await page.locator("#remarks [aria-live=polite]").textContent()));
    assert.deepEqual(busola.faults, []);
  });
}

test("a text survives closing and opening the page", async () => {
  const place = await consultation(busola, ewa);
  const page = await busola.page();
  await signIn(busola, page, anna);
  await open(page, place.at("§ 7"));
  await box(page).fill("Piszę i odświeżam");
  await page.reload();
  await until("the text is back", async () => (await box(page).inputValue()) === "Piszę i odświeżam");
  await open(page, place.at("§ 2"));
  assert.equal(await box(page).inputValue(), "");
  await open(page, place.at("§ 7"));
  await until("the text is back at its paragraph", async () => (await box(page).inputValue()) === "Piszę i odświeżam");
  await box(page).press("Control+Enter");
  await until("it was sent", async () => (await shown(page)).includes("Piszę i odświeżam"));
  await page.reload();
  await page.locator("article.remark").waitFor();
  assert.equal(await box(page).inputValue(), "");
});

test("a text survives an expired sign-in and is sent once", async () => {
  const place = await consultation(busola, ewa);
  const page = await busola.page();
  await signIn(busola, page, anna);
  await open(page, place.at("§ 7"));
  await page.context().clearCookies();
  await box(page).fill("Sesja wygasła, tekst nie");
  await page.locator("#remarks > form.write .write-foot button").click();
  const state = page.locator('#remarks > form.write .send-state[data-state="failed"]');
  await state.waitFor();
  assert.equal(await box(page).inputValue(), "Sesja wygasła, tekst nie");
  await state.locator("a").click();
  await page.waitForURL(/\/sign-in\?/);
  await signInHere(busola, page, anna.email);
  await until("the text is back", async () => (await box(page).inputValue()) === "Sesja wygasła, tekst nie");
  await page.locator("#remarks > form.write .write-foot button").click();
  await until("it was sent", async () => (await shown(page)).length === 1);
  assert.equal((await remarks(busola, place, place.unit("§ 7"))).length, 1);
});
