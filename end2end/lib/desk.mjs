// The desk as its moderator finds the way about it.
import assert from "node:assert/strict";
import { api } from "./city.mjs";
import { consultation, post } from "./consultation.mjs";
import { isFocused, until } from "./until.mjs";

/** A screen with room for the three columns. */
export const WIDE = { viewport: { width: 1400, height: 900 } };

/** A consultation with so many remarks, on § 2 and § 7 by turns, and the path of its desk. */
export async function remarks(moderator, author, count) {
  const place = await consultation(moderator);
  for (let number = 1; number <= count; number++) {
    await post(author, place, number % 2 ? "§ 2" : "§ 7", `Uwaga mieszkanki numer ${number}`);
  }
  return { ...place, desk: `${place.path}/desk` };
}

/** The remarks of a consultation as its desk has them. */
export function queue(moderator, place, state = "all") {
  return api(moderator, "GET", `/consultations/${place.id}/desk?state=${state}&limit=100`);
}

/** The heading of the remark that is shown. */
export const heading = (page) => page.getByRole("heading", { level: 2, name: /^Uwaga nr/ });

/** The field for why. */
export const justification = (page) => page.getByRole("textbox", { name: /^Uzasadnienie/ });

/** The field for the unit that changed. */
export const changedUnit = (page) => page.getByRole("combobox", { name: "Zmieniona jednostka" });

/** Answers the remark that is shown by the keyboard alone, and goes on to the next; `also` is done before it is sent. */
export async function answerByKeys(page, decision, words, also = async () => {}) {
  const before = await page.locator("#remark").innerText();
  await page.keyboard.press(decision);
  await page.keyboard.press("e");
  assert.ok(await isFocused(justification(page)));
  await page.keyboard.type(words);
  await also();
  await page.keyboard.press("Control+Enter");
  await until("the next remark is shown", async () => (await page.locator("#remark").innerText()) !== before);
}
