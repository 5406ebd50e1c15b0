// What came on paper is entered, one by one and from a file; a consultation has files. All of it without JavaScript.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, inDays } from "../lib/consultation.mjs";
import { live, remark, unfold } from "../lib/page.mjs";
import { browser, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const PDF = Buffer.from("%PDF-1.7\n% plan miejscowy\n");
const { busola, ewa, anna, guest } = await city();
const adam = await person(busola, "Adam", "moderator");

/** The day that the city's calendar shows. */
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Warsaw" }).format(new Date());

/** Enters what came on paper, by the API. */
function entered(place, body, changes = {}) {
  const letter = { id: randomUUID(), unit: place.unit("§ 7"), body, source: "paper", received_on: today(), author: "Jan Kowalski", ...changes };
  return api(ewa, "POST", `/consultations/${place.id}/comments/paper`, letter);
}

/** A table as a spreadsheet saves it in Poland. */
const csv = (...lines) => ({
  name: "uwagi.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["Uwaga;Jednostka;Sposób zgłoszenia;Data wpływu;Zgłaszający", ...lines, ""].join("\r\n")),
});

/** Sends a file of remarks on the page for them. */
async function check(page, file) {
  await page.getByLabel("Plik z uwagami").setInputFiles(file);
  await page.getByRole("button", { name: "Sprawdź plik" }).click();
}

test("a moderator enters a letter by keyboard, and the next one begins where it came from", async () => {
  const place = await consultation(ewa);
  const page = await browser(ewa, PLAIN);
  await page.goto(place.path);
  await page.getByRole("link", { name: "Uwagi z papieru i e-maili" }).focus();
  await page.keyboard.press("Enter");
  const unit = page.getByLabel("Jednostka");
  await unit.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const label = await unit.evaluate((select) => select.selectedOptions[0].textContent.trim());
  assert.notEqual(label, "Cały projekt");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("Proszę o dłuższy termin.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getByLabel("Sposób zgłoszenia").inputValue(), "mail");
  // How a date is typed differs from system to system.
  await page.getByLabel("Data wpływu").fill(today());
  await page.getByLabel(/^Zgłaszający/).focus();
  await page.keyboard.insertText("Anna Nowak");
  await page.keyboard.press("Enter");

  await page.getByRole("status").getByText("Wpisano uwagę nr 1.").waitFor();
  assert.equal(await page.getByLabel("Sposób zgłoszenia").inputValue(), "mail");
  assert.equal(await page.getByLabel("Data wpływu").inputValue(), today());
  assert.equal(await page.getByLabel("Uwaga", { exact: true }).inputValue(), "");
  await page.getByRole("link", { name: "Zobacz ją na stronie konsultacji" }).click();
  const shown = remark(page, "Proszę o dłuższy termin.");
  assert.equal(await shown.getByRole("heading").innerText(), "Anna Nowak");
  assert.match(await shown.innerText(), /E-mailem, wpłynęła \d+ \p{L}+ \d{4}/u);
  await page.goto("/log");
  await page.getByRole("row").filter({ hasText: "wpisano uwagę otrzymaną poza stroną" }).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("a letter that can't be entered stays in its form, with what is wrong", async () => {
  const place = await consultation(ewa);
  const page = await browser(ewa, PLAIN);
  await page.goto(`${place.path}/paper`);
  await page.getByLabel("Uwaga", { exact: true }).fill("Z listu bez daty");
  await page.getByLabel("Data wpływu").evaluate((field) => field.removeAttribute("min"));
  await page.getByLabel("Data wpływu").fill("2020-01-01");
  await page.getByRole("button", { name: "Wpisz uwagę" }).click();
  await page.getByRole("alert").getByText(/Tego dnia konsultacje nie trwały/).waitFor();
  assert.equal(await page.getByLabel("Uwaga", { exact: true }).inputValue(), "Z listu bez daty");
  assert.equal(await page.getByLabel("Data wpływu").getAttribute("aria-invalid"), "true");
  await page.context().clearCookies();
  await page.getByLabel("Data wpływu").fill(today());
  await page.getByRole("button", { name: "Wpisz uwagę" }).click();
  assert.equal(await page.getByRole("textbox").first().inputValue(), "Z listu bez daty");
});

test("a file with errors is mended and entered, and a second time adds nothing", async () => {
  const place = await consultation(ewa);
  const page = await browser(ewa, PLAIN);
  await page.goto(`${place.path}/paper`);
  await check(page, csv(`Za krótki termin;§ 7;papier;${today()};Anna Nowak`, `Popieram;§ 77;gołębiem;${today()};`));
  const checked = page.getByRole("region", { name: "Sprawdzony plik" });
  await checked.getByText("Nic nie zostało wpisane.").waitFor();
  const rows = (await checked.getByRole("row").allInnerTexts()).slice(1).map((text) => text.replace(/\s+/g, " ").trim());
  assert.equal(rows.length, 2);
  assert.match(rows[0], /^3 Jednostka § 77 Tej jednostki nie ma/);
  assert.match(rows[1], /^3 Sposób zgłoszenia gołębiem /);
  assert.equal(await checked.getByRole("button").count(), 0);

  const mended = csv(`Za krótki termin;§ 7;papier;${today()};Anna Nowak`, `Popieram;;e-mail;${today()};`);
  await check(page, mended);
  await checked.getByText("2 uwagi do wpisania").waitFor();
  await checked.getByRole("row", { name: /osoba anonimowa/ }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Wpisz 2 uwagi" }).click();
  await page.getByRole("status").getByText("Wpisano 2 uwagi.").waitFor();
  const { counts } = await api(guest, "GET", `/consultations/${place.id}`);
  assert.deepEqual(counts, { comments: 2, participants: 2 });

  await check(page, mended);
  await page.getByText("Wszystkie uwagi z tego pliku są już wpisane.").waitFor();
  assert.equal(await checked.getByRole("button").count(), 0);
  assert.deepEqual(busola.faults, []);
});

test("a PDF is attached, saved by everybody and removed", async () => {
  const place = await consultation(ewa);
  const page = await browser(ewa, PLAIN);
  await page.goto(`${place.path}/edit`);
  await page.getByLabel("Nazwa załącznika").fill("Mapa terenu");
  await page.getByLabel("Plik", { exact: true }).setInputFiles({ name: "mapa.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html>") });
  await page.getByRole("button", { name: "Dodaj" }).click();
  await page.getByRole("alert").getByText(/plik innego rodzaju/).waitFor();
  assert.equal(await page.getByLabel("Nazwa załącznika").inputValue(), "Mapa terenu");
  await page.getByLabel("Plik", { exact: true }).setInputFiles({ name: "mapa śródmieścia.pdf", mimeType: "application/pdf", buffer: PDF });
  await page.getByRole("button", { name: "Dodaj" }).click();
  await page.getByRole("link", { name: /^Mapa terenu \(PDF, / }).waitFor();

  const reader = await browser(guest, PLAIN);
  await reader.goto(place.path);
  const link = reader.getByRole("region", { name: "Załączniki" }).getByRole("link", { name: /^Mapa terenu \(PDF, / });
  const [download] = await Promise.all([reader.waitForEvent("download"), link.click()]);
  assert.equal(download.suggestedFilename(), "mapa śródmieścia.pdf");
  assert.deepEqual(await readFile(await download.path()), PDF);

  await page.getByText(/^Usuń/).click();
  await page.getByRole("button", { name: "Tak, usuń" }).click();
  await page.getByText("Nie ma jeszcze żadnego załącznika.").waitFor();
  await reader.goto(place.path);
  assert.equal(await reader.getByRole("region", { name: "Załączniki" }).count(), 0);
  assert.deepEqual(busola.faults, []);
});

test("what is entered appears on open pages with its mark, which stays when it is answered", async () => {
  const place = await consultation(ewa);
  const reader = await visit(anna, place.at("§ 7"));
  const made = await entered(place, "Z listu, na żywo");
  const hers = remark(reader, "Z listu, na żywo");
  await hers.waitFor({ timeout: 5_000 });
  assert.match(await hers.innerText(), /Na piśmie/);
  assert.ok(!/E-mailem|Na spotkaniu/.test(await hers.innerText()));
  await reader.reload();
  await hers.getByText(/^Na piśmie, wpłynęła \d/).waitFor();
  await live(reader);
  await api(ewa, "PUT", `/comments/${made.id}/answer`, { decision: "accepted", justification: "Tak.", unit: null, publish: true });
  await hers.getByText("Odpowiedź urzędu").waitFor({ timeout: 10_000 });
  await hers.getByText(/^Na piśmie, wpłynęła \d/).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("a slip in a letter is put right from its place, open pages follow, and who is second keeps what was typed", async () => {
  const place = await consultation(ewa);
  await entered(place, "Za krutki termin", { author: "Jan Kowalsky" });
  const reader = await visit(anna, place.at("§ 7"));
  await live(reader);
  const [first, second] = [await browser(adam, PLAIN), await browser(ewa)];
  for (const page of [first, second]) {
    await page.goto(place.at("§ 7"));
    const slip = remark(page, "Za krutki termin");
    await unfold(slip, "Więcej");
    await slip.getByRole("link", { name: "Popraw wpis" }).click();
    assert.equal(await page.getByLabel("Uwaga", { exact: true }).inputValue(), "Za krutki termin");
    assert.equal(await page.getByLabel(/^Zgłaszający/).inputValue(), "Jan Kowalsky");
  }
  await first.getByLabel("Uwaga", { exact: true }).fill("Za krótki termin");
  await first.getByLabel(/^Zgłaszający/).fill("");
  await first.getByLabel("Sposób zgłoszenia").selectOption("mail");
  await first.getByRole("button", { name: "Zapisz poprawki" }).click();
  const right = remark(first, "Za krótki termin");
  await right.getByText(/^Poprawiona: /).waitFor();
  assert.equal(await right.getByRole("heading").innerText(), "osoba anonimowa");

  const heard = remark(reader, "Za krótki termin");
  await heard.getByText(/^Poprawiona: /).waitFor({ timeout: 5_000 });
  assert.equal(await heard.getByRole("heading").innerText(), "osoba anonimowa");
  assert.match(await heard.innerText(), /E-mailem/);
  assert.ok(!/Kowalsky|Na piśmie/.test(await heard.innerText()));

  await second.getByLabel("Uwaga", { exact: true }).fill("Zbyt krótki termin");
  await second.getByRole("button", { name: "Zapisz poprawki" }).click();
  await second.getByRole("alert").getByText(/Ktoś inny zmienił tymczasem tę uwagę/).waitFor();
  assert.equal(await second.getByLabel("Uwaga", { exact: true }).inputValue(), "Zbyt krótki termin");
  const present = second.getByRole("region", { name: "Jest teraz" });
  assert.match(await present.innerText(), /osoba anonimowa[\s\S]*E-mailem[\s\S]*Za krótki termin/);
  assert.deepEqual(await axe(second), []);
  await second.goto("/log");
  await second.getByRole("row").filter({ hasText: "poprawiono uwagę otrzymaną poza stroną" }).first().waitFor();
  assert.deepEqual(await axe(second), []);

  const answered = await entered(place, "Ma już odpowiedź");
  await api(ewa, "PUT", `/comments/${answered.id}/answer`, { decision: "accepted", justification: "Tak.", unit: null, publish: true });
  await first.goto(`/remarks/${answered.id}/correct`);
  await first.getByText(/Urząd odpowiedział już na tę uwagę/).waitFor();
  await first.goto(place.at("§ 7"));
  assert.equal(await remark(first, "Ma już odpowiedź").getByRole("link", { name: "Popraw wpis" }).count(), 0);
  assert.deepEqual(busola.faults, []);
});

test("a checked file and a page with attachments are for everybody", async () => {
  const place = await consultation(ewa, { opens_at: inDays(-3) });
  await entered(place, "Z listu");
  await entered(place, "Z poczty", { source: "mail", author: null });
  const page = await browser(ewa, PLAIN);
  await page.goto(`${place.path}/edit`);
  await page.getByLabel("Nazwa załącznika").fill("Bardzo długa nazwa załącznika do projektu programu współpracy");
  await page.getByLabel("Plik", { exact: true }).setInputFiles({ name: "plan.pdf", mimeType: "application/pdf", buffer: PDF });
  await page.getByRole("button", { name: "Dodaj" }).click();
  const paths = [`${place.path}?unit=${place.unit("§ 7")}`, `${place.path}/edit`];
  for (const file of [csv(`Za krótki termin;§ 7;papier;${today()};Anna Nowak`), csv("Popieram;§ 77;gołębiem;wczoraj;a@b.pl")]) {
    await page.goto(`${place.path}/paper`);
    await check(page, file);
    paths.push(page.url().slice(busola.url.length));
  }
  for (const [width, colorScheme, locale] of [[360, "light", "pl-PL"], [1280, "dark", "en-GB"]]) {
    const seen = await browser(ewa, { locale, colorScheme, viewport: { width, height: 900 } });
    for (const path of paths) {
      await seen.goto(path);
      assert.deepEqual(await axe(seen), [], `${path} ${locale} ${width} ${colorScheme}`);
      assert.equal(await overflows(seen), false, `${path} is wider than ${width}`);
    }
    await seen.context().close();
  }
});
