// What the law wants: who runs the site, the declaration of accessibility, and when names leave.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, city, person } from "../lib/city.mjs";
import { consultation, inDays } from "../lib/consultation.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { panel } from "../lib/page.mjs";
import { browser, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { busola, ewa, guest } = await city();
const adam = await person(busola, "Adam", "admin");

/** Goes to a field of a form by Tab alone and fills it in. */
async function type(page, name, text) {
  const field = page.getByLabel(name, { exact: typeof name === "string" });
  await tabTo(page, field);
  // The date field of a browser takes a date by parts, in the order of its language.
  if ((await field.getAttribute("type")) === "date") return field.fill(text);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

test("without JavaScript an administrator says who runs the site, and every form tells it", async () => {
  const admin = await browser(adam, PLAIN);
  await admin.goto("/");
  await admin.getByRole("banner").getByRole("link", { name: "Urząd" }).click();
  await admin.getByText("Nikt jeszcze nie podał, kto jest administratorem danych.").waitFor();
  await admin.getByLabel("Nazwa administratora danych").fill("Prezydent Miasta Leszna");
  await admin.getByLabel("Adres", { exact: true }).fill("ul. Karasia 15\n64-100 Leszno");
  await admin.getByLabel("E-mail").fill("urzad@leszno.example");
  await admin.getByLabel("Inspektor ochrony danych").fill("iod@leszno.example");
  await admin.getByLabel("Ile lat po raporcie zostają nazwy pod uwagami").fill("0");
  await admin.getByRole("button", { name: "Zapisz" }).click();
  await admin.getByRole("alert").getByText(/co najmniej 1/).waitFor();
  assert.equal(await admin.getByLabel("Adres", { exact: true }).inputValue(), "ul. Karasia 15\n64-100 Leszno");
  await admin.getByLabel("Ile lat po raporcie zostają nazwy pod uwagami").fill("5");
  await admin.getByRole("button", { name: "Zapisz" }).click();
  await admin.getByText("Dane urzędu są zapisane.").waitFor();

  const page = await browser(guest, PLAIN);
  await page.goto("/sign-in");
  await page.getByText("Administratorem danych jest Prezydent Miasta Leszna.").waitFor();
  await page.getByRole("link", { name: "Więcej o danych osobowych" }).click();
  await page.getByRole("link", { name: "iod@leszno.example" }).waitFor();
  await page.getByText(/przez 5 lat od opublikowania raportu/).waitFor();
  assert.deepEqual((await page.context().cookies()).map((cookie) => cookie.name), []);

  const place = await consultation(ewa);
  const reader = await visit(guest, place.at("§ 7"));
  await panel(reader).getByText(/Nazwa znika po 5 latach od raportu/).first().waitFor();
  assert.deepEqual(busola.faults, []);
});

test("the declaration of accessibility is filled in by the keyboard, and read in both languages", async () => {
  const reader = await browser(guest);
  await reader.goto("/deklaracja-dostepnosci");
  await reader.getByText("Urząd nie opublikował jeszcze deklaracji dostępności tej strony.").waitFor();
  assert.equal(await reader.locator("[id^=a11y-]").count(), 0);

  const page = await browser(adam);
  await page.goto("/admin/accessibility");
  await type(page, "Nazwa podmiotu publicznego", "Urząd Miasta Leszna");
  await type(page, "Data publikacji strony", "2025-01-10");
  await type(page, "Data ostatniej istotnej aktualizacji", "2025-05-01");
  const status = page.getByLabel("Zgodność z ustawą");
  await tabTo(page, status);
  await page.keyboard.press("ArrowDown");
  assert.equal(await status.inputValue(), "partial");
  await type(page, "Data sporządzenia deklaracji", "2025-06-10");
  await type(page, "Osoba albo komórka", "Biuro Partycypacji");
  await type(page, "E-mail", "biuro@leszno.example");
  await type(page, "Telefon", "65 529 81 00");
  await type(page, "Dostępność architektoniczna", "Wejście ma podjazd.");
  await type(page, "Dostępność komunikacyjno-informacyjna", "Tłumacz języka migowego.");
  await tabTo(page, page.getByRole("button", { name: "Opublikuj deklarację" }));
  await page.keyboard.press("Enter");
  // What is not accessible has to be named; what was typed is there, and the link leads to the field.
  await page.getByRole("alert").getByRole("link", { name: /Niezgodności z załącznikiem/ }).press("Enter");
  await page.waitForURL(/#barriers$/);
  await type(page, /^Niezgodności z załącznikiem/, "Skany załączników.");
  await tabTo(page, page.getByRole("button", { name: "Opublikuj deklarację" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/accessibility$/);

  await reader.goto("/");
  await reader.getByRole("contentinfo").getByRole("link", { name: "Deklaracja dostępności" }).click();
  assert.match(await reader.locator("#a11y-status").innerText(), /jest częściowo zgodna z/);
  assert.equal(await reader.locator("time#a11y-data-sporzadzenie").getAttribute("datetime"), "2025-06-10");
  assert.equal(await reader.locator("a#a11y-email").getAttribute("href"), "mailto:biuro@leszno.example");
  assert.equal(await reader.locator("a#a11y-telefon").getAttribute("href"), "tel:+48655298100");
  const headings = await reader.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts();
  assert.deepEqual(headings, [
    "Stan dostępności cyfrowej",
    "Niedostępne treści",
    "Przygotowanie deklaracji dostępności",
    "Skróty klawiszowe",
    "Informacje zwrotne i dane kontaktowe",
    "Obsługa wniosków i skarg związanych z dostępnością",
    "Pozostałe informacje",
  ]);
  const english = await browser(guest, { locale: "en-GB" });
  await english.goto("/accessibility");
  assert.match(await english.locator("#a11y-status").innerText(), /partly compliant/);
  assert.equal(await english.locator("#a11y-architektura [lang=pl]").innerText(), "Wejście ma podjazd.");
  assert.deepEqual(busola.faults, []);
});

test("a consultation whose report is public has a day on which names leave, and another when an administrator says so", async () => {
  const place = await consultation(ewa, { title: "Park", opens_at: inDays(-30), closes_at: inDays(-2) });
  await api(ewa, "POST", `/consultations/${place.id}/report/publish`);
  const page = await browser(adam, PLAIN);
  await page.goto("/admin/retention");
  const row = page.getByRole("row").filter({ hasText: "Park" });
  const year = new Date().getFullYear();
  await row.getByText(new RegExp(` (${year + 5}|${year + 6})$`)).waitFor();
  await row.getByRole("link", { name: "Zmień: Park" }).click();
  await page.getByLabel("Ile lat po raporcie").fill("51");
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("alert").getByText(/najwyżej 50/).waitFor();
  await page.getByLabel("Ile lat po raporcie").fill("2");
  await page.getByRole("button", { name: "Zapisz" }).click();
  await row.getByText("2 lata").waitFor();
  await page.goto("/log");
  await page.getByRole("row").filter({ hasText: "zmieniono, ile lat zostają nazwy" }).first().waitFor();
});
