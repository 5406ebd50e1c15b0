// Themes: what comes back over consultations and years, and what a consultation continues. Without JavaScript but where it says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { remarkById, unfold } from "../lib/page.mjs";
import { browser, PHONE, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { busola, ewa, anna, guest } = await city();

/** A theme that a moderator makes by the API. */
const theme = (title) => api(ewa, "POST", "/themes", { title });

test("a moderator adds a theme, ties remarks of two consultations to it, and everybody reads them by year", async () => {
  const [first, second] = [await consultation(ewa), await consultation(ewa, { title: "Strategia do 2030" })];
  const remarks = [await post(anna, first, "§ 7", "Potrzebujemy centrum dla organizacji"), await post(anna, second, "§ 2", "Gdzie będzie centrum?")];
  await post(anna, first, "§ 3", "Coś zupełnie innego");

  const page = await browser(ewa, PLAIN);
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Tematy" }).click();
  await page.getByLabel("Opis").fill("Jedno miejsce dla organizacji.");
  await page.getByLabel("Tytuł").fill("   ");
  await page.getByRole("button", { name: "Zapisz temat" }).click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByLabel("Opis").inputValue(), /Jedno miejsce dla organizacji\./);
  await page.getByLabel("Tytuł").fill("Centrum organizacji");
  await page.getByLabel("Stan").selectOption({ label: "Podjęty" });
  await page.getByLabel("Słowa miasta").fill("Szukamy budynku.");
  await page.getByRole("button", { name: "Zapisz temat" }).click();
  await page.getByRole("heading", { level: 1, name: "Centrum organizacji" }).waitFor();

  for (const place of [first, second]) {
    await page.getByLabel("Konsultacje").selectOption(place.slug);
    await page.getByRole("searchbox").fill("CENTRUM");
    await page.getByRole("button", { name: "Pokaż uwagi" }).click();
    const found = page.getByRole("group", { name: "Znalezione uwagi" });
    assert.equal(await found.getByRole("checkbox").count(), 1);
    await found.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Powiąż zaznaczone" }).click();
    await page.getByText("już powiązana").waitFor();
  }

  const reader = await browser(guest, PLAIN);
  await reader.goto("/themes");
  await reader.getByText("2 uwagi w 2 konsultacjach").waitFor();
  await reader.getByRole("link", { name: "Centrum organizacji" }).click();
  await reader.getByRole("heading", { level: 3, name: String(new Date().getFullYear()) }).waitFor();
  await reader.getByText("Szukamy budynku.").waitFor();
  const list = reader.locator(".receipts > li");
  assert.equal(await list.count(), 2);
  assert.match(await list.nth(0).innerText(), /Gdzie będzie centrum\?/);
  assert.equal(await reader.getByRole("button", { name: /Odwiąż/ }).count(), 0);

  // What is hidden leaves the theme.
  await api(ewa, "POST", `/comments/${remarks[1].id}/hide`, { reason: "Dane osobowe" });
  await reader.reload();
  assert.equal(await list.count(), 1);
  await reader.getByText("1 uwaga w 1 konsultacjach").waitFor();
  await list.getByRole("link", { name: /^Zobacz tę uwagę/ }).click();
  await remarkById(reader, remarks[0].id).getByRole("link", { name: "Centrum organizacji" }).waitFor();
  const themes = reader.getByRole("region", { name: "Tematy tych konsultacji" });
  await themes.getByText("1 uwaga").waitFor();
});

test("of two moderators who edit a theme the second is told, and what was typed is kept", async () => {
  const made = await theme("Sala prób");
  const page = await browser(ewa, PLAIN);
  await page.goto(`/themes/${made.slug}/edit`);
  const words = page.getByLabel("Słowa miasta");
  await words.fill("Sala powstanie w szkole.");
  await api(ewa, "PATCH", `/themes/${made.slug}`, { words: "Szukamy sali." });
  await page.getByRole("button", { name: "Zapisz temat" }).click();
  await page.getByRole("alert").getByText(/Ktoś inny zmienił tymczasem ten temat/).waitFor();
  assert.match(await words.inputValue(), /Sala powstanie w szkole\./);
  assert.equal((await api(ewa, "GET", `/themes/${made.slug}`)).words, "Szukamy sali.");
  // Having seen that, they save it all the same.
  await page.getByRole("button", { name: "Zapisz temat" }).click();
  await page.getByRole("heading", { level: 1, name: "Sala prób" }).waitFor();
  await page.getByText("Sala powstanie w szkole.").waitFor();
});

