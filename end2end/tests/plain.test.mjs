// Without JavaScript one can read, sign in, comment and support.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { box, countLink, line, panel, remark, replyBox, replyTo, section, send, sendReply, shown, signInAndSend, support } from "../lib/page.mjs";
import { signInHere } from "../lib/sign_in.mjs";
import { browser } from "../lib/visit.mjs";

const PLAIN = { javaScriptEnabled: false };
const { ewa, anna, guest } = await city();

test("a resident reads, writes, signs in, comments and supports", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 7", "Uwaga urzędu");
  const page = await browser(guest, PLAIN);
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Program" }).first().click();
  assert.match(await section(page, "§ 7 ust. 1").innerText(), /100.000.zł/);
  await countLink(page, "§ 7").click();
  assert.deepEqual(await shown(page), ["Uwaga urzędu"]);
  assert.equal(await line(page).isVisible(), false);

  await box(page).fill("Uwaga bez skryptów");
  await signInAndSend(page).click();
  await signInHere(page, anna);
  assert.equal(new URL(page.url()).pathname, place.path);
  assert.equal(await box(page).inputValue(), "Uwaga bez skryptów");
  await send(page).click();
  assert.deepEqual(await shown(page), ["Uwaga urzędu", "Uwaga bez skryptów"]);
  assert.equal(await box(page).inputValue(), "");

  const button = support(remark(page, "Uwaga urzędu"));
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.match(await button.innerText(), /\b1$/);
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "false");

  await replyTo(remark(page, "Uwaga urzędu")).click();
  await replyBox(page).fill("Odpowiedź bez skryptów");
  await sendReply(page).click();
  assert.ok((await shown(page)).includes("Odpowiedź bez skryptów"));
  assert.equal((await stored(anna, place, "§ 7")).length, 3);
});

test("a guest's reply waits for the sign-in in its form", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 7", "Uwaga urzędu");
  const page = await browser(guest, PLAIN);
  await page.goto(place.at("§ 7"));
  await replyTo(remark(page, "Uwaga urzędu")).click();
  await replyBox(page).fill("Odpowiedź gościa");
  await signInAndSend(page).last().click();
  await signInHere(page, anna);
  assert.equal(await replyBox(page).inputValue(), "Odpowiedź gościa");
  await sendReply(page).click();
  assert.deepEqual(await shown(page), ["Uwaga urzędu", "Odpowiedź gościa"]);
});

test("a text that is refused stands in its form, with what is wrong with it", async () => {
  const place = await consultation(ewa);
  const page = await browser(anna, PLAIN);
  await page.goto(place.at("§ 7"));
  const long = `Ważne. ${"x".repeat(10_000)}`;
  await box(page).fill(long);
  await send(page).click();
  assert.equal(await box(page).inputValue(), long);
  assert.equal(await box(page).getAttribute("aria-invalid"), "true");
  assert.ok(await panel(page).getByText(/Za dużo: najwyżej 10.?000 znaków\./).isVisible());
  assert.match(await page.title(), /^Błąd/);
  await box(page).fill("Krótko.");
  await send(page).click();
  assert.deepEqual(await shown(page), ["Krótko."]);
});

test("a text survives an expired sign-in", async () => {
  const place = await consultation(ewa);
  const page = await browser(anna, PLAIN);
  await page.goto(place.at("§ 7"));
  await box(page).fill("Pisane długo");
  await page.context().clearCookies();
  await send(page).click();
  await page.waitForURL(/\/sign-in\?/);
  await signInHere(page, anna);
  assert.equal(await box(page).inputValue(), "Pisane długo");
  await send(page).click();
  assert.deepEqual(await shown(page), ["Pisane długo"]);
  assert.equal((await stored(anna, place, "§ 7")).length, 1);
});
