// The first page as shipped: it is styled, its islands come alive, and the policy is not violated.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola, hydrated } from "../lib/busola.mjs";

let busola;
before(async () => (busola = await Busola.start()));
after(() => busola.stop());

test("the first page comes alive without a violation of its policy", async () => {
  const page = await busola.page();
  const response = await page.goto("/");
  assert.equal(response.status(), 200);
  await hydrated(page);
  assert.deepEqual(busola.faults, []);
});

test("without JavaScript the first page is there and styled", async () => {
  const page = await busola.page({ javaScriptEnabled: false });
  await page.goto("/");
  assert.ok((await page.locator("main").innerText()).trim());
  const sheets = await page.locator('link[rel="stylesheet"]').count();
  assert.equal(sheets, 1);
});

test("what the page loads is cached for ever", async () => {
  const page = await busola.page();
  const assets = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/assets/")) assets.push(response);
  });
  await page.goto("/");
  await hydrated(page);
  assert.ok(assets.length >= 4, `only ${assets.length} files were loaded`);
  for (const asset of assets) {
    assert.equal(asset.status(), 200, asset.url());
    assert.match(asset.headers()["cache-control"], /immutable/, asset.url());
  }
});
