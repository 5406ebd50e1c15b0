// What happens in one browser is seen in the others; a broken line and a killed server lose and double nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Busola } from "../lib/busola.mjs";
import { api, consultation, countOf, live, open, person, remark, remarks, sectionOf, shown, signIn, until } from "../lib/city.mjs";

let busola, ewa, anna;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
});
after(() => busola.stop());

const box = (page) => page.locator("#remarks > form.write textarea");
const send = (page) => page.locator("#remarks > form.write .write-foot button");

test("a remark written in one browser appears beside its paragraph in the other", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7 ust. 1");
  const [writer, reader, elsewhere] = [await busola.page(), await busola.page(), await busola.page()];
  await signIn(busola, writer, anna);
  await open(writer, place.at("§ 7 ust. 1"));
  await open(reader, place.at("§ 7 ust. 1"));
  await open(elsewhere, place.at("§ 2"));
  await until("three are here", async () => /^3 /.test(await reader.locator(".here").innerText()));

  await box(writer).fill("Za **mało** pieniędzy.");
  await send(writer).click();
  await reader.locator("article.remark", { hasText: "Za mało pieniędzy." }).waitFor({ timeout: 5_000 });
  await writer.locator('.send-state[data-state="sent"]').waitFor();
  assert.equal(await box(writer).inputValue(), "");
  assert.equal(await reader.locator("article.remark strong").innerText(), "mało");
  assert.equal(await reader.locator("article.remark h4").innerText(), "Anna");

  for (const page of [writer, reader, elsewhere]) {
    await until("the count changed", async () => (await countOf(page, unit)) === 1);
  }
  assert.deepEqual(await shown(writer), ["Za mało pieniędzy."]);
  assert.deepEqual(await shown(elsewhere), []);
  const chip = sectionOf(elsewhere, unit).locator(".new-chip");
  assert.equal(await chip.innerText(), "1 nowa");
  await chip.click();
  await elsewhere.locator("article.remark", { hasText: "Za mało pieniędzy." }).waitFor();
  await chip.waitFor({ state: "hidden" });

  await writer.locator("article.remark .support").click();
  await until("the support is counted", async () => (await reader.locator(".support .figures").innerText()) === "1");
  assert.deepEqual(busola.faults, []);
});

test("who was offline for a while has missed nothing and reads nothing twice", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7");
  const page = await busola.page();
  await signIn(busola, page, anna);
  await open(page, place.at("§ 7"));
  await remark(busola, ewa, place, "Przed przerwą", unit);
  await until("the first came", async () => (await shown(page)).length === 1);

  await page.context().setOffline(true);
  await page.locator('.live[data-state="offline"]').waitFor();
  const during = ["W przerwie 1", "W przerwie 2", "W przerwie 3"];
  for (const body of during) await remark(busola, ewa, place, body, unit);
  await box(page).fill("Napisane bez sieci");
  await send(page).click();
  await page.locator('.send-state[data-state="waiting"]').waitFor();

  await page.context().setOffline(false);
  await live(page);
  await until("all came", async () => (await shown(page)).length === 5, 40_000);
  assert.deepEqual((await shown(page)).sort(), [...during, "Napisane bez sieci", "Przed przerwą"].sort());
  const stored = await remarks(busola, place, unit);
  assert.equal(stored.filter((comment) => comment.body === "Napisane bez sieci").length, 1);
  assert.equal(await countOf(page, unit), 5);
  assert.deepEqual(busola.faults, []);
});

test("a server that is killed and started again is noticed by its state alone", async () => {
  const place = await consultation(busola, ewa);
  const unit = place.unit("§ 7");
  const pages = [await busola.page(), await busola.page()];
  for (const page of pages) await open(page, place.at("§ 7"));
  for (const body of ["Jeden", "Dwa"]) await remark(busola, ewa, place, body, unit);
  for (const page of pages) await until("both came", async () => (await shown(page)).length === 2);

  await busola.kill();
  for (const page of pages) await page.locator('.live[data-state="reconnecting"]').waitFor();
  await busola.serve();
  for (const body of ["Trzy", "Cztery"]) await remark(busola, ewa, place, body, unit);
  for (const page of pages) {
    await live(page);
    await until("all four came", async () => (await shown(page)).length === 4);
    assert.deepEqual(await shown(page), ["Jeden", "Dwa", "Trzy", "Cztery"]);
    assert.equal(await countOf(page, unit), 4);
  }
  const log = await api(busola, null, "GET", `/consultations/${place.id}/events`);
  assert.deepEqual(log.items.map((event) => event.seq), [1, 2, 3, 4, 5]);
  assert.deepEqual(busola.faults, []);
});
