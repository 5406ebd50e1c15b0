// Whoever writes is not disturbed, and what was typed is not lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { arrivals, box, chip, count, panel, remark, send, shown } from "../lib/page.mjs";
import { signInHere } from "../lib/sign_in.mjs";
import { until } from "../lib/until.mjs";
import { open, visit } from "../lib/visit.mjs";

const { busola, ewa, anna } = await city();

/** Where the page, the panel, the field and the caret are. */
async function state(page) {
  const beside = await panel(page).elementHandle();
  return box(page).evaluate(
    (field, panel) => ({
      page: scrollY,
      panel: panel.scrollTop,
      field: Math.round(field.getBoundingClientRect().top),
      height: field.offsetHeight,
      text: field.value,
      caret: [field.selectionStart, field.selectionEnd],
      focus: document.activeElement === field,
    }),
    beside,
  );
}

for (const [screen, viewport] of [["wide", { width: 1280, height: 800 }], ["narrow", { width: 360, height: 740 }]]) {
  test(`twenty remarks arrive and nothing moves under the hands of who is typing (${screen})`, async () => {
    const place = await consultation(ewa);
    for (let number = 0; number < 3; number++) await post(ewa, place, "§ 7", `Dawna uwaga ${number}`);
    const page = await visit(anna, place.at("§ 7"), { viewport });
    await box(page).click();
    await page.keyboard.type("Moja uwaga, którą piszę");
    for (let step = 0; step < "piszę".length; step++) await page.keyboard.press("ArrowLeft");
    const before = await state(page);
    assert.ok(before.focus);

    for (let number = 0; number < 20; number++) {
      await post(ewa, place, "§ 7", `Nowa uwaga ${number}`);
      await post(ewa, place, "§ 6", `Gdzie indziej ${number}`);
    }
    await until("all are counted", async () => (await count(page, "§ 7")) === 23 && (await count(page, "§ 6")) === 20);
    assert.equal(await chip(page, "§ 6").innerText(), "20 nowych");
    assert.deepEqual(await state(page), before);
    await page.keyboard.type("sam ");
    assert.equal(await box(page).inputValue(), "Moja uwaga, którą sam piszę");

    if (screen === "narrow") {
      assert.equal((await shown(page)).length, 3);
      assert.equal(await arrivals(page).innerText(), "Pokaż 20 nowych uwag");
      await arrivals(page).click();
    }
    await until("all are shown", async () => (await shown(page)).length === 23);
    await panel(page).getByRole("status").filter({ hasText: /^\d+ now/ }).waitFor({ timeout: 15_000 });
    assert.deepEqual(busola.faults, []);
  });
}

test("a text survives closing and opening the page", async () => {
  const place = await consultation(ewa);
  const words = "Piszę i odświeżam";
  const page = await visit(anna, place.at("§ 7"));
  await box(page).fill(words);
  await page.reload();
  await until("the text is back", async () => (await box(page).inputValue()) === words);
  await open(page, place.at("§ 2"));
  assert.equal(await box(page).inputValue(), "");
  await open(page, place.at("§ 7"));
  await until("the text is back at its paragraph", async () => (await box(page).inputValue()) === words);
  await box(page).press("Control+Enter");
  await until("it was sent", async () => (await shown(page)).includes(words));
  await page.reload();
  await remark(page, words).waitFor();
  assert.equal(await box(page).inputValue(), "");
});

test("a text survives an expired sign-in and is sent once", async () => {
  const place = await consultation(ewa);
  const words = "Sesja wygasła, tekst nie";
  const page = await visit(anna, place.at("§ 7"));
  await page.context().clearCookies();
  await box(page).fill(words);
  await send(page).click();
  const refusal = panel(page).getByRole("status").filter({ hasText: "Twoje logowanie wygasło." });
  await refusal.waitFor();
  assert.equal(await box(page).inputValue(), words);
  await refusal.getByRole("link", { name: "Zaloguj się" }).click();
  await page.waitForURL(/\/sign-in\?/);
  await signInHere(page, anna);
  await until("the text is back", async () => (await box(page).inputValue()) === words);
  await send(page).click();
  await until("it was sent", async () => (await shown(page)).length === 1);
  assert.equal((await stored(anna, place, "§ 7")).length, 1);
});
