// What became of one's remarks, on one page, without JavaScript and on a telephone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { remarkById } from "../lib/page.mjs";
import { browser, PHONE } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

test("an author finds each of their remarks with its number and state", async () => {
  const place = await consultation(ewa);
  const first = await post(anna, place, "§ 7", "Pierwsza uwaga");
  const hidden = await post(anna, place, "§ 3", "Ukryta uwaga");
  await post(ewa, place, "§ 3", "Uwaga urzędu");
  await api(ewa, "POST", `/comments/${hidden.id}/hide`, { reason: "Dane osobowe" });

  const page = await browser(anna, { ...PHONE, javaScriptEnabled: false });
  await page.goto("/account");
  await page.getByRole("main").getByRole("link", { name: "Twoje uwagi" }).click();
  const entries = page.getByRole("main").getByRole("listitem");
  assert.equal(await entries.count(), 2);
  assert.match(await entries.nth(0).innerText(), /Uwaga nr 2[^]*§.3[^]*Ukryta przez moderatora\. Powód: Dane osobowe/);
  assert.match(await entries.nth(1).innerText(), /Uwaga nr 1[^]*§.7[^]*Jest publiczna\. Urząd jeszcze na nią nie odpowiedział\./);
  assert.equal(await overflows(page), false);
  await entries.nth(1).getByRole("link", { name: /^Zobacz uwagę nr 1 / }).click();
  await remarkById(page, first.id).waitFor();
  assert.equal(new URL(page.url()).hash, `#u-${first.id}`);
});

test("the page of a link that is over is for everybody", async () => {
  const page = await browser(guest, { viewport: { width: 360, height: 800 } });
  await page.goto("/receipts/over");
  assert.deepEqual(await axe(page), []);
  assert.equal(await overflows(page), false);
  assert.deepEqual(busola.faults, []);
});

test("letters are switched off and on without JavaScript, and by the page of a link", async () => {
  const page = await browser(anna, { javaScriptEnabled: false });
  await page.goto("/account");
  const letters = page.getByRole("region", { name: "Listy" });
  await letters.getByRole("button", { name: /^Wyłącz/ }).first().click();
  await letters.getByText("Nie przychodzą").waitFor();
  await letters.getByRole("button", { name: /^Włącz/ }).click();
  await letters.getByText("Przychodzą", { exact: true }).first().waitFor();

  const plain = await browser(guest, { javaScriptEnabled: false });
  await plain.goto("/unsubscribe/x");
  await plain.getByRole("button", { name: "Nie chcę tych listów" }).click();
  await plain.getByRole("heading", { name: "Gotowe" }).waitFor();
});
