// The desk: drafts and templates by the keyboard, several moderators at once, and without JavaScript. A morning of remarks
// answered by the keyboard alone is in report.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { post } from "../lib/consultation.mjs";
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

  // From the end of the queue to its first remark, and on to the second.
  await his.keyboard.press("j");
  await his.keyboard.press("j");
  await hers.getByText("pracuje: Adam").waitFor();
  await his.context().close();
  await hers.getByText("pracuje: Adam").waitFor({ state: "detached" });
  assert.deepEqual(busola.faults, []);
});

test("without JavaScript a remark is found and answered, and the next one comes", async () => {
  const place = await written(3);
  const page = await browser(ewa, { javaScriptEnabled: false, ...WIDE });
  await page.goto(place.path);
  await page.getByRole("link", { name: "Pulpit odpowiedzi" }).click();
  await page.getByRole("searchbox").fill("numer 2");
  await page.getByRole("button", { name: "Pokaż", exact: true }).click();
  await page.getByRole("link", { name: /Uwaga mieszkanki numer 2/ }).click();
  await page.getByRole("radio", { name: "Uwzględniona", exact: true }).check();
  await justification(page).fill("Tak będzie.");
  await page.getByRole("button", { name: /^Opublikuj i dalej/ }).click();
  assert.equal((await desk(place)).progress.answered, 1);
  await page.getByText("Odpowiedziano: 1 z 3").waitFor();
});

test("the desk and the templates are for everybody: axe finds nothing, nothing is wider than the screen", async () => {
  const place = await written(3);
  const { items } = await desk(place);
  await api(ewa, "PUT", `/comments/${items[0].id}/answer`, { decision: "partly", justification: "Po części.", unit: null, publish: false });
  for (const [locale, colorScheme] of [["pl-PL", "light"], ["en-GB", "dark"]]) {
    const page = await browser(ewa, { locale, colorScheme });
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [`${place.desk}?state=all`, `${place.desk}?state=all&remark=${items[0].id}`, "/answer-templates"]) {
        await page.goto(path);
        await page.waitForSelector("html[data-hydrated]");
        assert.deepEqual(await axe(page), [], `${path} ${locale} ${width}`);
        assert.equal(await overflows(page), false, `${path} is wider than ${width}`);
      }
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
