// What is around a meeting: its announcement changes, people come in without an account, its minutes are written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { inDays } from "../lib/consultation.mjs";
import { letter } from "../lib/letters.mjs";
import { announced, meeting, poll, region } from "../lib/meeting.mjs";
import { live } from "../lib/page.mjs";
import { signInHere } from "../lib/sign_in.mjs";
import { PHONE, browser } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { busola, ewa, anna, guest } = await city();
const olga = await person(busola, "Olga", "moderator");

/** The same address, however its beginning reads. */
const at = (path) => new RegExp(`${path}$`);

/** The field with the agenda, or with the text of minutes. */
const area = (page, name) => page.getByRole("textbox", { name });

test("without JavaScript a moderator changes date and agenda and calls the meeting off; who asked to be reminded is told", async () => {
  const held = await announced(ewa, { starts_at: inDays(5) });
  const hers = await browser(anna, PLAIN);
  await hers.goto(held.path);
  await hers.getByRole("button", { name: "Przypomnij mi" }).click();
  await hers.getByText("Przypomnimy Ci", { exact: true }).waitFor();

  const page = await browser(ewa, PLAIN);
  await page.goto(held.path);
  await page.getByRole("link", { name: "Zmień ogłoszenie" }).click();
  assert.equal(await area(page, /^Porządek spotkania/).inputValue(), "Zasady współpracy\nPieniądze\nSprawy różne");
  await page.getByLabel("Początek").fill("2027-06-20T16:00");
  await page.getByLabel(/^Planowany koniec/).fill("2027-06-20T15:00");
  await area(page, /^Porządek spotkania/).fill("Pieniądze\nZasady współpracy\n§ 3: Kto może");
  await page.getByLabel(/^Osoby bez konta/).uncheck();
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("alert").getByText(/Koniec musi być później niż początek/).waitFor();
  assert.equal(await page.getByLabel(/^Osoby bez konta/).isChecked(), false);
  assert.equal(await page.getByLabel("Początek").inputValue(), "2027-06-20T16:00");
  await page.getByLabel(/^Planowany koniec/).fill("2027-06-20T18:00");
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.waitForURL(at(held.path));

  await letter(busola, anna.email, /zmieniło się ogłoszenie[^]*20 czerwca 2027, godz\. 16:00/);
  await hers.reload();
  assert.match(await hers.locator(".hall-when").innerText(), /20 czerwca 2027, godz\. 16:00–18:00/);
  const { agenda, rules } = await api(ewa, "GET", held.path);
  const [rulesOfWork, money] = held.agenda;
  assert.deepEqual([agenda[0], agenda[1]], [money, rulesOfWork]);
  assert.deepEqual([agenda[2].title, agenda[2].unit], ["§ 3: Kto może", held.place.unit("§ 3")]);
  assert.equal(rules.guests, false);

  await page.getByRole("link", { name: "Zmień ogłoszenie" }).click();
  await page.getByText("Odwołaj spotkanie", { exact: true }).click();
  await page.getByRole("button", { name: "Tak, odwołaj" }).click();
  await page.waitForURL(at(held.path));
  await page.getByText("To spotkanie zostało odwołane.").waitFor();
  await letter(busola, anna.email, /zostało odwołane/);
  await hers.reload();
  await hers.getByText("To spotkanie zostało odwołane.").waitFor();
  assert.equal(await hers.getByRole("button", { name: /rzypomnij|rzypominaj/ }).count(), 0);
  await hers.goto(held.place.path);
  await hers.getByRole("listitem").filter({ hasText: held.title }).getByText("Odwołane").waitFor();
});

