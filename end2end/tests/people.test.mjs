// One's own account and people's offices: without JavaScript, by the keyboard, and looked over for what keeps people out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { code, letter } from "../lib/letters.mjs";
import { remark, shown } from "../lib/page.mjs";
import { browser, PHONE, visit } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const WORDS = "kot je makaron z serem";
const { busola, ewa, anna, guest } = await city();
const adam = await person(busola, "Adam", "admin");

/** Goes from the account's page to one of those that it leads to. */
async function account(page, link) {
  await page.goto("/account");
  await page.getByRole("main").getByRole("link", { name: link, exact: true }).click();
}

/** Asks for a code on a page that wants to know whether it is oneself, and types it. */
async function prove(page, who) {
  await page.getByRole("button", { name: "Wyślij kod" }).click();
  const sent = await code(busola, who.email);
  await page.getByLabel("Kod z wiadomości").fill(sent);
  return sent;
}

test("a password is set by a code, signs in, and is removed, without JavaScript", async () => {
  const page = await browser(anna, PLAIN);
  await account(page, "Hasło");
  const sent = await prove(page, anna);
  await page.getByLabel("Nowe hasło").fill("krótkie");
  await page.getByRole("button", { name: "Ustaw hasło" }).click();
  await page.getByRole("alert").getByText("Za krótko: co najmniej 12 znaków.").waitFor();
  // The code was not used up by that.
  await page.getByLabel("Kod z wiadomości").fill(sent);
  await page.getByLabel("Nowe hasło").fill(WORDS);
  await page.keyboard.press("Enter");
  await page.getByText("Hasło jest ustawione.").waitFor();

  const other = await browser(guest, PLAIN);
  await other.goto("/log");
  await other.getByRole("main").getByRole("link", { name: "Zaloguj się" }).click();
  await other.getByRole("link", { name: "Zaloguj się hasłem" }).click();
  await other.getByLabel("Adres e-mail").fill(anna.email);
  await other.getByLabel("Hasło").fill("nie to, a inne słowa");
  await other.getByRole("button", { name: "Zaloguj się" }).click();
  await other.getByRole("alert").getByText(/To hasło nie pasuje/).waitFor();
  assert.equal(await other.getByLabel("Adres e-mail").inputValue(), anna.email);
  assert.equal(await other.getByLabel("Hasło").inputValue(), "");
  assert.match(await other.title(), /^Błąd/);
  await other.getByLabel("Hasło").fill(WORDS);
  await other.getByRole("button", { name: "Zaloguj się" }).click();
  await other.waitForURL((url) => url.pathname === "/log");

  await account(page, "Hasło");
  await page.getByLabel("Obecne hasło").fill(WORDS);
  await page.getByRole("button", { name: "Usuń hasło" }).click();
  await page.getByText("Hasło jest usunięte.").waitFor();
  assert.equal((await other.goto("/account")).status(), 401);
});

test("all other sign-ins are ended by the keyboard, and their open pages say so", async () => {
  const place = await consultation(ewa);
  const open = await visit(anna, place.path);
  const page = await browser(anna);
  await page.goto("/account");
  const end = page.getByRole("button", { name: "Zakończ wszystkie inne" });
  await end.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Wszystkie inne logowania są zakończone.").waitFor();
  assert.equal(await end.count(), 0);
  assert.equal((await open.goto("/account")).status(), 401);
});

test("an address changes once both mailboxes have confirmed it", async () => {
  const olga = await person(busola, "Olga");
  const page = await browser(olga, PLAIN);
  await account(page, "Adres e-mail");
  await page.getByLabel("Nowy adres e-mail").fill("nowa.olga@example.org");
  await page.getByRole("button", { name: "Wyślij obie wiadomości" }).click();
  await page.getByText("Obie wiadomości są w drodze.").waitFor();
  const reader = await browser(guest, PLAIN);
  for (const [address, said] of [[olga.email, "Zmianę musi potwierdzić jeszcze drugi adres."], ["nowa.olga@example.org", "Adres jest zmieniony."]]) {
    const [, link] = await letter(busola, `To: ${address}`, /(http\S+\/account\/address\/confirm\?token=\S+)/);
    await reader.goto(link);
    assert.deepEqual(await axe(await readable(link)), []);
    await reader.getByRole("button", { name: "Potwierdź" }).click();
    await reader.getByText(said).waitFor();
  }
  const again = await browser({ ...olga, email: "nowa.olga@example.org" }, PLAIN);
  await again.goto("/account");
  assert.equal(await again.getByLabel("Nazwa", { exact: true }).inputValue(), "Olga");
});

/** The same page with scripts, which axe needs. */
async function readable(link) {
  const page = await browser(guest);
  await page.goto(link);
  return page;
}

test("an account is removed, and its remarks stay without a name", async () => {
  const place = await consultation(ewa);
  const zofia = await person(busola, "Zofia");
  await post(zofia, place, "§ 7", "Uwaga Zofii");
  const page = await browser(zofia, { ...PHONE, ...PLAIN });
  await account(page, "Usuń konto");
  assert.equal(await overflows(page), false);
  await prove(page, zofia);
  await page.getByLabel("Wpisz słowo USUWAM").fill("usuwam");
  await page.getByRole("button", { name: "Usuń moje konto na zawsze" }).click();
  await page.getByRole("heading", { name: "Konto jest usunięte" }).waitFor();
  assert.equal((await page.goto("/account")).status(), 401);

  const reader = await browser(guest, PLAIN);
  await reader.goto(place.at("§ 7"));
  assert.deepEqual(await shown(reader), ["Uwaga Zofii"]);
  await remark(reader, "Uwaga Zofii").getByRole("heading", { name: "konto usunięte" }).waitFor();
  assert.equal((await stored(ewa, place, "§ 7"))[0].author.name, "konto usunięte");
});

test("an administrator finds somebody by the keyboard and gives them a role", async () => {
  const page = await browser(adam, PLAIN);
  const jan = await person(busola, "Jan");
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Osoby" }).click();
  await page.getByLabel("Nazwa albo cały adres e-mail").fill(jan.email);
  await page.keyboard.press("Enter");
  await page.waitForURL(/[?&]q=/);
  const found = page.getByRole("list", { name: "Znalezione osoby" }).getByRole("listitem");
  assert.equal(await found.count(), 1);
  assert.doesNotMatch(await found.innerText(), /@/);
  await page.getByLabel("Rola: Jan").selectOption("moderator");
  await found.getByRole("button", { name: "Zapisz" }).click();
  await page.getByText("Rola została zmieniona.").waitFor();
  await api(jan, "GET", "/answer-templates");
  await page.getByLabel("Nazwa albo cały adres e-mail").fill("Adam");
  await page.keyboard.press("Enter");
  await page.getByText("To Ty: Twoją rolę zmienia inny administrator.").waitFor();
});

test("the pages that come after a step, or that have nothing, are for everybody", async () => {
  for (const [who, paths] of [
    [anna, ["/account/password?proof=x", "/account/remove?proof=x"]],
    [guest, ["/account/address/confirm?done=both", "/account/address/confirm?token=x", "/account/remove?done=1"]],
    [adam, ["/admin/people?q=nikt", "/account/remove"]],
  ]) {
    for (const options of [{ viewport: { width: 320, height: 800 } }, { locale: "en-GB", colorScheme: "dark" }]) {
      const page = await browser(who, options);
      for (const path of paths) {
        await page.goto(path);
        assert.deepEqual(await axe(page), [], path);
        assert.equal(await overflows(page), false, path);
      }
      await page.context().close();
    }
  }
  assert.deepEqual(busola.faults, []);
});
