// What happens in one browser is seen in the others; a broken line and a killed server lose and double nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, city } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { arrivals, box, chip, count, line, live, panel, remark, replyBox, replyTo, send, sendReply, shown, support } from "../lib/page.mjs";
import { until } from "../lib/until.mjs";
import { browser, open, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

test("a remark written in one browser appears beside its paragraph in the other", async () => {
  const place = await consultation(ewa);
  const writer = await visit(anna, place.at("§ 7 ust. 1"));
  const reader = await visit(guest, place.at("§ 7 ust. 1"));
  const elsewhere = await visit(guest, place.at("§ 2"));
  await reader.getByText("3 osoby czytają teraz").waitFor({ timeout: 15_000 });

  await box(writer).fill("Za **mało** pieniędzy.");
  await send(writer).click();
  await remark(reader, "Za mało pieniędzy.").waitFor({ timeout: 5_000 });
  await panel(writer).getByText("Wysłano. Dziękujemy.").waitFor();
  assert.equal(await box(writer).inputValue(), "");
  assert.equal(await remark(reader, "Za mało pieniędzy.").getByRole("strong").innerText(), "mało");
  assert.equal(await remark(reader, "Za mało pieniędzy.").getByRole("heading").innerText(), "Anna");

  for (const page of [writer, reader, elsewhere]) {
    await until("the count changed", async () => (await count(page, "§ 7 ust. 1")) === 1);
  }
  assert.deepEqual(await shown(writer), ["Za mało pieniędzy."]);
  assert.deepEqual(await shown(elsewhere), []);
  assert.equal(await chip(elsewhere, "§ 7 ust. 1").innerText(), "1 nowa");
  await chip(elsewhere, "§ 7 ust. 1").click();
  await remark(elsewhere, "Za mało pieniędzy.").waitFor();
  await chip(elsewhere, "§ 7 ust. 1").waitFor({ state: "hidden" });
  assert.deepEqual(busola.faults, []);
});

test("support given in one browser is counted in the other, and can be taken back", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 7", "Więcej na sport");
  const hers = support(remark(await visit(anna, place.at("§ 7")), "Więcej na sport"));
  const reader = remark(await visit(ewa, place.at("§ 7")), "Więcej na sport");
  const seen = (name, pressed) => support(reader, { name, pressed }).waitFor({ timeout: 5_000 });
  await seen("Popieram 0", false);

  await hers.click();
  await seen("Popieram 1", false);
  await support(reader).click();
  await seen("Popieram 2", true);
  await until("she sees that she is not alone", async () => /\b2$/.test(await hers.innerText()));

  await hers.click();
  await seen("Popieram 1", true);
  assert.equal(await hers.getAttribute("aria-pressed"), "false");
  assert.match(await hers.innerText(), /\b1$/);
  assert.deepEqual(busola.faults, []);
});

test("a reply appears under its remark in the other browser, when asked for where it would move the text", async () => {
  const place = await consultation(ewa);
  for (const words of ["Pierwsza uwaga", "Ostatnia uwaga"]) await post(ewa, place, "§ 7", words);
  const writer = await visit(anna, place.at("§ 7"), { viewport: { width: 1280, height: 800 } });
  const reader = await visit(guest, place.at("§ 7"), { viewport: { width: 1280, height: 800 } });
  const replies = async (to, words) => {
    await replyTo(remark(writer, to)).click();
    await replyBox(writer).fill(words);
    await sendReply(writer).click();
    await remark(writer, words).waitFor();
    await replyBox(writer).waitFor({ state: "detached" });
  };
  const below = (page, to, words) => page.getByRole("listitem").filter({ hasText: to }).getByRole("article").filter({ hasText: words });

  await replies("Ostatnia uwaga", "Odpowiedź na końcu");
  await below(reader, "Ostatnia uwaga", "Odpowiedź na końcu").waitFor({ timeout: 5_000 });

  const where = () => remark(reader, "Odpowiedź na końcu").boundingBox();
  const before = await where();
  await replies("Pierwsza uwaga", "Odpowiedź w środku");
  await arrivals(reader).waitFor({ timeout: 5_000 });
  assert.equal(await arrivals(reader).innerText(), "Pokaż 1 nową uwagę");
  assert.deepEqual(await shown(reader), ["Pierwsza uwaga", "Ostatnia uwaga", "Odpowiedź na końcu"]);
  assert.deepEqual(await where(), before, "nothing moved");

  await arrivals(reader).click();
  await below(reader, "Pierwsza uwaga", "Odpowiedź w środku").waitFor();
  await arrivals(reader).waitFor({ state: "hidden" });
  for (const page of [writer, reader]) {
    assert.deepEqual(await shown(page), ["Pierwsza uwaga", "Odpowiedź w środku", "Ostatnia uwaga", "Odpowiedź na końcu"]);
    await until("all are counted", async () => (await count(page, "§ 7")) === 4);
  }
  assert.deepEqual(busola.faults, []);
});