test("somebody without an account comes in by the code under a name for the hall, asks and votes", async () => {
  const held = await meeting(ewa);
  const made = await poll(ewa, held);
  await api(ewa, "POST", `/polls/${made.id}/open`);
  const page = await browser(guest, PHONE);
  await page.goto(`/s/${held.code.toLowerCase()}`);
  await page.waitForURL(at(held.path));
  await page.getByLabel(/^Imię lub pseudonim/).fill("zofia@example.org");
  await page.getByRole("button", { name: "Weź udział" }).tap();
  await page.getByRole("alert").getByText(/Wartość ma inną postać/).waitFor();
  assert.equal(await page.getByLabel(/^Imię lub pseudonim/).inputValue(), "zofia@example.org");
  await page.getByLabel(/^Imię lub pseudonim/).fill("Zofia z Bronowic");
  await page.getByRole("button", { name: "Weź udział" }).tap();
  await page.getByRole("banner").getByText("Zofia z Bronowic").waitFor();
  await live(page);
  assert.equal(await page.getByRole("heading", { name: "Weź udział" }).count(), 0);
  assert.equal(await page.getByRole("banner").getByRole("link", { name: "Zaloguj się" }).count(), 1);

  await area(page, "Twoje pytanie").fill("Czy będą ławki?");
  await page.getByRole("button", { name: "Zadaj pytanie" }).tap();
  const question = region(page, "Pytania").getByRole("listitem").filter({ hasText: "Czy będą ławki?" });
  await question.getByText("Zofia z Bronowic").waitFor({ timeout: 5_000 });
  await page.getByRole("radio", { name: "Tak" }).check();
  await page.getByRole("button", { name: "Głosuję" }).tap();
  await page.getByText("Twój głos jest policzony.").waitFor({ timeout: 5_000 });
  const after = await api(ewa, "GET", held.path);
  assert.deepEqual([after.questions[0].author, after.polls[0].tally.ballots], ["Zofia z Bronowic", 1]);
  assert.deepEqual(busola.faults, []);
});

test("a meeting by invitation is followed without an account by who has its code", async () => {
  const held = await announced(ewa, { public: false });
  const page = await browser(guest, PLAIN);
  assert.equal((await page.goto(held.path)).status(), 404);
  await page.goto(`/s/${held.code}`);
  await page.getByRole("heading", { name: "Spotkanie dla zaproszonych" }).waitFor();
  await page.getByRole("button", { name: "Wejdź" }).click();
  await page.waitForURL(at(held.path));
  await page.getByRole("heading", { level: 1, name: held.title }).waitFor();
  await page.getByRole("banner").getByText(/^#\d{4}$/).waitFor();

  const strict = await announced(ewa, { public: false, rules: { guests: false } });
  const other = await browser(guest, PLAIN);
  await other.goto(`/s/${strict.code}`);
  await other.getByRole("main").getByRole("link", { name: "Zaloguj się" }).waitFor();
  assert.equal(await other.getByRole("button", { name: "Wejdź" }).count(), 0);
});

test("minutes are edited by two moderators, of whom the second loses nothing, and published for everybody", async () => {
  const held = await meeting(ewa);
  await api(anna, "POST", `/sessions/${held.id}/questions`, { body: "Kiedy będzie nabór?" });
  await api(ewa, "POST", `/sessions/${held.id}/end`);
  const reader = await browser(guest, PLAIN);
  assert.equal((await reader.goto(held.minutes)).status(), 404);

  const [hers, others] = [await browser(ewa), await browser(olga, PLAIN)];
  await hers.goto(held.path);
  await hers.getByRole("link", { name: "Napisz protokół" }).click();
  await others.goto(held.minutes);
  await hers.getByText(/To szkic z tego, co wydarzyło się na spotkaniu/).waitFor();
  await hers.getByRole("article").getByText("Kiedy będzie nabór?").waitFor();
  const derived = await area(hers, "Treść protokołu").inputValue();
  assert.match(derived, /^- Konsultacje: Program współpracy/);
  await area(hers, "Treść protokołu").fill(`${derived}\n\nUstalono **dwa** terminy.`);
  await hers.getByRole("button", { name: "Zapisz" }).click();
  await hers.getByText(/^Zapisany: /).waitFor();

  await area(others, "Treść protokołu").fill("# Protokół\n\nZapis Olgi.");
  await others.getByRole("button", { name: "Zapisz" }).click();
  await others.getByRole("alert").getByText(/Ktoś inny zapisał tymczasem ten protokół/).waitFor();
  assert.equal(await area(others, "Treść protokołu").inputValue(), "# Protokół\n\nZapis Olgi.");
  await others.getByText("Obecny tekst, do porównania").click();
  await others.locator("pre").filter({ hasText: "Ustalono **dwa** terminy." }).waitFor();
  await area(others, "Treść protokołu").fill(`${derived}\n\nUstalono **dwa** terminy.\n\nZapis Olgi.`);
  await others.getByRole("button", { name: "Zapisz" }).click();
  await others.getByRole("article").getByText("Zapis Olgi.").waitFor();
  assert.equal((await reader.goto(held.minutes)).status(), 404);

  // What was typed since is saved and published by one press.
  await area(others, "Treść protokołu").fill(`${derived}\n\nUstalono **dwa** terminy.\n\nZapis Olgi. Poprawka.`);
  await others.getByRole("button", { name: "Opublikuj" }).click();
  await others.getByText(/^Opublikowany: /).waitFor();
  await reader.goto(held.path);
  await reader.getByRole("link", { name: "Protokół" }).click();
  assert.match(await reader.getByRole("article").innerText(), /Ustalono dwa terminy\.\s+Zapis Olgi\. Poprawka\./);
  assert.equal(await reader.getByRole("textbox").count(), 0);
  assert.deepEqual(busola.faults, []);
});

test("minutes that are sent after the sign-in ended wait in their field until it was done again in another tab", async () => {
  const held = await meeting(ewa);
  await api(ewa, "POST", `/sessions/${held.id}/end`);
  const page = await browser(ewa);
  await page.goto(held.minutes);
  await area(page, "Treść protokołu").fill("# Protokół\n\nDługo <pisany> & poprawiany.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("heading", { level: 1, name: "Nie wysłano" }).waitFor();
  assert.equal(await area(page, "Wpisany tekst").inputValue(), "# Protokół\n\nDługo <pisany> & poprawiany.");
  assert.deepEqual(await axe(page), []);

  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: /^Zaloguj się \(/ }).click()]);
  await tab.waitForURL(/\/sign-in\?/);
  await signInHere(tab, ewa);
  assert.equal(new URL(tab.url()).pathname, held.minutes);
  await page.getByRole("button", { name: "Wyślij ponownie" }).click();
  await page.getByText(/^Zapisany: /).waitFor();
  assert.match(await page.getByRole("article").innerText(), /Długo <pisany> & poprawiany\./);
});

