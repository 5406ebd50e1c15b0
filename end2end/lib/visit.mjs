// People at their browsers.
import { hydrated } from "./busola.mjs";
import { live } from "./page.mjs";
import { signIn } from "./sign_in.mjs";

/** A telephone, small as they come. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Somebody's browser, signed in unless it is a guest's. `options` are Playwright's for a context. */
export async function browser(who, options = {}) {
  const page = await who.busola.page(options);
  if (who.token) await signIn(page, who);
  return page;
}

/** Somebody's browser at a live page. */
export async function visit(who, path, options = {}) {
  const page = await browser(who, options);
  await open(page, path);
  return page;
}

/** Opens a live page. */
export async function open(page, path) {
  await page.goto(path);
  await hydrated(page);
  await live(page);
}
