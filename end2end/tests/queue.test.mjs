// The moderators' queue: worked off by the keyboard and without JavaScript; reports, rules, slow mode, appeals, the public log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { box, remark, send, unfold } from "../lib/page.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();
const [adam, jan] = [await person(busola, "Adam", "moderator"), await person(busola, "Jan")];
const beata = await person(busola, "Beata", "moderator");

/** A consultation in which so many remarks wait, with the path of its queue. */
async function waiting(count) {
  const place = await consultation(ewa, { moderation: "pre" });
  const remarks = [];
  for (let number = 1; number <= count; number++) remarks.push(await post(anna, place, "§ 7", `Treść numer ${number}.`));
  return { ...place, queue: `${place.path}/moderation`, remarks };
}

/** What there is to look at, as the API tells it. */
const queue = (place, shelf = "waiting") => api(ewa, "GET", `/consultations/${place.id}/moderation?shelf=${shelf}&limit=100`);

/** Opens a page and waits for its script. */
async function openQueue(page, path) {
  await page.goto(path);
  await page.waitForSelector("html[data-hydrated]");
}

const items = (page) => page.locator("[data-queued]");

test("the queue is worked off by the keyboard alone", async () => {
  const place = await waiting(60);
  const page = await browser(ewa);
  await openQueue(page, place.queue);
  assert.equal(await items(page).count(), 50);

  // One is hidden with a reason, one published, and the next one has the keyboard.
  await page.keyboard.press("j");
  await until("the first has the keyboard", () => isFocused(items(page).first()));
  await page.keyboard.press("h");
  await until("the reason has the keyboard", () => isFocused(page.locator("#ground")));
  await page.locator("#ground").selectOption("insult");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Proszę o spokój");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await page.waitForSelector("html[data-hydrated]");
  await until("the next one has the keyboard", () => isFocused(items(page).first()));
  assert.match(await items(page).first().innerText(), /Treść numer 2\./);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("a")]);
  await page.waitForSelector("html[data-hydrated]");
  await until("the next one has the keyboard", () => isFocused(items(page).first()));

  // All others by marking them.
  while ((await items(page).count()) > 0) {
    const count = await items(page).count();
    for (let number = 0; number < count; number++) {
      if (number > 0 || !(await isFocused(items(page).first()))) await page.keyboard.press("j");
      await page.keyboard.press("x");
    }
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("a")]);
    await page.waitForSelector("html[data-hydrated]");
  }
  const left = await queue(place);
  assert.deepEqual([left.items.length, left.hidden], [0, 1]);
  const [first] = (await queue(place, "hidden")).items;
  assert.match(first.comment.hidden_reason, /Proszę o spokój/);
  assert.deepEqual(busola.faults, []);
});

test("letters are no commands where they are switched off", async () => {
  const place = await waiting(1);
  const page = await browser(ewa);
  await openQueue(page, place.queue);
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Klawisze literowe są włączone" }).uncheck();
  await page.keyboard.press("x");
  assert.equal(await page.locator("[data-queued] input").isChecked(), false);
  await page.reload();
  await page.waitForSelector("html[data-hydrated]");
  await page.keyboard.press("x");
  assert.equal((await queue(place)).pending, 1);
});

test("without JavaScript what is marked is published, hidden and shown again", async () => {
  const place = await waiting(3);
  const page = await browser(ewa, { javaScriptEnabled: false });
  await page.goto(place.path);
  await page.getByRole("link", { name: "Moderacja (3 do sprawdzenia)", exact: true }).click();
  await page.getByRole("checkbox", { name: "Zaznacz uwagę nr 1" }).check();
  await page.getByRole("button", { name: "Ukryj", exact: true }).click();
  // Without a reason nothing is hidden, and what was marked is marked.
  await page.getByRole("alert").waitFor();
  assert.ok(await page.getByRole("checkbox", { name: "Zaznacz uwagę nr 1" }).isChecked());
  await page.getByLabel("Powód").first().selectOption({ label: "Reklama" });
  await page.getByRole("button", { name: "Ukryj", exact: true }).click();
  await page.getByRole("checkbox", { name: "Zaznacz uwagę nr 2" }).check();
  await page.getByRole("checkbox", { name: "Zaznacz uwagę nr 3" }).check();
  await page.getByRole("button", { name: "Opublikuj lub zostaw bez zmian" }).first().click();
  await page.getByText("Nie ma nic do sprawdzenia.").waitFor();
  await page.getByRole("link", { name: "Ukryte uwagi" }).click();
  await page.getByRole("checkbox", { name: "Zaznacz uwagę nr 1" }).check();
  await page.getByRole("button", { name: "Pokaż ponownie" }).first().click();
  await page.getByText("Nie ma nic do sprawdzenia.").waitFor();
  const { items: public_ } = await api(guest, "GET", `/consultations/${place.id}/comments`);
  assert.equal(public_.length, 3);

  await page.goto(`${place.path}/moderation-log`);
  assert.match(await page.getByRole("table").innerText(), /ukryta\s+Reklama\s+1/);
});

