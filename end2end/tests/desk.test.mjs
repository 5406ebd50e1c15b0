// The desk: drafts and templates by the keyboard, several moderators at once, and without JavaScript. A morning of remarks
// answered by the keyboard alone is in report.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { heading, justification, queue, remarks, WIDE } from "../lib/desk.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna } = await city();
const adam = await person(busola, "Adam", "moderator");

/** A consultation with so many remarks. */
const written = (count) => remarks(ewa, anna, count);

/** Its remarks as the desk has them. */
const desk = (place, state) => queue(ewa, place, state);

test("a draft, a template, a group and the switch of the keys", async () => {
  await api(ewa, "POST", "/answer-templates", { name: "Dziękujemy", decision: null, justification: "Dziękujemy za uwagę." });
  const place = await written(4);
  const page = await visit(ewa, place.desk, WIDE);
  await page.keyboard.press("2");
  await page.keyboard.press("e");
  await page.keyboard.type("Najpierw to.");
  await page.keyboard.press("Control+s");
  await until("the draft is saved", async () => (await desk(place, "drafted")).items.length === 1);

  // What is typed is kept on the device when the page is loaded again.
  await page.keyboard.press("Escape");
  await page.keyboard.type(" A potem tamto.");
  await page.reload();
  await page.waitForSelector("html[data-hydrated]");
  await until("it is there", async () => (await justification(page).inputValue()) === "Najpierw to. A potem tamto.");

  await page.locator("#remark").focus();
  await page.keyboard.press("t");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until("the template is in", async () => (await justification(page).inputValue()).includes("Dziękujemy za uwagę."));
  assert.match(await justification(page).inputValue(), /^Najpierw to\. A potem tamto\./);

  await page.locator("#remark").focus();
  await page.keyboard.press("j");
  await until("another remark", async () => (await justification(page).inputValue()) === "");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.getByText("Ta odpowiedź będzie pod 2 uwagami.").waitFor();
  await page.keyboard.press("3");
  await page.keyboard.press("e");
  await page.keyboard.type("Razem.");
  await page.keyboard.press("Control+Enter");
  await until("both have it", async () => (await desk(place, "answered")).items.length === 2);

  await page.locator("#remark").focus();
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Klawisze literowe są włączone" }).uncheck();
  await page.locator("#remark").focus();
  const before = await page.locator("#remark").innerText();
  await page.keyboard.press("k");
  assert.equal(await page.locator("#remark").innerText(), before);
  assert.deepEqual(busola.faults, []);
});

test("two moderators see what the other works on, until one leaves; answers and new remarks come by themselves", async () => {
  const place = await written(2);
  const [hers, his] = [await visit(ewa, place.desk, WIDE), await visit(adam, place.desk, WIDE)];
  // Who came first has it; the other is told.
  await his.getByText("Ewa pracuje nad tą uwagą.").waitFor();
  await his.keyboard.press("j");
  await his.getByText("Ewa pracuje nad tą uwagą.").waitFor({ state: "detached" });
  await his.getByText("pracuje: Ewa").waitFor();
  await hers.getByText("pracuje: Adam").waitFor();

  await hers.keyboard.press("e");
  await hers.keyboard.type("Piszę i nic się nie rusza");
  await his.keyboard.press("1");
  await his.keyboard.press("e");
  await his.keyboard.type("Zgoda.");
  await his.keyboard.press("Control+Enter");
  await hers.locator(".desk-line").getByText("Uwzględniona", { exact: true }).waitFor();
  await post(anna, place, "§ 2", "Uwaga w trakcie");
  await hers.getByRole("button", { name: "1 nowa uwaga" }).waitFor();
  assert.equal(await justification(hers).inputValue(), "Piszę i nic się nie rusza");
  assert.ok(await isFocused(justification(hers)));
  await hers.getByRole("button", { name: "1 nowa uwaga" }).click();
  await hers.locator(".desk-line").getByText("Uwaga w trakcie").waitFor();

  // He takes it in too, and goes from the end of the queue to its first remark, and on to the new one.
  await his.getByRole("button", { name: "1 nowa uwaga" }).click();
  await his.locator(".desk-line").getByText("Uwaga w trakcie").waitFor();
  await his.keyboard.press("j");
  await his.keyboard.press("j");
  await hers.getByText("pracuje: Adam").waitFor();
  await his.context().close();
  await hers.getByText("pracuje: Adam").waitFor({ state: "detached" });
  assert.deepEqual(busola.faults, []);
});

