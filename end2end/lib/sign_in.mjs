// Signing in as people do it: an address, then the code from the letter.
import { code } from "./letters.mjs";

/** The one field of each step. */
export const field = (page) => page.getByRole("main").getByRole("textbox");

/** Signs in in a page's profile. */
export async function signIn(page, who) {
  await page.goto("/sign-in");
  await signInHere(page, who);
}

/** Goes through the steps from the first one, at which the page is, to where the reader came from. */
export async function signInHere(page, who) {
  await giveAddress(page, who.email);
  await giveCode(page, await code(who.busola, who.email));
  await signedIn(page);
}

/** Asks for a code. */
export async function giveAddress(page, email) {
  await field(page).fill(email);
  await submit(page);
  await page.waitForURL(/\/sign-in\/code/);
}

/** Gives a code, the right one or not. */
export async function giveCode(page, code) {
  await field(page).fill(code);
  await submit(page);
}

/** Waits until the sign-in is over. */
export async function signedIn(page) {
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

function submit(page) {
  return page.getByRole("main").getByRole("button").first().click();
}
