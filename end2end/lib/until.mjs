// Waiting for what no locator can wait for.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something holds. */
export async function until(what, holds, patience = 15_000) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`not in time: ${what}`);
    await sleep(50);
  }
}

/** Whether an element has the keyboard's focus. */
export function isFocused(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}
