// A card of a consultation in a page of the city's portal: allowed by an administrator, put there by a moderator, live.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { browser } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();
const adam = await person(busola, "Adam", "admin");
const [portal, stranger] = [await site(), await site()];
let place;
before(async () => {
  place = await consultation(ewa);
});

/** Another site on this machine, whose only page has `content`. */
async function site() {
  const site = { content: "" };
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!DOCTYPE html><html lang="pl"><title>Portal miasta</title><h1>Portal miasta</h1>${site.content}</html>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  site.url = `http://127.0.0.1:${server.address().port}`;
  return site;
}

/** The card in the first frame of a page. */
const card = (page) => page.frameLocator("iframe");

test("an administrator names the sites, and hears which line is none", async () => {
  const page = await browser(adam, { viewport: { width: 360, height: 800 } });
  await page.goto("/admin/embed");
  assert.deepEqual(await axe(page), []);
  await page.getByLabel("Serwisy").fill(`${portal.url}\nportal`);
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByText("Wiersz 2 nie jest adresem serwisu.").first().waitFor();
  assert.equal(await page.getByLabel("Serwisy").inputValue(), `${portal.url}\nportal`);
  assert.deepEqual(await axe(page), []);
  await page.getByLabel("Serwisy").fill(`${portal.url}/\n`);
  await page.getByRole("button", { name: "Zapisz" }).click();
  await page.getByText("Lista serwisów jest zapisana.").waitFor();
  assert.equal(await page.getByLabel("Serwisy").inputValue(), portal.url);
  assert.equal(await overflows(page), false);
});

test("a moderator's code shows the card in the portal, and it keeps itself up to date", async () => {
  const moderator = await browser(ewa);
  await moderator.goto(place.path);
  await moderator.getByText("Pokaż w innym serwisie").click();
  portal.content = await moderator.getByLabel("Kod do wklejenia na stronę").inputValue();

  const page = await browser(guest);
  await page.goto(portal.url);
  await card(page).getByText("0 uwag od 0 osób").waitFor();
  await card(page).getByText("Otwarte").waitFor();
  const { id } = await post(anna, place, "§ 7", "Uwaga z domu");
  await card(page).getByText("1 uwaga od 1 osoby").waitFor();
  await api(ewa, "POST", `/comments/${id}/hide`, { reason: "Dane osobowe" });
  await card(page).getByText("0 uwag od 0 osób").waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  // The card leads to the consultation, in the place of the portal.
  await card(page).getByRole("link", { name: /Program współpracy/ }).click();
  await page.waitForURL(`${busola.url}${place.path}`);
  assert.deepEqual(busola.faults, []);
});

test("without JavaScript the card tells what was when it was loaded", async () => {
  const page = await browser(guest, { javaScriptEnabled: false });
  await page.goto(portal.url);
  await card(page).getByRole("heading", { name: /Program współpracy/ }).waitFor();
  await card(page).getByText("0 uwag od 0 osób").waitFor();
});

test("a site that was not named shows no card", async () => {
  stranger.content = portal.content;
  const page = await browser(guest);
  const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await page.goto(stranger.url);
  await refused;
  assert.equal(await card(page).getByRole("heading", { name: /Program współpracy/ }).count(), 0);
});
