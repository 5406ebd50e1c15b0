// Without JavaScript one can read, sign in, comment and support.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola } from "../lib/busola.mjs";
import { consultation, person, remark, remarks, sectionOf, shown, signIn, signInHere } from "../lib/city.mjs";

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

const box = (page) => page.locator("#remarks > form.write textarea");
const send = (page) => page.locator("#remarks > form.write .write-foot button").click();

test("a resident reads, signs in, comments and supports", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7");
  await remark(busola, ewa, place, "Uwaga urzędu", unit);
  const page = await busola.page({ javaScriptEnabled: false });
  await page.goto("/");
  await page.locator(".consultations a", { hasText: "Program" }).first().click();
  assert.match(await sectionOf(page, place.unit("§ 7 ust. 1")).innerText(), /100.000.zł/);
  await sectionOf(page, unit).locator(".unit-count").click();
  assert.deepEqual(await shown(page), ["Uwaga urzędu"]);
  assert.equal(await page.locator(".live").isVisible(), false);

  await page.locator("#remarks .message a").click();
  await signInHere(busola, page, anna.email);
  assert.equal(new URL(page.url()).pathname, place.path);
  await box(page).fill("Uwaga bez skryptów");
  await send(page);
  assert.deepEqual(await shown(page), ["Uwaga urzędu", "Uwaga bez skryptów"]);
  assert.equal(await box(page).inputValue(), "");

  const support = page.locator("article.remark", { hasText: "Uwaga urzędu" }).locator(".support");
  assert.equal(await support.getAttribute("aria-pressed"), "false");
  await support.click();
  assert.equal(await support.getAttribute("aria-pressed"), "true");
  assert.equal(await support.locator(".figures").innerText(), "1");
  await support.click();
  assert.equal(await support.getAttribute("aria-pressed"), "false");

  await page.locator("article.remark", { hasText: "Uwaga urzędu" }).locator(".remark-foot > a.link-button").first().click();
  const reply = page.locator("ol.replies form.write");
  await reply.locator("textarea").fill("Odpowiedź bez skryptów");
  await reply.locator(".write-foot button").click();
  assert.ok((await shown(page)).includes("Odpowiedź bez skryptów"));
  assert.equal((await remarks(busola, place, unit)).length, 3);
});

test("a text that is refused stands in its form, with what is wrong with it", async () => {
  const place = await consultation(busola, ewa);
  const page = await busola.page({ javaScriptEnabled: false });
  await signIn(busola, page, anna);
  await page.goto(place.at("§ 7"));
  const long = `Ważne. ${"x".repeat(10_000)}`;
  await box(page).fill(long);
  await send(page);
  assert.equal(await box(page).inputValue(), long);
  assert.equal(await box(page).getAttribute("aria-invalid"), "true");
  assert.match(await page.locator("#remarks .error-text").innerText(), /10.?000/);
  assert.match(await page.title(), /^Błąd/);
  await box(page).fill("Krótko.");
  await send(page);
  assert.deepEqual(await shown(page), ["Krótko."]);
});

test("a text survives an expired sign-in", async () => {
  const place = await consultation(busola, ewa);
  const page = await busola.page({ javaScriptEnabled: false });
  await signIn(busola, page, anna);
  await page.goto(place.at("§ 7"));
  await box(page).fill("Pisane długo");
  await page.context().clearCookies();
  await send(page);
  await page.waitForURL(/\/sign-in\?/);
  await signInHere(busola, page, anna.email);
  assert.equal(await box(page).inputValue(), "Pisane długo");
  await send(page);
  assert.deepEqual(await shown(page), ["Pisane długo"]);
  assert.equal((await remarks(busola, place, place.unit("§ 7"))).length, 1);
});
