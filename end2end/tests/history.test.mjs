// The way through the text is in the browser's history: back and forward lead along it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { countLink, heading, shown } from "../lib/page.mjs";
import { until } from "../lib/until.mjs";
import { visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

/** Waits until the panel is at a unit with its remarks, and sees that the address says the same. */
async function isAt(page, place, citation, remarks) {
  await heading(page).filter({ hasText: new RegExp(`^Uwagi do ${citation}$`) }).waitFor();
  await until("its remarks are there, and no others", async () => (await shown(page)).join() === remarks.join());
  assert.equal(page.url(), new URL(place.at(citation), page.url()).href);
}

test("the panel follows back and forward between two units, and the address says where it is", async () => {
  const place = await consultation(ewa);
  await post(anna, place, "§ 2", "O drugim");
  await post(anna, place, "§ 5", "O piątym");
  const page = await visit(guest, place.at("§ 2"));
  await isAt(page, place, "§ 2", ["O drugim"]);
  // Whoever stays on one page keeps what the page has been told since it was opened.
  await page.evaluate(() => (globalThis.same = true));

  await countLink(page, "§ 5").click();
  await isAt(page, place, "§ 5", ["O piątym"]);
  await page.goBack();
  await isAt(page, place, "§ 2", ["O drugim"]);
  await page.goForward();
  await isAt(page, place, "§ 5", ["O piątym"]);
  await page.goBack();
  await isAt(page, place, "§ 2", ["O drugim"]);
  assert.ok(await page.evaluate(() => globalThis.same), "the page was not loaded anew");

  await page.goForward();
  await isAt(page, place, "§ 5", ["O piątym"]);
  await page.reload();
  await isAt(page, place, "§ 5", ["O piątym"]);
  assert.deepEqual(busola.faults, []);
});

test("back leads to the whole draft too", async () => {
  const place = await consultation(ewa);
  await post(anna, place, "§ 2", "O drugim");
  await post(anna, place, "§ 5", "O piątym");
  const page = await visit(guest, place.path);
  await countLink(page, "§ 2").click();
  await isAt(page, place, "§ 2", ["O drugim"]);
  await page.goBack();
  await heading(page).filter({ hasText: "Uwagi do całego projektu" }).waitFor();
  await until("all remarks are there", async () => (await shown(page)).join() === "O drugim,O piątym");
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, place.path);
  assert.deepEqual(busola.faults, []);
});
