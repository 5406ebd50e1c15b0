// A moderator answers for the office on the page, and the author's open page shows it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { box, remarkById, replyBox, replyTo } from "../lib/page.mjs";
import { PHONE, browser, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { busola, ewa, anna, guest } = await city();

/** The office's answer below a remark. */
const answer = (remark) => remark.locator(".answer");

/** Opens the form below a remark and fills it in. */
async function write(remark, page, decision, justification) {
  await remark.getByRole("link", { name: /^(Odpowiedz urzędowo|Zmień odpowiedź urzędu)$/ }).click();
  await page.getByRole("radio", { name: decision, exact: true }).check();
  await page.getByRole("textbox", { name: "Uzasadnienie" }).fill(justification);
}

test("the author's page shows the answer at once, and what is typed there stays", async () => {
  const place = await consultation(ewa);
  const made = await post(anna, place, "§ 7", "Proszę o dłuższy termin");
  const author = await visit(anna, place.at("§ 7"));
  const hers = remarkById(author, made.id);
  assert.match(await hers.innerText(), /nr 1\b/);
  await replyTo(hers).click();
  await replyBox(author).fill("Jeszcze jedno");
  await box(author).fill("Druga uwaga");

  const moderator = await visit(ewa, place.at("§ 7"));
  const theirs = remarkById(moderator, made.id);
  await write(theirs, moderator, "Uwzględniona częściowo", "Termin wydłużono do **21 dni**.");
  await moderator.getByRole("combobox", { name: "Zmieniona jednostka" }).selectOption({ label: "§ 7 ust. 1" });
  await moderator.getByRole("button", { name: "Zapisz szkic" }).click();
  await theirs.getByText("Szkic odpowiedzi. Widzą go tylko moderatorzy.").waitFor();
  assert.equal(await answer(hers).count(), 0);

  await write(theirs, moderator, "Uwzględniona", "Termin wydłużono do **30 dni**.");
  await moderator.getByRole("button", { name: "Opublikuj odpowiedź" }).click();
  await answer(hers).getByText("30 dni").waitFor({ timeout: 5_000 });
  for (const remark of [hers, theirs]) {
    const words = await answer(remark).innerText();
    assert.match(words, /Odpowiedź urzędu/);
    assert.match(words, /Uwzględniona/);
    assert.ok(!/częściowo|Nieuwzględniona|Szkic/.test(words), words);
    assert.equal(await answer(remark).getAttribute("data-decision"), "accepted");
    assert.match(await answer(remark).getByRole("link", { name: "§ 7 ust. 1" }).getAttribute("href"), new RegExp(place.unit("§ 7 ust. 1")));
  }
  assert.equal(await replyBox(author).inputValue(), "Jeszcze jedno");
  assert.equal(await box(author).inputValue(), "Druga uwaga");
  assert.deepEqual(await axe(author), []);
  await moderator.getByRole("link", { name: "Zmień odpowiedź urzędu" }).click();
  assert.deepEqual(await axe(moderator), []);
  assert.deepEqual(busola.faults, []);
});

test("what a moderator types stays while its remark changes", async () => {
  const place = await consultation(ewa);
  const made = await post(anna, place, "§ 7", "Uwaga");
  const moderator = await visit(ewa, place.at("§ 7"));
  const theirs = remarkById(moderator, made.id);
  await write(theirs, moderator, "Nieuwzględniona", "Długo to piszę");
  const author = await visit(anna, place.at("§ 7"));
  const hers = remarkById(author, made.id);
  await hers.getByText("Więcej", { exact: true }).first().click();
  await hers.getByText("Wycofaj uwagę", { exact: true }).click();
  await hers.getByRole("button", { name: "Tak, wycofaj" }).click();
  await theirs.getByText("Uwaga wycofana przez autora.").waitFor();
  assert.equal(await moderator.getByRole("textbox", { name: "Uzasadnienie" }).inputValue(), "Długo to piszę");
});

test("without JavaScript one answers as well, and a refused answer stands in its form", async () => {
  const place = await consultation(ewa);
  const made = await post(anna, place, "§ 7", "Uwaga");
  const page = await browser(ewa, PLAIN);
  await page.goto(place.at("§ 7"));
  const theirs = remarkById(page, made.id);
  await write(theirs, page, "Poza zakresem konsultacji", " ".repeat(3));
  await page.getByRole("button", { name: "Opublikuj odpowiedź" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Uzasadnienie" }).getAttribute("aria-invalid"), "true");
  assert.ok(await page.getByRole("radio", { name: "Poza zakresem konsultacji" }).isChecked());
  await page.getByRole("textbox", { name: "Uzasadnienie" }).fill("To nie jest przedmiot konsultacji.");
  await page.getByRole("button", { name: "Opublikuj odpowiedź" }).click();
  await answer(theirs).getByText("To nie jest przedmiot konsultacji.").waitFor();

  const reader = await browser(guest, { ...PHONE, javaScriptEnabled: false });
  await reader.goto(place.at("§ 7"));
  assert.match(await answer(remarkById(reader, made.id)).innerText(), /Poza zakresem konsultacji/);
  assert.equal(await reader.getByRole("link", { name: "Odpowiedz urzędowo" }).count(), 0);
});

test("an answer fits a telephone", async () => {
  const place = await consultation(ewa);
  const made = await post(anna, place, "§ 7", "Uwaga");
  const page = await visit(ewa, place.at("§ 7"), PHONE);
  await write(remarkById(page, made.id), page, "Nieuwzględniona", `Nie. ${"Uzasadnienie ".repeat(20)}`);
  assert.equal(await overflows(page), false);
  await page.getByRole("button", { name: "Opublikuj odpowiedź" }).click();
  await answer(remarkById(page, made.id)).waitFor();
  assert.equal(await overflows(page), false);
  assert.deepEqual(await axe(page), []);
});
