// The page of the API, on a phone: every request can be found, unfolded and read, and its objects lead on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { city } from "../lib/city.mjs";
import { browser, PHONE } from "../lib/visit.mjs";

const { busola, guest } = await city();

test("a request is unfolded, and leads to the object that it answers", async () => {
  const page = await browser(guest, { ...PHONE, javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await page.getByRole("heading", { level: 1, name: "API" }).waitFor();
  const request = page.locator("details").filter({ hasText: "GET /api/v1/consultations/{key}" }).first();
  await request.locator("summary").click();
  await request.getByRole("table", { name: "Odpowiedzi" }).waitFor();
  await request.getByRole("link", { name: "Consultation", exact: true }).click();
  assert.equal(new URL(page.url()).hash, "#schema-Consultation");
  assert.deepEqual(busola.faults, []);
});