test("who was offline for a while has missed nothing and reads nothing twice", async () => {
  const place = await consultation(ewa);
  const page = await visit(anna, place.at("§ 7"));
  await post(ewa, place, "§ 7", "Przed przerwą");
  await until("the first came", async () => (await shown(page)).length === 1);

  await page.context().setOffline(true);
  await line(page).filter({ hasText: "Bez połączenia" }).waitFor();
  const during = ["W przerwie 1", "W przerwie 2", "W przerwie 3"];
  for (const words of during) await post(ewa, place, "§ 7", words);
  await box(page).fill("Napisane bez sieci");
  await send(page).click();
  await panel(page).getByText("Nie ma połączenia. Tekst jest zachowany na tym urządzeniu").waitFor();

  await page.context().setOffline(false);
  await live(page);
  await until("all came", async () => (await shown(page)).length === 5, 40_000);
  assert.deepEqual((await shown(page)).sort(), [...during, "Napisane bez sieci", "Przed przerwą"].sort());
  const kept = await stored(anna, place, "§ 7");
  assert.equal(kept.filter((comment) => comment.body === "Napisane bez sieci").length, 1);
  assert.equal(await count(page, "§ 7"), 5);
  assert.deepEqual(busola.faults, []);
});

test("a server that is killed and started again is noticed by its state alone", async () => {
  const place = await consultation(ewa);
  const pages = [await visit(guest, place.at("§ 7")), await visit(guest, place.at("§ 7"))];
  for (const words of ["Jeden", "Dwa"]) await post(ewa, place, "§ 7", words);
  for (const page of pages) await until("both came", async () => (await shown(page)).length === 2);

  await busola.kill();
  for (const page of pages) await line(page).filter({ hasText: "Łączę ponownie…" }).waitFor();
  await busola.serve();
  for (const words of ["Trzy", "Cztery"]) await post(ewa, place, "§ 7", words);
  for (const page of pages) {
    await live(page);
    await until("all four came", async () => (await shown(page)).length === 4);
    assert.deepEqual(await shown(page), ["Jeden", "Dwa", "Trzy", "Cztery"]);
    assert.equal(await count(page, "§ 7"), 4);
  }
  const log = await api(guest, "GET", `/consultations/${place.id}/events`);
  assert.deepEqual(log.items.map((event) => event.seq), [1, 2, 3, 4, 5]);
  assert.deepEqual(busola.faults, []);
});

test("a server that is ended tells a page when to come back, and it comes then", async () => {
  const place = await consultation(ewa);
  const page = await browser(guest);
  const [tries, farewells] = [[], []];
  await page.routeWebSocket("**/live", (socket) => {
    tries.push(Date.now());
    socket.connectToServer().onClose((code, reason) => {
      farewells.push({ code, reason, at: Date.now() });
      socket.close({ code, reason });
    });
  });
  await open(page, place.at("§ 7"));

  await busola.end("SIGTERM");
  await until("it said goodbye", () => farewells.length === 1);
  await busola.serve();
  await post(ewa, place, "§ 7", "Po przerwie");
  const [{ code, reason, at }] = farewells;
  const wait = JSON.parse(reason).retry_after_ms;
  assert.equal(code, 1001);
  assert.ok(wait >= 1_000, "longer than the first try of a page that was not told");

  await live(page);
  await until("what it missed came", async () => (await shown(page)).length === 1);
  assert.ok(tries[1] - at >= wait - 50 && tries[1] - at < wait + 1_000, `asked to wait ${wait} ms, came after ${tries[1] - at}`);
  assert.deepEqual(busola.faults, []);
});