test("what is said becomes a remark by one key and its author's word; a question is answered in writing after the end", async () => {
  const held = await meeting(ewa);
  const unit = held.agenda[1];
  await api(ewa, "POST", `/sessions/${held.id}/focus`, { item: unit.id });
  const [console_, hers, text] = [await browser(ewa), await browser(anna, PHONE), await browser(guest)];
  await text.goto(held.place.path);
  await live(text);
  for (const [page, path] of [[console_, held.console], [hers, held.path]]) {
    await page.goto(path);
    await live(page);
  }
  await area(hers, "Twoje pytanie").fill("Ile to kosztuje?");
  await hers.getByRole("button", { name: "Zadaj pytanie" }).tap();
  await hers.getByRole("button", { name: "Zgłaszam się do głosu" }).tap();
  await region(console_, "Głosy w dyskusji").getByRole("listitem").filter({ hasText: "Anna" }).waitFor({ timeout: 5_000 });
  await console_.keyboard.press("s");
  await hers.getByText("Masz głos.").waitFor({ timeout: 5_000 });

  await console_.keyboard.press("r");
  await console_.keyboard.type("Za malo pieniedzy na sport.");
  assert.equal(await area(console_, "Co powiedziano").inputValue(), "Za malo pieniedzy na sport.");
  // Somebody else gets the floor: what is being written stays.
  await api(ewa, "POST", `/sessions/${held.id}/focus`, { unit: unit.unit });
  await console_.getByRole("button", { name: "Poproś o zgodę" }).click();
  await region(console_, "Wypowiedzi").getByText("czeka na zgodę").waitFor({ timeout: 5_000 });

  await hers.getByRole("link", { name: "Przeczytaj i zdecyduj" }).tap({ timeout: 5_000 });
  await hers.getByRole("heading", { name: "§ 7" }).waitFor();
  const words = area(hers, "Tak zapisał ją prowadzący. Popraw, co trzeba.");
  assert.equal(await words.inputValue(), "Za malo pieniedzy na sport.");
  assert.deepEqual(await axe(hers), []);
  await words.fill("Za mało pieniędzy na sport młodzieży.");
  await hers.getByRole("button", { name: "Zgłoś jako moją uwagę" }).tap();
  await hers.getByText("Twoja wypowiedź została zgłoszona jako uwaga.").waitFor();
  await region(console_, "Wypowiedzi").getByText("jest uwagą").waitFor({ timeout: 5_000 });
  await hers.getByRole("link", { name: "Zobacz uwagę" }).tap();
  await hers.getByText("Za mało pieniędzy na sport młodzieży.").waitFor();
  const { items } = await api(ewa, "GET", `/consultations/${held.place.id}/comments`);
  assert.deepEqual(items.map((item) => [item.author.name, item.unit, item.body]), [["Anna", unit.unit, "Za mało pieniędzy na sport młodzieży."]]);

  const question = (page) => region(page, "Pytania").getByRole("listitem").filter({ hasText: "Ile to kosztuje?" });
  await question(console_).getByRole("button", { name: "Odpowiedź na piśmie" }).click();
  await api(ewa, "POST", `/sessions/${held.id}/end`);
  await question(console_).getByText("Wpisz odpowiedź").click();
  await question(console_).getByRole("textbox", { name: "Odpowiedź:" }).fill("Milion złotych rocznie.");
  await question(console_).getByRole("button", { name: "Opublikuj odpowiedź" }).click();
  await text.goto(held.path);
  await question(text).getByText("Milion złotych rocznie.").waitFor({ timeout: 5_000 });
  const { body } = await api(ewa, "GET", held.minutes);
  assert.match(body, /Milion złotych rocznie\.[^]*Anna: \[§ 7\]/);
  assert.deepEqual(busola.faults, []);
});

