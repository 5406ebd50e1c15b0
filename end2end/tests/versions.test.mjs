// A new version of a draft: a moderator checks what became what and corrects it, a resident reads what changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city } from "../lib/city.mjs";
import { consultation, post } from "../lib/consultation.mjs";
import { box, count, countLink, heading, panel, remarkById, shown } from "../lib/page.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { until } from "../lib/until.mjs";
import { PHONE, browser, visit } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();
const PLAIN = { javaScriptEnabled: false };

const SOURCE = [
  "§ 1. Program określa zasady współpracy miasta z organizacjami pozarządowymi.",
  "§ 2. Organizacje zgłaszają uwagi na piśmie albo przez internet.",
  "§ 3. Na realizację programu przeznacza się 100 000 zł.",
  "§ 4. Uchwała wchodzi w życie po upływie 14 dni od ogłoszenia.",
].join("\n");
// A section is put in, one says another amount, the last one is gone; and § 2 is another rule of which a person alone can
// say that it is not the one from before.
const NEXT = [
  "§ 1. Program określa zasady współpracy miasta z organizacjami pozarządowymi.",
  "§ 2. Organizacje zgłaszają skargi na piśmie albo przez internet.",
  "§ 3. Miasto prowadzi jawny rejestr spotkań z przedstawicielami organizacji.",
  "§ 4. Na realizację programu przeznacza się 250 000 zł.",
].join("\n");
// § 2 has another wording altogether, so that a person has to say whether it is the same; and there is one section more.
const RULES = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Kadencja rady trwa trzy lata.\n§ 3. Obsługę zapewnia urząd miasta.";
const REWORDED = `${RULES.replace("Kadencja rady trwa trzy lata.", "Protokoły ogłasza się niezwłocznie.")}\n§ 4. Członków wybierają organizacje pozarządowe.`;

/** The next version of a draft by the API. */
const publish = (place, source) => api(ewa, "POST", `/consultations/${place.id}/drafts`, { format: "text", source, note: "Po uwagach rady." });

/** Looks a page over, with its scripts, which the check itself needs. */
async function checked(who, path, options = {}) {
  const page = await browser(who, options);
  await page.goto(path);
  assert.equal(await overflows(page), false, path);
  assert.deepEqual(await axe(page), [], path);
  await page.context().close();
}

