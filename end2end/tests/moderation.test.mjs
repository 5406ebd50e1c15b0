// A moderator hides a remark: its text leaves every open page at once, and the reason stands in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { consultation, post, reply } from "../lib/consultation.mjs";
import { box, count, remark, remarkById, send, shown, unfold } from "../lib/page.mjs";
import { until } from "../lib/until.mjs";
import { open, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

test("what is hidden leaves the other page, its reason stands there, and it can come back", async () => {
  const place = await consultation(ewa);
  const words = "Numer telefonu sąsiada";
  const bad = await post(anna, place, "§ 7", words);
  await reply(anna, place, bad, "Odpowiedź zostaje");
  const moderator = await visit(ewa, place.at("§ 7"));
  const reader = await visit(guest, place.at("§ 7"));
  assert.equal(await count(reader, "§ 7"), 2);

  const hers = remarkById(moderator, bad.id);
  await unfold(hers, "Więcej");
  await unfold(hers, "Ukryj uwagę");
  // Another reason than those that are named needs words; nothing is hidden without.
  await hers.getByLabel("Powód").first().selectOption({ label: "Inny powód" });
  await hers.getByRole("button", { name: "Ukryj" }).first().click();
  await hers.getByLabel("Własnymi słowami").and(moderator.locator("[aria-invalid=true]")).waitFor();
  await hers.getByLabel("Powód").first().selectOption({ label: "Dane osobowe" });
  await hers.getByRole("button", { name: "Ukryj" }).first().click();

  const reason = (page) => remarkById(page, bad.id).getByText("Uwaga ukryta przez moderatora. Powód: Dane osobowe");
  for (const page of [moderator, reader]) {
    await reason(page).waitFor({ timeout: 5_000 });
    assert.ok(!(await page.content()).includes(words), "the text is nowhere in the page");
    assert.deepEqual(await shown(page), ["Odpowiedź zostaje"]);
    await until("the count changed", async () => (await count(page, "§ 7")) === 1);
  }
  await reader.reload();
  assert.ok(!(await reader.content()).includes(words));
  assert.ok(await reason(reader).isVisible());

  await hers.getByRole("button", { name: "Pokaż uwagę ponownie" }).click();
  await open(reader, place.at("§ 7"));
  await until("it is back", async () => (await shown(reader)).includes(words));

  await moderator.goto("/log");
  assert.match(await moderator.getByRole("table").innerText(), /Dane osobowe/);
  assert.deepEqual(busola.faults, []);
});

test("what waits for a moderator is seen by its author and published with a press", async () => {
  const place = await consultation(ewa, { moderation: "pre" });
  const author = await visit(anna, place.at("§ 7"));
  const reader = await visit(guest, place.at("§ 7"));
  const words = "Proszę o sprawdzenie";
  const waiting = (page) => remark(page, words).getByText("Czeka na sprawdzenie.");
  await box(author).fill(words);
  await send(author).click();
  await waiting(author).waitFor();
  const moderator = await visit(ewa, place.at("§ 7"));
  await waiting(moderator).waitFor();
  assert.deepEqual(await shown(reader), []);

  await unfold(remark(moderator, words), "Więcej");
  await remark(moderator, words).getByRole("button", { name: "Opublikuj" }).click();
  for (const page of [author, moderator, reader]) {
    await remark(page, words).waitFor();
    await waiting(page).waitFor({ state: "detached" });
    await until("it is counted", async () => (await count(page, "§ 7")) === 1);
  }
  assert.deepEqual(busola.faults, []);
});