test("a meeting that was called off, one that is over and its minutes are for everybody", async () => {
  const coming = await announced(ewa, { starts_at: inDays(5) });
  const [held, over] = [await meeting(ewa), await meeting(ewa)];
  const off = await announced(ewa);
  const cancel = await browser(ewa, PLAIN);
  await cancel.goto(off.edit);
  await cancel.getByText("Odwołaj spotkanie", { exact: true }).click();
  await cancel.getByRole("button", { name: "Tak, odwołaj" }).click();
  await cancel.waitForURL(at(off.path));
  // Minutes of a long evening: tables and words that a phone has no room for.
  const made = await poll(ewa, held, { options: ["Tak", "Konstantynopolitańczykowianeczkowskiemu".repeat(2)] });
  for (const step of ["open", "close"]) await api(ewa, "POST", `/polls/${made.id}/${step}`);
  const { id } = await api(anna, "POST", `/sessions/${held.id}/speakers`);
  for (const step of ["call", "end"]) await api(ewa, "POST", `/speakers/${id}/${step}`);
  for (const ended of [held, over]) await api(ewa, "POST", `/sessions/${ended.id}/end`);
  await cancel.goto(held.minutes);
  await cancel.getByRole("button", { name: "Opublikuj" }).click();
  await cancel.getByText(/^Opublikowany: /).waitFor();

  const pages = [
    [guest, [off.path, held.minutes]],
    [anna, [coming.path]],
    [ewa, [coming.path, over.path, over.console]],
  ];
  for (const [width, colorScheme, locale] of [[360, "light", "pl-PL"], [1280, "dark", "en-GB"]]) {
    for (const [who, paths] of pages) {
      const page = await browser(who, { locale, colorScheme, viewport: { width, height: 900 } });
      for (const path of paths) {
        await page.goto(path);
        if (await page.locator(".live").count()) await live(page);
        assert.deepEqual(await axe(page), [], `${path} ${locale} ${width} ${colorScheme}`);
        assert.equal(await overflows(page), false, `${path} is wider than ${width}`);
      }
      await page.context().close();
    }
  }
  assert.deepEqual(busola.faults, []);
});