test("of two moderators on one remark the second is told, reads both answers, and saves theirs knowingly", async () => {
  const place = await written(1);
  const [hers, his] = [await visit(ewa, place.desk, WIDE), await visit(adam, place.desk, WIDE)];
  for (const [page, decision, words] of [[hers, "1", "Tak, zmienimy."], [his, "3", "Nie, bo brak środków."]]) {
    await heading(page).waitFor();
    await page.keyboard.press(decision);
    await page.keyboard.press("e");
    await page.keyboard.type(words);
  }
  const drafts = async () => (await desk(place, "drafted")).items.map((item) => item.answer.justification);
  await hers.keyboard.press("Control+s");
  await until("her draft is saved", async () => (await drafts()).length === 1);

  await his.keyboard.press("Control+s");
  const told = his.getByRole("status").filter({ hasText: "Ktoś inny odpowiedział tymczasem na uwagę nr 1." });
  await told.getByText("Tak, zmienimy.").waitFor();
  await told.getByText(/^Zapisano .*, Ewa\.$/).waitFor();
  await told.getByText("Uwzględniona", { exact: true }).waitFor();
  await his.getByRole("alert").filter({ hasText: "zapisz ponownie, jeśli ma ją zastąpić" }).waitFor();
  assert.equal(await justification(his).inputValue(), "Nie, bo brak środków.");
  assert.deepEqual(await drafts(), ["Tak, zmienimy."]);
  assert.deepEqual(await axe(his), []);
  await his.keyboard.press("Control+s");
  await until("his is in its place", async () => (await drafts())[0] === "Nie, bo brak środków.");
  await told.waitFor({ state: "detached" });

  // Now she is told; what she typed stays on her device when the page is loaded again, and she takes his.
  await hers.keyboard.type(" Od stycznia.");
  await hers.keyboard.press("Control+s");
  await hers.getByRole("status").getByText("Nie, bo brak środków.").waitFor();
  await hers.reload();
  await hers.waitForSelector("html[data-hydrated]");
  await until("her text is there", async () => (await justification(hers).inputValue()) === "Tak, zmienimy. Od stycznia.");
  assert.deepEqual(await drafts(), ["Nie, bo brak środków."]);
  await hers.keyboard.press("e");
  await hers.keyboard.type(" Na pewno.");
  await his.keyboard.type(" Na razie.");
  await his.keyboard.press("Control+s");
  await until("his is longer", async () => (await drafts())[0] === "Nie, bo brak środków. Na razie.");
  await hers.keyboard.press("Control+s");
  await hers.getByRole("button", { name: "Pokaż tamtą odpowiedź zamiast mojej" }).click();
  assert.equal(await justification(hers).inputValue(), "Nie, bo brak środków. Na razie.");
  assert.deepEqual(busola.faults, []);
});

test("the queue is by unit over all its pages", async () => {
  const place = await consultation(ewa);
  for (let number = 1; number <= 34; number++) {
    await post(anna, place, number > 31 ? "§ 2" : "§ 7", `Uwaga mieszkanki numer ${number}`);
  }
  const page = await visit(ewa, `${place.path}/desk`, WIDE);
  const units = () => page.locator(".desk-unit").allInnerTexts();
  assert.deepEqual(await units(), ["§ 2", "§ 7"]);
  assert.match(await heading(page).innerText(), /^Uwaga nr 32/);
  await page.getByRole("link", { name: "Następne uwagi" }).click();
  await until("the next page is there", async () => (await page.locator(".desk-line").count()) === 4);
  assert.deepEqual(await units(), ["§ 7"]);
  // From the last remark on § 2 to the first on § 7, wherever that came in.
  for (let number = 33; number <= 34; number++) {
    await page.keyboard.press("j");
    await until("the next remark", async () => (await heading(page).innerText()).startsWith(`Uwaga nr ${number}`));
  }
  await page.keyboard.press("j");
  await until("the first on § 7", async () => (await heading(page).innerText()).startsWith("Uwaga nr 1,"));
});

