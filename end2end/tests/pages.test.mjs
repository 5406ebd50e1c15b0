// What pages have in common: a language, plural forms, a first sign-in; and a consultation in each of its states.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city } from "../lib/city.mjs";
import { consultation, inDays, post, reply } from "../lib/consultation.mjs";
import { code } from "../lib/letters.mjs";
import { section, total } from "../lib/page.mjs";
import { field, giveAddress, giveCode } from "../lib/sign_in.mjs";
import { browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();
let place, paths;
before(async () => {
  place = await consultation(ewa);
  const unit = place.unit("§ 7");
  const first = await post(anna, place, "§ 7", "Uwaga z **naciskiem**, [odnośnikiem](https://example.org) i listą:\n\n- jeden\n- dwa");
  await reply(ewa, place, first, "Odpowiedź urzędu");
  const hidden = await post(anna, place, "§ 7", "Ukryta");
  await api(ewa, "POST", `/comments/${hidden.id}/hide`, { reason: "Dane osobowe" });
  const withdrawn = await post(anna, place, "§ 7", "Wycofana");
  await api(anna, "DELETE", `/comments/${withdrawn.id}`);
  const over = await consultation(ewa, { title: "Wybory do rady", kind: "council", opens_at: inDays(-30), closes_at: inDays(-2) });
  const coming = await consultation(ewa, { title: "Strategia", kind: "strategy", opens_at: inDays(2) });
  const draft = await consultation(ewa, { title: "Szkic", publish: false });
  paths = [
    [guest, [place.at("§ 7"), over.path, coming.path, "/account"]],
    [anna, [`${place.path}?unit=${unit}&reply=${first.id}`, `${place.path}?unit=${unit}&edit=${first.id}`, "/account?welcome=1"]],
    [ewa, [place.at("§ 7"), draft.path]],
  ];
});

test("a consultation in each of its states, and what stands in for a page, are for everybody", async () => {
  const found = [];
  for (const [who, addresses] of paths) {
    const page = await browser(who, { viewport: { width: 360, height: 800 }, reducedMotion: "reduce" });
    const reader = who.name ?? "a guest";
    for (const path of addresses) {
      await page.goto(path);
      if (await overflows(page)) found.push(`${reader} ${path}: wider than the screen`);
      for (const violation of await axe(page)) found.push(`${reader} ${path}: ${violation}`);
    }
    await page.context().close();
  }
  assert.deepEqual(found, []);
  assert.deepEqual(busola.faults, []);
});

test("the language is chosen on any page and kept", async () => {
  const page = await browser(guest);
  await page.goto(place.at("§ 7"));
  assert.equal(await page.locator("html").getAttribute("lang"), "pl");
  assert.match(await total(page).innerText(), /^2 uwagi$/);
  await page.locator('.languages a[lang="en"]').click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(new URL(page.url()).search, `?unit=${place.unit("§ 7")}`);
  assert.match(await total(page).innerText(), /^2 comments$/);
  await page.goto("/");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator('.languages a[lang="en"]').getAttribute("aria-current"), "true");
  const english = await browser(guest, { locale: "en-GB" });
  await english.goto("/");
  assert.equal(await english.locator("html").getAttribute("lang"), "en");
});

test("plural forms are right while they change", async () => {
  const counted = await consultation(ewa);
  const page = await visit(guest, counted.at("§ 3"));
  for (const words of ["1 uwaga", "2 uwagi", "3 uwagi", "4 uwagi", "5 uwag"]) {
    await post(anna, counted, "§ 3", words);
    await total(page).filter({ hasText: new RegExp(`^${words}$`) }).waitFor();
  }
});

test("a new person signs in by the code and is asked for a name", async () => {
  const page = await browser(guest);
  await page.goto("/sign-in");
  await giveAddress(page, "nowa@example.org");
  await giveCode(page, "1");
  assert.equal(await field(page).getAttribute("aria-invalid"), "true");
  await giveCode(page, await code(busola, "nowa@example.org"));
  await page.waitForURL(/\/account\?welcome/);
  await page.getByLabel("Nazwa").fill("Nowa Osoba");
  await page.getByRole("button", { name: "Zapisz i przejdź dalej" }).click();
  await page.getByRole("banner").getByText("Nowa Osoba").click();
  await page.getByRole("button", { name: "Wyloguj się" }).click();
  await page.getByRole("banner").getByRole("link", { name: "Zaloguj się" }).waitFor();
});

test("a moderator makes a consultation with a preview", async () => {
  const page = await browser(ewa);
  await page.goto("/consultations/new");
  await page.getByLabel("Tytuł").fill("Plac zabaw");
  await page.getByLabel("Rozpoczęcie").fill("2026-01-10T08:00");
  await page.getByLabel("Zakończenie").fill("2036-01-10T08:00");
  await page.getByLabel("Treść projektu").fill("§ 1. Plac powstanie.\n§ 2. Wchodzi w życie.");
  await page.getByRole("button", { name: "Podgląd" }).click();
  await page.getByRole("listitem").filter({ hasText: "Plac powstanie." }).waitFor();
  await page.getByRole("button", { name: "Opublikuj" }).click();
  await page.waitForURL(/\/consultations\/plac-zabaw/);
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Plac zabaw");
  assert.match(await section(page, "§ 1").innerText(), /Plac powstanie\./);
  assert.match(await section(page, "§ 2").innerText(), /Wchodzi w.życie\./);
  assert.equal(await page.getByRole("link", { name: /^Zgłoś uwagę ?, / }).count(), 2);
  assert.deepEqual(busola.faults, []);
});