test("on the reading page a moderator says what a remark is about, and its themes stay when it changes live", async () => {
  const place = await consultation(ewa);
  const remark = await post(anna, place, "§ 7", "Sala na próby chóru");
  await theme("Lokale dla organizacji");
  await theme("Kultura lokalna");

  const page = await browser(ewa, PLAIN);
  await page.goto(place.at("§ 7"));
  await unfold(remarkById(page, remark.id), "Więcej");
  await remarkById(page, remark.id).getByRole("link", { name: "Tematy uwagi" }).click();
  await page.getByLabel("Lokale dla organizacji").check();
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await remarkById(page, remark.id).getByRole("link", { name: "Lokale dla organizacji" }).waitFor();

  const reader = await visit(guest, place.at("§ 7"));
  const chip = remarkById(reader, remark.id).getByRole("link", { name: "Lokale dla organizacji" });
  await chip.waitFor();
  await api(anna, "PATCH", `/comments/${remark.id}`, { body: "Sala na próby chóru i orkiestry" });
  await remarkById(reader, remark.id).getByText("orkiestry").waitFor();
  await chip.waitFor();
});

test("a consultation says what it continues, with the postulates that were raised there", async () => {
  const place = await consultation(ewa);
  await theme("Większy budżet");
  const page = await browser(ewa, PLAIN);
  await page.goto(place.path);
  await page.getByRole("link", { name: "Co było wcześniej" }).click();
  await page.getByLabel("Nazwa").fill("Spotkanie w marcu");
  await page.getByLabel("Dzień").fill("2026-03-14");
  await page.getByLabel("Miejsce").fill("Ratusz");
  await page.getByLabel("Co ustalono").fill("Najczęściej padał postulat budżetu.");
  await page.getByLabel("Adres w Busoli").fill("https://example.org/");
  await page.getByLabel("Większy budżet").check();
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("alert").getByText(/Pod tym adresem nie ma/).waitFor();
  assert.equal(await page.getByLabel("Większy budżet").isChecked(), true);
  await page.getByLabel("Adres w Busoli").fill("");
  await page.getByRole("button", { name: "Zapisz" }).click();

  const reader = await browser(guest, PLAIN);
  await reader.goto(place.path);
  const before = reader.getByRole("region", { name: "Co było wcześniej" });
  assert.match(await before.innerText(), /Spotkanie w\smarcu, 14\smarca\s2026, Ratusz/);
  await before.getByRole("link", { name: "Większy budżet" }).click();
  await reader.getByRole("region", { name: /^Gdzie zgłaszano/ }).getByText("Spotkanie w marcu").waitFor();

  await page.goto(`${place.path}/continues`);
  await page.getByText("Usuń…").click();
  await page.getByRole("button", { name: "Tak, usuń" }).click();
  await page.getByText("Niczego jeszcze nie wpisano.").waitFor();
});

test("the remarks that are found for a theme are for everybody, and only moderators tie them", async () => {
  const place = await consultation(ewa);
  const remark = await post(anna, place, "§ 7", "Uwaga o wszystkim");
  const made = await theme("Temat do oglądania");
  await api(ewa, "PUT", `/themes/${made.slug}/comments/${remark.id}`);
  const found = await browser(ewa, PHONE);
  await found.goto(`/themes/${made.slug}?consultation=${place.slug}&search=uwaga`);
  assert.deepEqual(await axe(found), []);
  assert.equal(await overflows(found), false);
  const page = await browser(anna, PLAIN);
  for (const path of [`/themes/${made.slug}/edit`, `/remarks/${remark.id}/themes`, `${place.path}/continues`]) {
    assert.equal((await page.goto(path)).status(), 403, path);
  }
  assert.deepEqual(busola.faults, []);
});
