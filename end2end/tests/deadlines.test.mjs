// Dates of a consultation: rules, a warning, the course, changes that open pages follow, the council's opinion.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, city, person } from "../lib/city.mjs";
import { consultation, inDays, post } from "../lib/consultation.mjs";
import { box, live, panel } from "../lib/page.mjs";
import { browser, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { busola, ewa, anna, guest } = await city();
const [adam, olga] = [await person(busola, "Adam", "admin"), await person(busola, "Olga", "moderator")];

/** The same address, however its beginning reads. */
const at = (path) => new RegExp(`${path}$`);

/** The entries of the course, unfolded. */
async function course(page) {
  await page.getByText(/^Przebieg/).click();
  return (await page.locator(".timeline li").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

/** What a field of a form has for a moment so many days from now, at midnight. */
const midnight = (days) => `${inDays(days).slice(0, 10)}T00:00`;

test("without JavaScript an administrator sets a rule, and a moderator is warned by it before something too short is public", async () => {
  const admin = await browser(adam, PLAIN);
  await admin.goto("/");
  await admin.getByRole("banner").getByRole("link", { name: "Terminy" }).click();
  await admin.getByRole("link", { name: "Zmień: Akt prawa miejscowego" }).click();
  await admin.getByLabel("Najkrótszy czas na uwagi").fill("dużo");
  await admin.getByRole("button", { name: "Zapisz" }).click();
  await admin.getByRole("alert").getByText(/Wartość ma inną postać/).waitFor();
  await admin.getByLabel("Najkrótszy czas na uwagi").fill("21");
  await admin.getByLabel("Uchwalenie najpóźniej").fill("12-31");
  await admin.getByRole("button", { name: "Zapisz" }).click();
  await admin.getByText("Reguła jest zapisana.").waitFor();
  await admin.getByRole("region", { name: "Akt prawa miejscowego" }).getByText("21 dni").waitFor();

  const page = await browser(ewa, PLAIN);
  assert.equal(await page.getByRole("banner").getByRole("link", { name: "Terminy" }).count(), 0);
  assert.equal((await page.goto("/admin/deadlines")).status(), 403);
  await page.goto("/consultations/new");
  await page.getByLabel("Tytuł").fill("Regulamin parku");
  await page.getByLabel("Rodzaj").selectOption({ label: "Akt prawa miejscowego" });
  await page.getByLabel("Rozpoczęcie").fill(midnight(2));
  await page.getByLabel("Zakończenie").fill(midnight(12));
  await page.getByLabel("Treść projektu").fill("§ 1. Park jest otwarty.");
  await page.getByRole("button", { name: "Opublikuj" }).click();
  await page.getByRole("alert").getByText(/Na uwagi jest 9 pełnych dni, a reguła wymaga co najmniej 21/).waitFor();
  assert.equal(await page.getByLabel("Treść projektu").inputValue(), "§ 1. Park jest otwarty.");
  await page.getByLabel("Krótszy termin ma zostać").check();
  await page.getByRole("button", { name: "Opublikuj" }).click();
  await page.getByRole("alert").getByText(/To pole jest puste/).waitFor();
  assert.equal(await page.getByLabel("Krótszy termin ma zostać").isChecked(), true);
  await page.getByLabel("Powód").fill("Termin z uchwały.");
  await page.getByRole("button", { name: "Opublikuj" }).click();
  await page.waitForURL(/\/consultations\/regulamin-parku/);

  const entries = await course(page);
  assert.match(entries[0], /^Ogłoszenie konsultacji .* za nami$/);
  assert.match(entries[1], /^Początek zgłaszania uwag .* już niedługo$/);
  assert.match(entries[2], /^Koniec zgłaszania uwag .* przed nami$/);
  assert.match(entries[3], /^Uchwalenie najpóźniej 31 grudnia \d{4} /);
  await page.goto("/log");
  await page.getByRole("row").filter({ hasText: "opublikowano na krócej" }).getByText("9 < 21: Termin z uchwały.").waitFor();
  assert.deepEqual(busola.faults, []);
});

test("of two moderators who change a notice at once the second is told and loses nothing", async () => {
  const place = await consultation(ewa);
  const [hers, others] = [await browser(ewa, PLAIN), await browser(olga, PLAIN)];
  for (const page of [hers, others]) {
    await page.goto(place.path);
    await page.getByRole("link", { name: "Zmień ogłoszenie i terminy" }).click();
  }
  await hers.getByLabel("Tytuł").fill("Program na rok 2027");
  await hers.getByLabel("Prowadzący").selectOption({ label: "Olga" });
  await hers.getByRole("button", { name: "Zapisz zmiany" }).click();
  await hers.waitForURL(at(place.path));
  await hers.getByRole("heading", { level: 1, name: "Program na rok 2027" }).waitFor();

  await others.getByRole("textbox", { name: /^Cel/ }).fill("Lepszy program");
  await others.getByRole("button", { name: "Zapisz zmiany" }).click();
  await others.getByRole("alert").getByText(/Ktoś inny zmienił tymczasem to ogłoszenie/).waitFor();
  assert.equal(await others.getByRole("textbox", { name: /^Cel/ }).inputValue(), "Lepszy program");
  await others.getByLabel("Tytuł").fill("Program na rok 2027");
  await others.getByRole("button", { name: "Zapisz zmiany" }).click();
  await others.waitForURL(at(place.path));
  const { title, notice } = await api(ewa, "GET", `/consultations/${place.id}`);
  assert.deepEqual([title, notice.aim, notice.subject], ["Program na rok 2027", "Lepszy program", "Projekt programu"]);
  await others.goto("/log");
  await others.getByRole("row").filter({ hasText: "zmieniono ogłoszenie konsultacji" }).getByText("Tytuł, Prowadzący").waitFor();
});

test("an open page follows the end of its consultation, and keeps what is typed on it", async () => {
  const place = await consultation(ewa);
  const ends = (days) => api(ewa, "PATCH", `/consultations/${place.id}`, { closes_at: inDays(days) });
  const when = (page) => page.locator(".bar-when");
  const [page, typing] = [await visit(anna, place.at("§ 7")), await visit(anna, place.at("§ 7"))];
  await box(typing).fill("Jeszcze piszę");
  await page.evaluate(() => (globalThis.same = true));
  await ends(5);
  await when(page).filter({ hasText: "Zostały 4 dni" }).waitFor({ timeout: 10_000 });
  assert.equal(await page.evaluate(() => globalThis.same), true);
  await panel(page).locator(".notice").waitFor();

  await ends(-0.01);
  await when(page).filter({ hasText: "Zamknięte" }).waitFor({ timeout: 10_000 });
  await box(page).waitFor({ state: "hidden" });
  await when(typing).filter({ hasText: "Zamknięte" }).waitFor({ timeout: 10_000 });
  assert.equal(await box(typing).inputValue(), "Jeszcze piszę");
  await panel(typing).locator(".notice").waitFor();

  await live(page);
  await ends(3);
  await when(page).filter({ hasText: "Zostały 2 dni" }).waitFor({ timeout: 10_000 });
  await box(page).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("the council's opinion is written down without JavaScript and read by everybody", async () => {
  const place = await consultation(ewa);
  await post(anna, place, "§ 7", "Uwaga");
  const page = await browser(ewa, PLAIN);
  await page.goto(place.path);
  await page.getByRole("link", { name: "Opinia rady i dalszy bieg" }).click();
  await page.getByText("Rady jeszcze nie poproszono o opinię.").waitFor();
  await page.getByLabel("Dzień wniosku o opinię").fill("2025-10-20");
  await page.getByRole("button", { name: "Zapisz opinię" }).click();
  await page.getByText("Rada nie wyraziła opinii w terminie. Oznacza to, że nie ma uwag.").waitFor();
  await page.getByLabel(/^Dzień opinii/).fill("2025-10-29");
  await page.getByLabel("Opinia", { exact: true }).selectOption({ label: "pozytywna z uwagami" });
  await page.getByRole("textbox", { name: /^Treść/ }).fill("Za mało środków.");
  await page.getByRole("button", { name: "Zapisz opinię" }).click();
  await page.getByLabel(/^Dzień uchwalenia/).fill("2025-11-27");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();

  const reader = await browser(guest, PLAIN);
  await reader.goto(place.path);
  const entries = await course(reader);
  assert.ok(entries.includes("Opinia Rady Działalności Pożytku Publicznego 29 października 2025 za nami"), entries.join("\n"));
  assert.ok(entries.includes("Uchwalenie 27 listopada 2025 za nami"), entries.join("\n"));
  await reader.getByRole("link", { name: "Opinia Rady Działalności Pożytku Publicznego" }).click();
  await reader.getByText("pozytywna z uwagami").waitFor();
  await reader.getByText("Za mało środków.").waitFor();
  assert.equal(await reader.getByRole("main").getByRole("button").count(), 0);
});

test("a report that is late is marked", async () => {
  const place = await consultation(ewa, { kind: "cooperation_programme", opens_at: inDays(-60), closes_at: inDays(-45) });
  await api(adam, "PUT", "/deadline-rules/cooperation_programme", { report_days: 30, opinion_days: 14, adopted_by: "11-30", reported_by: "05-31" });
  const late = await browser(guest, PLAIN);
  await late.goto(place.path);
  assert.ok((await course(late)).some((entry) => /^Raport z konsultacji najpóźniej .* po terminie$/.test(entry)));
});