test("a moderator publishes a version with a match corrected by hand, without JavaScript", async () => {
  const place = await consultation(ewa, { draft: { format: "text", source: SOURCE } });
  const money = await post(anna, place, "§ 3", "Za mało pieniędzy.");
  const written = await post(anna, place, "§ 2", "Zostawcie papier.");
  const page = await browser(ewa, PLAIN);
  await page.goto(place.path);
  await page.getByRole("link", { name: "Nowa wersja" }).click();
  const text = page.getByRole("textbox", { name: "Treść następnej wersji" });
  assert.equal(await text.inputValue(), SOURCE);
  await text.fill(NEXT);
  await page.getByRole("textbox", { name: /^Opis wersji/ }).fill("Po uwagach rady.");
  await page.getByRole("button", { name: "Sprawdź" }).click();
  assert.equal(await text.inputValue(), NEXT);
  const mapping = page.getByRole("region", { name: "Co czym się stało" });
  await mapping.getByText("Inna para", { exact: true }).click();
  await mapping.getByRole("combobox", { name: "Jednostka następnej wersji" }).fill("§ 2");
  await page.getByRole("button", { name: "Sprawdź" }).click();
  const decided = mapping.getByRole("combobox", { name: /Czym była jednostka §.2$/ });
  assert.match(await decided.evaluate((select) => select.selectedOptions[0].textContent), /nowa jednostka/);
  await checked(ewa, `${place.path}/draft`);
  // Nobody else knows of it.
  assert.equal((await api(guest, "GET", `/consultations/${place.id}/drafts`)).items.length, 1);

  await page.getByRole("button", { name: "Opublikuj wersję 2" }).click();
  await page.waitForURL(/\/changes\?from=1&to=2$/);
  const now = await api(guest, "GET", `/consultations/${place.id}`);
  const unit = (citation) => now.draft.units.find((unit) => unit.label === citation).id;
  assert.equal(unit("§ 4"), place.unit("§ 3"));
  assert.notEqual(unit("§ 2"), place.unit("§ 2"));

  const reader = await visit(guest, `${place.path}?unit=${unit("§ 4")}#${unit("§ 4")}`);
  assert.deepEqual(await shown(reader), ["Za mało pieniędzy."]);
  assert.ok(await remarkById(reader, money.id).getByText(/do wersji 1, §.3/).isVisible());
  // What was removed stands at the end with its remarks; nothing new is written on it.
  await reader.getByRole("heading", { name: "Uwagi do jednostek, których już nie ma" }).waitFor();
  await reader.getByRole("link", { name: /, § 2 \(wersja 1\)$/ }).click();
  await remarkById(reader, written.id).waitFor();
  assert.match(await heading(reader).innerText(), /§.2 \(wersja 1\)/);
  assert.equal(await box(reader).isVisible(), false);
  // Another unit, reached without loading the page, has its form.
  await countLink(reader, "§ 1").click();
  await box(reader).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("a resident reads on a telephone what changed and which remark led to it", async () => {
  const place = await consultation(ewa, { draft: { format: "text", source: SOURCE } });
  const money = await post(anna, place, "§ 3", "Za mało pieniędzy.");
  await publish(place, NEXT);
  const page = await browser(guest, { ...PHONE, ...PLAIN });
  await page.goto(place.path);
  assert.match(await page.locator(".version-line").innerText(), /wersja 2 z \d/);
  await page.getByRole("link", { name: "co się zmieniło" }).click();
  await page.getByText("Po uwagach rady.").waitFor();
  const change = page.getByRole("region", { name: /wcześniej §.3/ });
  assert.match(await change.locator("del").innerText(), /usunięto:.*100.000.*koniec/s);
  assert.match(await change.locator("ins").innerText(), /dodano:.*250.000.*koniec/s);
  assert.match(await change.getByRole("heading", { level: 2 }).innerText(), /wcześniej §.3/);
  for (const view of ["W jednym tekście", "Obok siebie"]) {
    await page.getByRole("link", { name: view }).click();
    assert.equal(await page.getByRole("link", { name: view }).getAttribute("aria-current"), "true");
    await checked(guest, page.url(), PHONE);
  }
  await change.getByRole("link", { name: `uwaga nr ${money.number}` }).click();
  assert.ok(await remarkById(page, money.id).isVisible());
  await checked(guest, `${place.path}/versions`, PHONE);
  await checked(guest, place.path, PHONE);
});

test("an open page says that the draft has a new version, and keeps what is typed", async () => {
  const place = await consultation(ewa, { draft: { format: "text", source: SOURCE } });
  const page = await visit(anna, place.at("§ 3"));
  await box(page).fill("Piszę właśnie");
  await publish(place, NEXT);
  const anew = panel(page).getByRole("link", { name: "Odśwież stronę" });
  await anew.waitFor();
  assert.equal(await box(page).inputValue(), "Piszę właśnie");
  await anew.click();
  await until("the panel stands at the section under its new number", async () => /§.4/.test(await heading(page).innerText()));
  await until("the text stayed", async () => (await box(page).inputValue()) === "Piszę właśnie");
  assert.deepEqual(busola.faults, []);
});

test("a moderator settles what is uncertain by keyboard alone, or without JavaScript, and the remark moves", async () => {
  const place = await consultation(ewa, { draft: { format: "text", source: RULES } });
  const short = await post(anna, place, "§ 2", "Za krótko.");
  await publish(place, REWORDED);
  const path = `${place.path}/versions/2/mapping`;
  assert.equal((await (await browser(anna)).goto(path)).status(), 403);
  await checked(ewa, path, PHONE);
  await checked(ewa, `${path}?show=all`);

  const page = await visit(ewa, place.path);
  await tabTo(page, page.getByRole("link", { name: "1 niepewne dopasowanie: sprawdź je" }));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === path);
  const row = page.getByRole("region", { name: /^§.2/ });
  await row.getByText("Protokoły").waitFor();
  assert.ok(await row.getByRole("link", { name: /^1 uwaga/ }).isVisible());
  const what = row.getByRole("combobox", { name: /^Czym była jednostka §.2 w wersji 1/ });
  await tabTo(page, what);
  const chosen = () => what.evaluate((select) => select.selectedOptions[0].textContent);
  assert.equal(await chosen(), "jeszcze nie ustalono");
  for (let presses = 0; presses < 5 && !/^to nowa jednostka/.test(await chosen()); presses++) await page.keyboard.press("ArrowDown");
  assert.match(await chosen(), /^to nowa jednostka/);
  await tabTo(page, page.getByRole("button", { name: "Zapisz", exact: true }), 10);
  await page.keyboard.press("Enter");
  await page.getByText("Nic nie budzi wątpliwości.").waitFor();
  const reader = await visit(guest, place.path);
  assert.equal(await count(reader, "§ 2"), 0);
  await reader.getByRole("link", { name: /, § 2 \(wersja 1\)$/ }).click();
  await remarkById(reader, short.id).waitFor();

  // What became of it is said without JavaScript, among all units.
  const plain = await browser(ewa, PLAIN);
  await plain.goto(`${place.path}/versions`);
  await plain.getByRole("link", { name: "Sprawdź, która jednostka jest którą" }).click();
  await plain.getByRole("link", { name: /^Wszystkie/ }).click();
  await plain.getByRole("region", { name: /^§.4/ }).getByRole("combobox").selectOption("is § 2");
  await plain.getByRole("button", { name: "Zapisz", exact: true }).click();
  await plain.getByText("Zapisano.").waitFor();
  const at = await visit(guest, `${place.path}?unit=${place.unit("§ 2")}`);
  assert.match(await heading(at).innerText(), /§.4/);
  assert.deepEqual(await shown(at), ["Za krótko."]);
  assert.deepEqual(busola.faults, []);
});

test("what changed is printed without what is pressed, and side by side where it was so", async () => {
  const place = await consultation(ewa, { draft: { format: "text", source: SOURCE } });
  await publish(place, NEXT);
  const page = await browser(guest, PHONE);
  await page.goto(`${place.path}/changes?view=two`);
  await page.emulateMedia({ media: "print" });
  for (const control of ["W jednym tekście", "wszystkie wersje"]) {
    assert.equal(await page.getByRole("link", { name: control }).isVisible(), false, control);
  }
  const change = page.getByRole("region", { name: /wcześniej §.3/ });
  const columns = await change.locator(".sides").evaluate((sides) => getComputedStyle(sides).gridTemplateColumns.split(" ").length);
  assert.equal(columns, 2);
  for (const [mark, line] of [["del", "line-through"], ["ins", "underline"]]) {
    const style = await change.locator(mark).first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);
    assert.equal(style, line);
  }
});
