// A moderator hides a remark: its text leaves every open page at once, and the reason stands in its place.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola } from "../lib/busola.mjs";
import { consultation, countOf, open, person, remark, shown, signIn, until } from "../lib/city.mjs";

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

test("what is hidden leaves the other page, its reason stands there, and it can come back", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7");
  const words = "Numer telefonu sąsiada";
  const bad = await remark(busola, anna, place, words, unit);
  await remark(busola, anna, place, "Odpowiedź zostaje", unit, bad.id);
  const [moderator, reader] = [await busola.page(), await busola.page()];
  await signIn(busola, moderator, ewa);
  await open(moderator, place.at("§ 7"));
  await open(reader, place.at("§ 7"));
  assert.equal(await countOf(reader, unit), 2);

  const article = (page) => page.locator(`[id="u-${bad.id}"]`);
  await article(moderator).locator("summary", { hasText: "Więcej" }).first().click();
  await article(moderator).locator("summary", { hasText: "Ukryj uwagę" }).first().click();
  await article(moderator).locator(`[id="reason-${bad.id}"]`).fill("Dane osobowe");
  await article(moderator).getByRole("button", { name: "Ukryj" }).click();

  for (const page of [moderator, reader]) {
    await article(page).locator(":scope > .remark-gone", { hasText: "Dane osobowe" }).waitFor({ timeout: 5_000 });
    assert.ok(!(await page.content()).includes(words), "the text is nowhere in the page");
    assert.deepEqual(await shown(page), ["Odpowiedź zostaje"]);
    await until("the count changed", async () => (await countOf(page, unit)) === 1);
  }
  await reader.reload();
  assert.ok(!(await reader.content()).includes(words));
  assert.match(await article(reader).locator(":scope > .remark-gone").innerText(), /Dane osobowe/);

  await article(moderator).getByRole("button", { name: "Pokaż uwagę ponownie" }).click();
  await open(reader, place.at("§ 7"));
  await until("it is back", async () => (await shown(reader)).includes(words));

  await moderator.goto("/log");
  assert.match(await moderator.locator("table.table").innerText(), /Dane osobowe/);
  assert.deepEqual(busola.faults, []);
});

test("what waits for a moderator is seen by its author and published with a press", async () => {
  const place = await consultation(busola, ewa, { moderation: "pre" });
  const unit = place.unit("§ 7");
  const [author, moderator, reader] = [await busola.page(), await busola.page(), await busola.page()];
  await signIn(busola, author, anna);
  await signIn(busola, moderator, ewa);
  await open(author, place.at("§ 7"));
  await open(reader, place.at("§ 7"));
  await author.locator("#remarks > form.write textarea").fill("Proszę o sprawdzenie");
  await author.locator("#remarks > form.write .write-foot button").click();
  await author.locator('article.remark[data-status="pending"] .remark-note').waitFor();
  await open(moderator, place.at("§ 7"));
  assert.deepEqual(await shown(reader), []);

  await moderator.locator("article.remark summary", { hasText: "Więcej" }).first().click();
  await moderator.locator("article.remark").getByRole("button", { name: "Opublikuj" }).click();
  for (const page of [author, moderator, reader]) {
    await page.locator('article.remark[data-status="published"]', { hasText: "Proszę o sprawdzenie" }).waitFor();
    await until("it is counted", async () => (await countOf(page, unit)) === 1);
  }
  assert.deepEqual(busola.faults, []);
});
