// Going about by the keyboard.
import assert from "node:assert/strict";
import { isFocused } from "./until.mjs";

/** Presses Tab until the focus is on an element. */
export async function tabTo(page, locator, most = 120) {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if (await isFocused(locator)) return;
  }
  assert.fail("Tab does not lead there");
}