test("a reader reports a remark without JavaScript and is told what became of it; a hidden remark's author appeals", async () => {
  const place = await consultation(ewa);
  const bad = await post(anna, place, "§ 7", "Brzydkie słowa o sąsiedzie");
  const page = await browser(jan, { javaScriptEnabled: false });
  await page.goto(place.at("§ 7"));
  await unfold(remark(page, "Brzydkie słowa o sąsiedzie"), "Więcej");
  await page.getByRole("link", { name: "Zgłoś naruszenie" }).click();
  await page.getByLabel("Własnymi słowami").fill("x".repeat(20));
  await page.getByLabel("Co jest z nią nie tak").selectOption({ label: "Obraża lub grozi" });
  await page.getByRole("button", { name: "Zgłoś naruszenie" }).click();
  await page.getByText("Moderator jeszcze nie sprawdził tej uwagi.").waitFor();

  await api(ewa, "POST", `/consultations/${place.id}/moderation`, { act: "hide", comments: [bad.id], ground: "insult", reason: "Obraża" });
  await page.goto("/account/reports");
  await page.getByText("Po Twoim zgłoszeniu moderator ukrył tę uwagę.").waitFor();

  const author = await browser(anna, { javaScriptEnabled: false });
  await author.goto("/account/remarks");
  await author.getByRole("link", { name: `Odwołaj się od ukrycia uwagi nr ${bad.number}` }).click();
  await author.getByLabel("Twoje uzasadnienie").fill("To cytat z uchwały.");
  await author.getByRole("button", { name: "Wyślij odwołanie" }).click();
  await author.getByText("Nie jest jeszcze rozstrzygnięte.").waitFor();

  const first = await browser(ewa, { javaScriptEnabled: false });
  await first.goto(`${place.path}/moderation`);
  await first.getByText("o odwołaniu rozstrzyga kto inny").waitFor();
  const second = await browser(adam, { javaScriptEnabled: false });
  await second.goto(`${place.path}/moderation`);
  await second.getByText("To cytat z uchwały.").waitFor();
  await second.getByRole("button", { name: "Pokaż uwagę ponownie" }).click();
  await author.reload();
  await author.getByText("Odwołanie rozstrzygnięte: uwaga znów jest widoczna.").waitFor();
});

test("of two who decide about an appeal the second sees what the first decided, and keeps what was typed", async () => {
  const place = await consultation(ewa);
  const bad = await post(anna, place, "§ 7", "Brzydkie słowa");
  await api(ewa, "POST", `/comments/${bad.id}/hide`, { reason: "Obraża" });
  await api(anna, "POST", `/comments/${bad.id}/appeal`, { words: "To cytat z uchwały." });
  const [first, second] = [await browser(adam, { javaScriptEnabled: false }), await browser(beata)];
  for (const page of [first, second]) {
    await page.goto(`${place.path}/moderation`);
    await page.getByText("To cytat z uchwały.").waitFor();
  }
  await second.getByLabel("Odpowiedź dla autora").fill("Moim zdaniem to obraza.");
  await first.getByLabel("Odpowiedź dla autora").fill("Cytat też obraża.");
  await first.getByRole("button", { name: "Pozostaw ukrytą" }).click();
  await first.getByText("To cytat z uchwały.").waitFor({ state: "detached" });
  await second.getByRole("button", { name: "Pozostaw ukrytą" }).click();
  await second.getByRole("alert").getByText("Ktoś inny rozstrzygnął w tym czasie to odwołanie.").waitFor();
  const unsent = second.getByRole("region", { name: "Twojego rozstrzygnięcia nie zapisano" });
  await unsent.getByText(`Odwołanie od ukrycia uwagi nr ${bad.number} rozstrzygnięto: Adam`).waitFor();
  await unsent.getByText("Cytat też obraża.").waitFor();
  assert.equal(await unsent.getByLabel("Twoja odpowiedź, której nie wysłano").inputValue(), "Moim zdaniem to obraza.");
  assert.deepEqual(await axe(second), []);
  assert.deepEqual(busola.faults, []);
});

test("a rule holds a remark, and slow mode keeps the text", async () => {
  const place = await consultation(ewa);
  const page = await browser(ewa, { javaScriptEnabled: false });
  await page.goto("/admin/moderation-rules");
  await page.getByLabel("Słowa i zwroty").fill("reklam*\na*");
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal((await page.getByLabel("Słowa i zwroty").inputValue()).trim(), "reklam*\na*");
  await page.getByLabel("Słowa i zwroty").fill("reklam*");
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByText("Reguły są zapisane.").waitFor();
  await page.goto(`${place.path}/moderation`);
  await page.getByLabel("Sekundy między dwiema uwagami").fill("600");
  await page.getByRole("button", { name: "Zapisz" }).click();

  const author = await visit(anna, place.at("§ 7"));
  await box(author).fill("Moja REKLAMA");
  await send(author).click();
  await remark(author, "Moja REKLAMA").getByText("Czeka na sprawdzenie.").waitFor();
  await box(author).fill("Druga uwaga");
  await send(author).click();
  await author.getByText("W tych konsultacjach działa tryb powolny.").first().waitFor();
  assert.equal(await box(author).inputValue(), "Druga uwaga");
  await page.goto(`${place.path}/moderation`);
  await page.getByText("Wskazana przez regułę słów: reklam*").waitFor();
  await api(ewa, "PUT", "/moderation-rules", {});
});
