// A meeting in a hall and at home at once: the moderator's console, the big screen, two phones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { meeting, poll, region, text, votes } from "../lib/meeting.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { PHONE, browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();
const jan = await person(busola, "Jan");

/** The big screen says nothing of its line: it is there when the page is alive. */
async function screenOf(held) {
  const screen = await browser(guest, { viewport: { width: 1920, height: 1080 } });
  await screen.goto(held.screen);
  await screen.locator(".live[data-state=live]").waitFor({ state: "attached", timeout: 30_000 });
  return screen;
}

/** The words that a button is described by, where others have the same name. */
const described = (button) => button.evaluate((element) => document.getElementById(element.getAttribute("aria-describedby")).innerText);

test("what the moderator shows is on every open page, and who looks elsewhere has one press back", async () => {
  const held = await meeting(ewa);
  const console_ = await visit(ewa, held.console, { viewport: { width: 1366, height: 900 } });
  const screen = await screenOf(held);
  const phone = await visit(anna, held.path, PHONE);

  await console_.getByRole("listitem").filter({ hasText: "Zasady współpracy" }).getByRole("button", { name: /^Pokaż/ }).click();
  for (const page of [screen, phone, console_]) await text(page).filter({ hasText: "§ 5" }).waitFor({ timeout: 5_000 });
  await screen.getByRole("heading", { name: "Zasady współpracy" }).waitFor();

  await phone.getByRole("button", { name: "Następny przepis" }).tap();
  await text(phone).filter({ hasText: "§ 6" }).waitFor();
  await phone.getByText("Na ekranie jest § 5.").waitFor();

  await console_.keyboard.press("n");
  await text(screen).filter({ hasText: "przeznacza się 100 000 zł" }).waitFor({ timeout: 5_000 });
  await phone.getByText("Na ekranie jest § 7.").waitFor({ timeout: 5_000 });
  assert.match(await text(phone).innerText(), /§ 6/);
  await phone.getByRole("button", { name: "Wróć do ekranu" }).tap();
  await text(phone).filter({ hasText: "100 000 zł" }).waitFor();

  await console_.keyboard.press("u");
  await text(screen).filter({ hasText: "§ 5" }).waitFor({ timeout: 5_000 });
  const late = await visit(guest, held.path, PHONE);
  await text(late).filter({ hasText: "§ 5" }).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("a poll is opened by a key, voted on, changed and closed, and every page has the same numbers", async () => {
  const held = await meeting(ewa);
  await poll(ewa, held);
  const console_ = await visit(ewa, held.console, { viewport: { width: 1366, height: 900 } });
  const [screen, hers, his] = [await screenOf(held), await visit(anna, held.path, PHONE), await visit(jan, held.path, PHONE)];
  await console_.keyboard.press("o");

  await hers.getByRole("radio", { name: "Tak" }).check({ timeout: 5_000 });
  await hers.getByRole("button", { name: "Głosuję" }).tap();
  await hers.getByText("Twój głos jest policzony.").waitFor({ timeout: 5_000 });
  await his.getByRole("radio", { name: "Tak" }).check();
  await his.getByRole("button", { name: "Głosuję" }).tap();
  for (const page of [console_, screen, hers, his]) {
    await until("both votes are counted", async () => (await votes(page, "Tak").innerText()) === "2");
    await page.getByText("Zagłosowały 2 osoby.").first().waitFor();
  }

  await his.getByRole("radio", { name: "Nie" }).check();
  await his.getByRole("button", { name: "Zmieniam głos" }).tap();
  await until("the change is counted", async () => (await votes(screen, "Nie").innerText()) === "1");
  assert.equal(await votes(screen, "Tak").innerText(), "1");

  await console_.keyboard.press("c");
  await console_.locator("button:focus").filter({ hasText: "Tak, zamknij" }).waitFor({ timeout: 5_000 });
  await console_.keyboard.press("Enter");
  for (const page of [hers, his]) {
    await page.getByText("Głosowanie jest zamknięte.").first().waitFor({ timeout: 5_000 });
    assert.equal(await page.getByRole("radio").count(), 0);
    assert.equal(await votes(page, "Tak").innerText(), "1");
  }
  const { polls } = await api(ewa, "GET", held.path);
  assert.equal(polls[0].tally.ballots, 2);
  assert.deepEqual(busola.faults, []);
});

test("a vote without a network waits in the page and counts once; one that comes too late is said to be late", async () => {
  const held = await meeting(ewa);
  const [first, second] = [await poll(ewa, held), await poll(ewa, held, { question: "A może do szkoły?" })];
  const phone = await visit(anna, held.path, PHONE);
  await api(ewa, "POST", `/polls/${first.id}/open`);
  await phone.getByRole("radio", { name: "Nie" }).check({ timeout: 5_000 });
  await phone.context().setOffline(true);
  await phone.getByRole("button", { name: "Głosuję" }).tap();
  await phone.getByText(/Twój głos jest w drodze/).waitFor();
  await phone.context().setOffline(false);
  await phone.getByText("Twój głos jest policzony.").waitFor({ timeout: 45_000 });
  await api(ewa, "POST", `/polls/${first.id}/close`);
  assert.equal((await api(ewa, "GET", held.path)).polls[0].tally.ballots, 1);

  await api(ewa, "POST", `/polls/${second.id}/open`);
  await phone.getByRole("heading", { name: "A może do szkoły?" }).waitFor({ timeout: 15_000 });
  await phone.getByRole("radio", { name: "Tak" }).check();
  await phone.context().setOffline(true);
  await phone.getByRole("button", { name: "Głosuję" }).tap();
  await api(ewa, "POST", `/polls/${second.id}/close`);
  await phone.context().setOffline(false);
  await phone.getByText(/Głos przyszedł za późno/).first().waitFor({ timeout: 45_000 });
  assert.equal((await api(ewa, "GET", held.path)).polls[1].tally.ballots, 0);
});

test("questions are asked, supported, shown and answered; hands are raised and called in their order", async () => {
  const held = await meeting(ewa);
  const console_ = await visit(ewa, held.console, { viewport: { width: 1366, height: 900 } });
  const [screen, hers, his] = [await screenOf(held), await visit(anna, held.path, PHONE), await visit(jan, held.path, PHONE)];
  await hers.getByRole("textbox", { name: "Twoje pytanie" }).fill("Kiedy będzie <b>nabór</b>?");
  await hers.getByRole("button", { name: "Zadaj pytanie" }).tap();
  await hers.getByText("Pytanie zostało przyjęte.").waitFor();
  const question = (page) => region(page, "Pytania").getByRole("listitem").filter({ hasText: "Kiedy będzie <b>nabór</b>?" });
  await question(his).getByRole("button", { name: /^▲ Popieram|^Popieram/ }).tap({ timeout: 5_000 });
  await question(console_).getByText("▲ 1").waitFor({ timeout: 5_000 });
  const hide = question(console_).getByRole("button", { name: "Ukryj" });
  for (const button of [hide, question(his).getByRole("button", { name: /Popieram/ })]) {
    assert.equal(await described(button), "Kiedy będzie <b>nabór</b>?");
  }
  await question(console_).getByRole("button", { name: /^Pokaż/ }).click();
  await screen.getByText("Kiedy będzie <b>nabór</b>?").waitFor({ timeout: 5_000 });
  await question(console_).getByRole("button", { name: "Odpowiedziano" }).click();
  await question(hers).getByText("odpowiedziano").waitFor({ timeout: 5_000 });

  for (const page of [his, hers]) {
    await page.getByRole("button", { name: "Zgłaszam się do głosu" }).tap();
    await page.getByText(/Twoje miejsce w kolejce/).waitFor();
  }
  await hers.getByText("Twoje miejsce w kolejce: 2.").waitFor();
  const second = region(console_, "Głosy w dyskusji").getByRole("listitem").filter({ hasText: "Anna" });
  assert.equal(await described(second.getByRole("button", { name: "Wyżej" })), "Anna");
  await console_.keyboard.press("s");
  await screen.locator(".speaking").filter({ hasText: "Jan" }).waitFor({ timeout: 5_000 });
  await his.getByText("Masz głos.").waitFor({ timeout: 5_000 });
  await hers.getByText("Twoje miejsce w kolejce: 1.").waitFor();
  assert.match(await screen.getByRole("timer").innerText(), /^[23]:\d\d$/);
  await console_.keyboard.press("e");
  await screen.locator(".speaking").waitFor({ state: "detached", timeout: 5_000 });
  assert.deepEqual(busola.faults, []);
});

test("a server that is killed goes on where it was, and another moderator takes over", async () => {
  const held = await meeting(ewa);
  const other = await person(busola, "Olga", "moderator");
  const phone = await visit(jan, held.path, PHONE);
  await phone.getByRole("button", { name: "Zgłaszam się do głosu" }).tap();
  await phone.getByText("Twoje miejsce w kolejce: 1.").waitFor();
  const first = await visit(ewa, held.console);
  await first.keyboard.press("n");
  await text(phone).filter({ hasText: "§ 5" }).waitFor({ timeout: 5_000 });
  await first.keyboard.press("s");
  await phone.getByText("Masz głos.").waitFor({ timeout: 5_000 });
  const { called_at, until: end } = (await api(ewa, "GET", held.path)).speakers[0];
  await first.close();

  await busola.kill();
  await busola.serve();
  const second = await visit(other, held.console);
  await text(second).filter({ hasText: "§ 5" }).waitFor();
  const [speaker] = (await api(ewa, "GET", held.path)).speakers;
  assert.deepEqual([speaker.called_at, speaker.until], [called_at, end]);
  await second.keyboard.press("n");
  await text(phone).filter({ hasText: "100 000 zł" }).waitFor({ timeout: 45_000 });
});

test("without JavaScript a meeting reads, and one asks, raises a hand and votes", async () => {
  const held = await meeting(ewa);
  const made = await poll(ewa, held);
  await api(ewa, "POST", `/sessions/${held.id}/focus`, { unit: held.place.unit("§ 5") });
  await api(ewa, "POST", `/polls/${made.id}/open`);
  const page = await browser(anna, { ...PHONE, javaScriptEnabled: false });
  await page.goto(held.path);
  assert.match(await text(page).innerText(), /Program określa zasady współpracy/);
  await page.getByRole("radio", { name: "Tak" }).check();
  await page.getByRole("button", { name: "Głosuję" }).click();
  await page.getByText("Twój głos jest policzony.").waitFor();
  await page.getByRole("textbox", { name: "Twoje pytanie" }).fill("Czy będzie napis?");
  await page.getByRole("button", { name: "Zadaj pytanie" }).click();
  await region(page, "Pytania").getByText("Czy będzie napis?").waitFor();
  await page.getByRole("button", { name: "Zgłaszam się do głosu" }).click();
  await page.getByText("Twoje miejsce w kolejce: 1.").waitFor();
  const after = await api(ewa, "GET", held.path);
  assert.deepEqual([after.polls[0].tally.ballots, after.questions.length, after.queue.length], [1, 1, 1]);
});

test("without JavaScript what was typed stays in its field when it is refused", async () => {
  const held = await meeting(ewa, { rules: { anonymous_questions: true } });
  const page = await browser(anna, { ...PHONE, javaScriptEnabled: false });
  await page.goto(held.path);
  const [box, unsigned] = [page.getByRole("textbox", { name: "Twoje pytanie" }), page.getByLabel("Bez mojego nazwiska")];
  await box.fill("Czy <to> & tamto?\nI jeszcze \u202e to");
  await unsigned.check();
  await page.getByRole("button", { name: "Zadaj pytanie" }).click();
  assert.match(await page.title(), /^Błąd/);
  await page.getByRole("alert").getByRole("link", { name: /^Twoje pytanie: / }).click();
  assert.equal(await box.inputValue(), "Czy <to> & tamto?\nI jeszcze \u202e to");
  assert.equal(await unsigned.isChecked(), true);
  await box.fill("Czy <to> & tamto?");
  await page.getByRole("button", { name: "Zadaj pytanie" }).click();
  await region(page, "Pytania").getByRole("listitem").getByText("Czy <to> & tamto?").waitFor();
  assert.equal(await box.inputValue(), "");

  // The forms of the console too.
  const console_ = await browser(ewa, { javaScriptEnabled: false });
  await console_.goto(held.console);
  await console_.getByText("Nowe głosowanie", { exact: true }).click();
  await console_.getByRole("textbox", { name: "Pytanie", exact: true }).fill("Czy „tak”?");
  await console_.getByRole("radio", { name: "Kilka odpowiedzi" }).check();
  await console_.getByRole("textbox", { name: "Odpowiedzi", exact: true }).fill("Tak");
  await console_.getByRole("radio", { name: "Tajne" }).check();
  await console_.getByRole("button", { name: "Przygotuj" }).click();
  await console_.getByRole("alert").getByRole("link", { name: /^Odpowiedzi: / }).waitFor();
  assert.equal(await console_.getByRole("textbox", { name: "Pytanie", exact: true }).inputValue(), "Czy „tak”?");
  await console_.getByRole("textbox", { name: "Odpowiedzi", exact: true }).fill("Tak\nNie");
  await console_.getByRole("button", { name: "Przygotuj" }).click();
  await region(console_, "Głosowania orientacyjne").getByText("Czy „tak”?").waitFor();
  const [made] = (await api(ewa, "GET", held.path)).polls;
  assert.deepEqual([made.type, made.secret, made.options.map((option) => option.text)], ["multiple", true, ["Tak", "Nie"]]);

  // One that is prepared says what it is, and is removed again, also from a console that is open elsewhere.
  const elsewhere = await visit(ewa, held.console);
  const facts = (page) => region(page, "Głosowania orientacyjne").getByText(/^Kilka odpowiedzi\. Tajne\. Możesz wybrać najwyżej \d\.$/);
  await facts(elsewhere).waitFor();
  await facts(console_).waitFor();
  await region(console_, "Głosowania orientacyjne").getByText("Tak / Nie").waitFor();
  await region(console_, "Głosowania orientacyjne").getByText("Usuń…").click();
  await console_.getByRole("button", { name: "Tak, usuń" }).click();
  await facts(elsewhere).waitFor({ state: "detached" });
  assert.deepEqual((await api(ewa, "GET", held.path)).polls, []);

  // Where somebody else opens one whose removal waits for its second press, nothing is left open to be pressed.
  const other = await poll(ewa, held);
  await elsewhere.getByText("Usuń…").click();
  await elsewhere.getByRole("button", { name: "Tak, usuń" }).waitFor();
  await api(ewa, "POST", `/polls/${other.id}/open`);
  await elsewhere.getByText("Zamknij głosowanie…").waitFor();
  assert.equal(await elsewhere.locator(".polls details[open]").count(), 0);
});

test("on a phone hand and question are in reach however long the text is, unless the screen is small", async () => {
  const held = await meeting(ewa);
  await api(ewa, "POST", `/sessions/${held.id}/focus`, { unit: held.place.unit("Rozdział 1") });
  const phone = await visit(anna, held.path, PHONE);
  const hand = phone.getByRole("button", { name: "Zgłaszam się do głosu" });
  const question = phone.getByRole("link", { name: "Zadaj pytanie" });
  for (const at of ["start", "center"]) {
    await text(phone).evaluate((element, block) => element.scrollIntoView({ block }), at);
    for (const reached of [hand, question]) {
      const { y, height } = await reached.boundingBox();
      assert.ok(y >= 0 && y + height <= PHONE.viewport.height && height >= 44, `${y} ${height}`);
    }
  }
  // Where it was raised, a second tap takes nothing down.
  const { x, y, width, height } = await hand.boundingBox();
  await hand.tap();
  await phone.getByText("Twoje miejsce w kolejce: 1.").waitFor();
  await phone.touchscreen.tap(x + width / 2, y + height / 2);
  await question.tap();
  await until("the field is at hand", () => isFocused(phone.getByRole("textbox", { name: "Twoje pytanie" })));
  assert.equal((await api(ewa, "GET", held.path)).queue.length, 1);
  await phone.getByRole("button", { name: "Rezygnuję z wypowiedzi" }).tap();
  await hand.waitFor({ timeout: 5_000 });

  // A window of 1280 by 1024 at 400 %: nothing covers what is read.
  const zoomed = await visit(anna, held.path, { viewport: { width: 320, height: 256 } });
  assert.equal(await zoomed.locator(".reach").evaluate((element) => getComputedStyle(element).position), "static");
  assert.equal(await overflows(zoomed), false);
  // The console shows the same text in a part of its own that the keyboard scrolls.
  const console_ = await visit(ewa, held.console, { viewport: { width: 1366, height: 900 } });
  const shown = console_.getByRole("group", { name: "Teraz na ekranie" });
  await shown.focus();
  await console_.keyboard.press("PageDown");
  await until("it has scrolled", () => shown.evaluate((element) => element.scrollTop > 0));
  assert.deepEqual(busola.faults, []);
});

test("a meeting is announced in the browser and found on its consultation's page", async () => {
  const held = await meeting(ewa);
  const page = await browser(ewa);
  await page.goto(held.place.path);
  await page.getByRole("link", { name: "Ogłoś spotkanie" }).click();
  await page.getByRole("textbox", { name: "Tytuł" }).fill("Drugie spotkanie");
  await page.getByLabel("Początek").fill("2027-06-20T16:00");
  await page.getByRole("textbox", { name: "Porządek spotkania" }).fill("§ 7: Pieniądze\nSprawy różne");
  await page.getByRole("button", { name: "Ogłoś", exact: true }).click();
  await page.waitForURL(/\/console$/);
  await page.getByText("Rozpocznij spotkanie…").waitFor();
  assert.equal(await page.getByRole("listitem").filter({ hasText: "Pieniądze" }).getByText("§ 7", { exact: true }).count(), 1);
  const reader = await browser(guest);
  await reader.goto(held.place.path);
  await reader.getByRole("link", { name: "Drugie spotkanie" }).click();
  await reader.getByText("20 czerwca 2027, godz. 16:00").waitFor();
});

test("the pages of a meeting are for everybody on a tablet and a projector too", async () => {
  const held = await meeting(ewa);
  await api(ewa, "POST", `/sessions/${held.id}/focus`, { item: held.agenda[1].id });
  const made = await poll(ewa, held);
  await api(ewa, "POST", `/polls/${made.id}/open`);
  await api(anna, "POST", `/sessions/${held.id}/questions`, { body: "Kiedy będzie nabór?" });
  const { id } = await api(jan, "POST", `/sessions/${held.id}/speakers`);
  await api(anna, "POST", `/sessions/${held.id}/speakers`);
  await api(ewa, "POST", `/speakers/${id}/call`);
  for (const [locale, colorScheme] of [["pl-PL", "light"], ["en-GB", "dark"]]) {
    for (const width of [768, 1920]) {
      const options = { locale, colorScheme, viewport: { width, height: 900 } };
      const [reader, moderator] = [await browser(anna, options), await browser(ewa, options)];
      for (const [page, path] of [[reader, held.path], [moderator, held.console], [reader, held.screen]]) {
        await page.goto(path);
        await page.locator(".live[data-state=live]").waitFor({ state: "attached", timeout: 30_000 });
        assert.deepEqual(await axe(page), [], `${path} ${locale} ${width}`);
        assert.equal(await overflows(page), false, `${path} is wider than ${width}`);
      }
      await Promise.all([reader, moderator].map((page) => page.context().close()));
    }
  }
  assert.deepEqual(busola.faults, []);
});
