// A moderator takes the text of a draft from the document of a word processor, corrects it and publishes it.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city } from "../lib/city.mjs";
import { PHONE, browser } from "../lib/visit.mjs";

const { ewa, guest } = await city();
const FILES = "../../crates/docx/tests/files/";
const file = (name) => fileURLToPath(new URL(FILES + name, import.meta.url));
const source = (page) => page.getByRole("textbox", { name: "Treść projektu" });

/** Chooses a file and has it read. */
async function read(page, name) {
  await page.getByLabel(/^Treść z pliku/).setInputFiles(file(name));
  await page.getByRole("button", { name: "Odczytaj plik" }).click();
}

test("the text of a document is corrected beside its units and published, without JavaScript", async () => {
  const page = await browser(ewa, { javaScriptEnabled: false });
  await page.goto("/consultations/new");
  const title = page.getByRole("textbox", { name: "Tytuł" });
  await title.fill("Program z pliku");
  await read(page, "projekt-uchwaly.docx");
  assert.equal(await title.inputValue(), "Program z pliku");
  assert.match(await source(page).inputValue(), /^1\) ustawie/m);
  await page.getByRole("heading", { name: "Co odczytaliśmy z pliku" }).waitFor();
  const tree = page.getByRole("region", { name: "Podział na jednostki" });
  await tree.getByText(/^§.1 pkt.3 lit..b tiret 2$/).waitFor();

  // A unit is split by hand, and the tree follows.
  await source(page).fill((await source(page).inputValue()).replace("§ 4a. Miasto", "§ 4b. Miasto"));
  await page.getByRole("button", { name: "Sprawdź podział" }).click();
  await tree.getByText(/^§.4b$/).waitFor();

  await page.getByLabel("Rozpoczęcie").fill("2026-01-02T08:00");
  await page.getByLabel("Zakończenie").fill("2036-03-01T15:00");
  await page.getByRole("button", { name: "Opublikuj" }).click();
  await page.waitForURL(/\/consultations\/program-z-pliku/);
  const made = await api(guest, "GET", `/consultations/${new URL(page.url()).pathname.split("/").pop()}`);
  const labels = made.draft.units.map((unit) => unit.label);
  assert.ok(labels.includes("§ 1 pkt 3 lit. b tiret 2") && labels.includes("§ 2 ust. 3") && labels.includes("§ 4b"), labels.join(", "));
});

test("a file that can't be read is refused with the reason, and the page is in order", async () => {
  for (const options of [{}, PHONE]) {
    const page = await browser(ewa, options);
    await page.goto("/consultations/new");
    await source(page).fill("§ 1. Wpisane ręcznie.");
    await read(page, "word-password.docx");
    await page.getByRole("link", { name: /chroniony hasłem/ }).waitFor();
    assert.equal(await source(page).inputValue(), "§ 1. Wpisane ręcznie.");
    await read(page, "regulamin.odt");
    await page.getByText("Tekst ukryty. Pominęliśmy go.").waitFor();
    assert.equal(await overflows(page), false);
    assert.deepEqual(await axe(page), []);
  }
});