test("drafts are published many at once, by a key and without JavaScript", async () => {
  const place = await written(3);
  const { items } = await desk(place);
  for (const [at, who] of [ewa, adam, ewa].entries()) {
    const answer = { decision: "accepted", justification: `Odpowiedź ${at}.`, unit: null, publish: false };
    await api(who, "PUT", `/comments/${items[at].id}/answer`, answer);
  }
  const page = await visit(ewa, `${place.desk}?state=unpublished`, WIDE);
  assert.equal(await page.locator(".desk-line").count(), 3);
  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: "Opublikuj szkice odpowiedzi" }).waitFor();
  await page.getByRole("button", { name: "Opublikuj 3 odpowiedzi" }).waitFor();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await axe(page), []);
    assert.equal(await overflows(page), false);
  }
  await page.getByRole("button", { name: "Opublikuj 2 odpowiedzi (Szkice zapisane przeze mnie)" }).click();
  await page.getByText("Opublikowano 2 odpowiedzi.").waitFor();
  assert.equal((await desk(place)).progress.answered, 2);
  await page.getByRole("link", { name: "Wróć do pulpitu" }).click();
  await page.getByText("Odpowiedziano: 2 z 3").waitFor();

  const plain = await browser(adam, { javaScriptEnabled: false, ...WIDE });
  await plain.goto(place.desk);
  await plain.getByRole("link", { name: "Opublikuj szkice (1 szkic)" }).click();
  await plain.getByRole("button", { name: /^Opublikuj 1 odpowiedź/ }).click();
  await plain.getByText("Opublikowano 1 odpowiedź.").waitFor();
  await plain.getByText("Nie ma szkiców do opublikowania.").waitFor();
  assert.equal((await desk(place)).progress.answered, 3);
  assert.deepEqual(busola.faults, []);
});

test("without JavaScript a remark is found and answered, and the next one comes", async () => {
  const place = await written(3);
  const page = await browser(ewa, { javaScriptEnabled: false, ...WIDE });
  await page.goto(place.path);
  await page.getByRole("link", { name: "Pulpit odpowiedzi" }).click();
  await page.getByRole("searchbox").fill("numer 2");
  await page.getByRole("button", { name: "Szukaj", exact: true }).click();
  await page.getByRole("link", { name: /Uwaga mieszkanki numer 2/ }).click();
  await page.getByRole("radio", { name: "Uwzględniona", exact: true }).check();
  await justification(page).fill("Tak będzie.");
  await page.getByRole("button", { name: /^Opublikuj i dalej/ }).click();
  assert.equal((await desk(place)).progress.answered, 1);
  await page.getByText("Odpowiedziano: 1 z 3").waitFor();
});

test("the desk with a remark and the draft of its answer is for everybody", async () => {
  const place = await written(3);
  const { items } = await desk(place);
  await api(ewa, "PUT", `/comments/${items[0].id}/answer`, { decision: "partly", justification: "Po części.", unit: null, publish: false });
  for (const [locale, colorScheme] of [["pl-PL", "light"], ["en-GB", "dark"]]) {
    const page = await browser(ewa, { locale, colorScheme });
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${place.desk}?state=all&remark=${items[0].id}`);
      await page.waitForSelector("html[data-hydrated]");
      assert.deepEqual(await axe(page), [], `${locale} ${width}`);
      assert.equal(await overflows(page), false, `it is wider than ${width}`);
    }
    await page.context().close();
  }
  assert.deepEqual(busola.faults, []);
});

test("on a telephone the queue comes first, then the remark with its answer", async () => {
  const place = await written(2);
  const page = await visit(ewa, place.desk, { viewport: { width: 360, height: 740 } });
  assert.equal(await heading(page).isVisible(), false);
  await page.getByRole("link", { name: /Uwaga mieszkanki numer 2/ }).click();
  await until("the remark's heading has the focus", () => isFocused(heading(page)));
  assert.equal(await page.getByRole("searchbox").isVisible(), false);
  await page.getByRole("link", { name: "Do kolejki" }).click();
  await page.getByRole("searchbox").waitFor();
  assert.equal(await heading(page).isVisible(), false);
});
