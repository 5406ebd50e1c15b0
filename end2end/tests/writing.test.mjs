// What becomes of a text: changed, answered, refused, sent from elsewhere on the page.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { api, city } from "../lib/city.mjs";
import { consultation, post, stored } from "../lib/consultation.mjs";
import { box, countLink, heading, panel, remark, remarkById, replyBox, replyTo, section, send, sendReply, shown, signInAndSend, unfold } from "../lib/page.mjs";
import { signInHere } from "../lib/sign_in.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { browser, open, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

const editBox = (page) => page.getByRole("textbox", { name: "Popraw uwagę" });

/** Opens the form for another text. */
async function edit(remark) {
  const link = remark.getByRole("link", { name: "Popraw", exact: true });
  if (!(await link.isVisible())) await unfold(remark, "Więcej");
  await link.click();
}

test("a remark is changed in its place, and the others see it", async () => {
  const place = await consultation(ewa);
  const mine = await post(anna, place, "§ 7", "Pierwsza **wersja**");
  const page = await visit(anna, place.at("§ 7"));
  const reader = await visit(guest, place.at("§ 7"));

  await edit(remarkById(page, mine.id));
  assert.equal(await editBox(page).inputValue(), "Pierwsza **wersja**");
  await until("the field has the focus", () => isFocused(editBox(page)));
  await editBox(page).fill("Nie zapisana");
  await page.getByRole("link", { name: "Anuluj" }).click();
  assert.deepEqual(await shown(page), ["Pierwsza wersja"]);

  await edit(remarkById(page, mine.id));
  assert.equal(await editBox(page).inputValue(), "Pierwsza **wersja**");
  await editBox(page).fill("Druga wersja");
  await page.getByRole("button", { name: "Zapisz" }).click();
  for (const each of [page, reader]) {
    await until("the new text", async () => (await shown(each)).join() === "Druga wersja");
    await remark(each, "Druga wersja").getByText(/^Poprawiona: \d\d:\d\d$/).waitFor();
  }
  assert.ok(await isFocused(remarkById(page, mine.id)));
  assert.deepEqual(busola.faults, []);
});

test("whoever replies is then at the reply", async () => {
  const place = await consultation(ewa);
  await post(ewa, place, "§ 7", "Uwaga urzędu");
  const page = await visit(anna, place.at("§ 7"));
  // Without the line the answer of the server is all there is.
  await page.evaluate(() => (WebSocket.prototype.send = () => {}));
  await replyTo(remark(page, "Uwaga urzędu")).click();
  await replyBox(page).fill("Odpowiedź");
  await sendReply(page).click();
  await remark(page, "Odpowiedź").waitFor();
  await until("the reply has the focus", () => isFocused(remark(page, "Odpowiedź")));
});

test("a text that is refused while its writer is elsewhere on the page says so when they are back", async () => {
  const place = await consultation(ewa);
  const page = await visit(anna, place.at("§ 7"));
  await page.context().setOffline(true);
  await box(page).fill("x".repeat(10_001));
  await send(page).click();
  await panel(page).getByText("Nie ma połączenia.").waitFor();
  await countLink(page, "§ 2").click();
  await until("the panel is there", async () => /§.2/.test(await heading(page).innerText()));
  const refused = page.waitForResponse((response) => response.url().endsWith("/fn/post-comment"), { timeout: 40_000 });
  await page.context().setOffline(false);
  assert.equal((await refused).status(), 422);
  assert.equal(await box(page).inputValue(), "");
  await countLink(page, "§ 7").click();
  await panel(page).getByText(/Za dużo: najwyżej 10.?000 znaków\./).waitFor();
  assert.equal((await box(page).inputValue()).length, 10_001);
  await box(page).fill("Krócej");
  assert.ok(await panel(page).getByText(/Za dużo/).isHidden());
  await send(page).click();
  await remark(page, "Krócej").waitFor();
});

test("a text that waited for the sign-in does not come back after it was sent", async () => {
  const place = await consultation(ewa);
  const page = await visit(guest, place.at("§ 7"));
  await box(page).fill("Napisane przed zalogowaniem");
  await signInAndSend(page).first().click();
  await signInHere(page, anna);
  await until("it is back", async () => (await box(page).inputValue()) === "Napisane przed zalogowaniem");
  await send(page).click();
  await remark(page, "Napisane przed zalogowaniem").waitFor();
  await box(page).fill("Następna uwaga");
  await page.reload();
  await until("the next one is there", async () => (await box(page).inputValue()) === "Następna uwaga");
  await send(page).click();
  await remark(page, "Następna uwaga").waitFor();
  assert.equal((await stored(anna, place, "§ 7")).length, 2);
});

test("one text sent from two tabs is two remarks, and neither is stuck", async () => {
  const place = await consultation(ewa);
  const first = await visit(anna, place.at("§ 7"));
  await box(first).fill("Wspólny początek");
  const second = await first.context().newPage();
  await open(second, place.at("§ 7"));
  assert.equal(await box(second).inputValue(), "Wspólny początek");
  await send(first).click();
  await remark(first, "Wspólny początek").waitFor();
  await box(second).fill("Wspólny początek i ciąg dalszy");
  await send(second).click();
  await panel(second).getByRole("status").filter({ hasText: "identyfikator" }).waitFor();
  await send(second).click();
  await remark(second, "i ciąg dalszy").waitFor();
  assert.equal((await stored(anna, place, "§ 7")).length, 2);
});

test("the page says that its draft changed, and shows the new one when asked", async () => {
  const place = await consultation(ewa);
  const page = await visit(anna, place.at("§ 7"));
  await box(page).fill("Piszę dalej");
  const file = join(busola.folder, "draft.txt");
  await writeFile(file, "§ 7. Całkiem nowa treść.\n");
  await busola.run("draft", "import", "--consultation", place.slug, file);
  const notice = panel(page).getByRole("status").filter({ hasText: "Projekt lub ogłoszenie się zmieniły." });
  await notice.waitFor();
  assert.equal(await box(page).inputValue(), "Piszę dalej");
  await notice.getByRole("link", { name: "Odśwież stronę" }).click();
  await section(page, "§ 7").getByText("Całkiem nowa treść.").waitFor();
  await until("the text stayed", async () => (await box(page).inputValue()) === "Piszę dalej");
});

test("without JavaScript a text whose remark is gone meanwhile is not lost, and the page goes on working", async () => {
  const place = await consultation(ewa);
  const mine = await post(anna, place, "§ 7", "Do zmiany");
  const page = await browser(anna, { javaScriptEnabled: false });
  await page.goto(place.at("§ 7"));
  await edit(remarkById(page, mine.id));
  await editBox(page).fill("Zmieniona, ale za późno");
  await api(ewa, "POST", `/comments/${mine.id}/hide`, { reason: "Próba" });
  await page.getByRole("button", { name: "Zapisz" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Twój tekst" }).inputValue(), "Zmieniona, ale za późno");
  assert.ok(await page.getByRole("alert").isVisible());
  // The page stands at the address of the form now.
  await countLink(page, "§ 2").click();
  assert.match(await heading(page).innerText(), /§.2/);
  assert.equal(new URL(page.url()).pathname, place.path);
});
