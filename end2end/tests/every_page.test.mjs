// Every page there is, by the addresses in the router: read in both languages, on small and large screens, in light and dark,
// by the keyboard, at 400 % and without JavaScript.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { axe, LOOKS, overflows, unfold } from "../lib/axe.mjs";
import { demo, filled } from "../lib/demo.mjs";
import { byTab, frame, polish } from "../lib/everybody.mjs";
import { letter } from "../lib/letters.mjs";
import { field, signIn } from "../lib/sign_in.mjs";

const people = await demo();
const { busola, guest, resident, moderator, admin } = people;
const ROUTER = new URL("../../app/src/pages/mod.rs", import.meta.url);
const [SMALL, LARGE] = [360, 1280];
/** The pages on which nobody's words stand but the site's. */
const OF_THE_SITE = /^\/(sign-in|account(?!\/remarks)|unsubscribe|answer|api|admin\/(deadlines|embed|moderation)|consultations\/(new|:slug\/(paper|moderation-log)))/;
/** What an administrator says in the forms that the law asks for. */
const SAID = {
  "/admin/city": { name: "Prezydent Miasta Lublin", address: "pl. Łokietka 1\n20-109 Lublin", email: "urzad@lublin.example", officer: "iod@lublin.example", retention_years: "5" },
  "/admin/accessibility": {
    entity: "Urząd Miasta Lublin", published_on: "2025-01-10", updated_on: "2025-05-01", made_on: "2025-06-10", barriers: "Skany załączników.",
    contact: "Biuro Partycypacji", email: "biuro@lublin.example", phone: "81 466 25 55", architecture: "Wejście ma podjazd.", communication: "Tłumacz języka migowego.",
  },
};
let pages;

before(async () => {
  const parts = await filled(people);
  for (const who of [resident, moderator, admin]) {
    const page = await busola.page();
    await signIn(page, who);
    who.storageState = await page.context().storageState();
    if (who === resident) parts.confirm = await otherAddress(page);
    if (who === admin) await declare(page);
    await page.context().close();
  }
  pages = table(parts);
});

/** Asks for another address of one's account; gives the way by which it is confirmed. */
async function otherAddress(page) {
  await page.goto("/account/address");
  await field(page).fill("hanna@example.org");
  await page.getByRole("button", { name: "Wyślij obie wiadomości" }).click();
  const [, path] = await letter(busola, "To: hanna@example.org", /(\/account\/address\/confirm\?token=\S+)/);
  return path;
}

/** Says who runs the site, and publishes the declaration of its accessibility. */
async function declare(page) {
  for (const [form, said] of Object.entries(SAID)) {
    await page.goto(form);
    for (const [name, value] of Object.entries(said)) await page.locator(`#${name}`).fill(value);
    if (form === "/admin/accessibility") await page.locator("#status").selectOption("partial");
    const send = () => Promise.all([page.waitForEvent("load"), page.getByRole("main").locator("form button").last().click()]);
    await send();
    // Names would leave a consultation that is over: that is agreed to by a second press.
    if (await page.locator("input[name=agreed]").count()) await send();
    assert.doesNotMatch(page.url(), /\/fn\//);
  }
}

/** Who goes to which address for each route; beside the route itself, what is not of the router. */
function table({ open, over, unit, entered, own, reported, hidden, running, ended, vote, code, theme, receipts, link, confirm }) {
  return {
    "/": [guest, "/"],
    "/consultations/new": [moderator, "/consultations/new"],
    "/consultations/:slug": [resident, `${open}?unit=${unit}`],
    "/consultations/:slug/desk": [moderator, `${open}/desk?state=all`],
    "/consultations/:slug/desk/drafts": [moderator, `${open}/desk/drafts`],
    "/consultations/:slug/moderation": [moderator, `${open}/moderation`],
    "/consultations/:slug/moderation-log": [guest, `${open}/moderation-log`],
    "/consultations/:slug/report": [guest, `${over}/report`],
    "/consultations/:slug/report/:format": [guest, `${over}/report/docx`],
    "/consultations/:slug/edit": [moderator, `${open}/edit`],
    "/consultations/:slug/paper": [moderator, `${open}/paper`],
    "/consultations/:slug/opinion": [moderator, `${over}/opinion`],
    "/consultations/:slug/continues": [moderator, `${open}/continues`],
    "/consultations/:slug/versions": [guest, `${over}/versions`],
    "/consultations/:slug/changes": [guest, `${over}/changes?from=1&to=2`],
    "/consultations/:slug/versions/:version/mapping": [moderator, `${over}/versions/2/mapping?show=all`],
    "/consultations/:slug/draft": [moderator, `${open}/draft`],
    "/consultations/:slug/sessions/new": [moderator, `${open}/sessions/new`],
    "/sessions/:id": [resident, running],
    "/sessions/:id/console": [moderator, `${running}/console`],
    "/sessions/:id/screen": [guest, `${running}/screen`],
    "/sessions/:id/edit": [moderator, `${running}/edit`],
    "/sessions/:id/said": [resident, `${ended}/said`],
    "/sessions/:id/minutes": [moderator, `${ended}/minutes`],
    "/sessions/:id/votes/:poll": [guest, `${ended}/votes/${vote}`],
    "/s/:code": [guest, `/s/${code}`],
    "/themes": [moderator, "/themes"],
    "/themes/:slug": [guest, `/themes/${theme}`],
    "/themes/:slug/edit": [moderator, `/themes/${theme}/edit`],
    "/remarks/:id/themes": [moderator, `/remarks/${own.id}/themes`],
    "/remarks/:id/correct": [moderator, `/remarks/${entered.id}/correct`],
    "/sign-in": [guest, "/sign-in"],
    "/sign-in/password": [guest, "/sign-in/password"],
    "/sign-in/code": [guest, "/sign-in/code?id=x"],
    "/sign-in/link": [guest, link],
    "/answer-templates": [moderator, "/answer-templates"],
    "/account": [resident, "/account"],
    "/account/password": [resident, "/account/password"],
    "/account/address": [resident, "/account/address"],
    "/account/address/confirm": [guest, confirm],
    "/account/remove": [resident, "/account/remove"],
    "/account/remarks": [resident, "/account/remarks"],
    "/account/reports": [resident, "/account/reports"],
    "/comments/:id/report": [moderator, `/comments/${own.id}/report`],
    "/comments/:id/appeal": [resident, `/comments/${hidden.id}/appeal`],
    "/receipts/:token": [guest, receipts],
    "/unsubscribe/done": [guest, "/unsubscribe/done"],
    "/unsubscribe/:token": [guest, "/unsubscribe/x"],
    "/admin/deadlines": [admin, "/admin/deadlines"],
    "/admin/city": [admin, "/admin/city"],
    "/admin/accessibility": [admin, "/admin/accessibility"],
    "/admin/retention": [admin, "/admin/retention"],
    "/admin/people": [admin, "/admin/people?q=Hanna"],
    "/admin/moderation-rules": [moderator, "/admin/moderation-rules"],
    "/admin/embed": [admin, "/admin/embed"],
    "/api": [guest, "/api"],
    "/log": [admin, "/log"],
    "/accessibility": [guest, "/accessibility"],
    "/privacy": [guest, "/privacy"],
    "hidden remarks": [moderator, `${open}/moderation?shelf=hidden`],
    "what a council said, for everybody": [guest, `${over}/opinion`],
    "a remark that is reported": [resident, `/comments/${reported.id}/report`],
    "the card in a frame": [guest, `/embed${open}`],
    "a page that is not there": [guest, "/nothing", 404],
  };
}

/** The routes of the router, as it writes them. */
const routes = () => [...readFileSync(ROUTER, "utf8").matchAll(/<Route path=path!\("([^"]+)"\)/g)].map(([, path]) => path);

/** Looks at every page as `see` does, each person in a browser of their own; gives what was found wrong. */
async function everywhere(options, see) {
  const found = [];
  for (const who of [guest, resident, moderator, admin]) {
    const page = await busola.page({ reducedMotion: "reduce", storageState: who.storageState, ...options });
    for (const [route, [reader, path, status = 200]] of Object.entries(pages)) {
      if (reader !== who) continue;
      const response = await page.goto(path);
      if (response.status() !== status) found.push(`${route}: ${response.status()}`);
      for (const wrong of await see(page, route)) found.push(`${route}: ${wrong}`);
    }
    await page.context().close();
  }
  return found;
}

/** Looks a page over on a screen of a width, in light or dark; by some of axe's rules alone if they are named. */
async function look(page, width, colorScheme, only = null) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  const wrong = (await overflows(page)) ? ["it is wider than the screen"] : [];
  wrong.push(...(await axe(page, only)));
  await unfold(page);
  if (await overflows(page)) wrong.push("it is wider than the screen when all is unfolded");
  return wrong.map((what) => `${what} (${width} px, ${colorScheme})`);
}

/** What titles are those of more than one page. */
const twice = (titles) => titles.filter((title, at) => titles.indexOf(title) !== at).map((title) => `more than one page has the title ${title}`);

test("each route of the router has an address here", () => {
  const known = new Set(Object.keys(pages));
  assert.ok(routes().length > 50);
  assert.deepEqual(routes().filter((route) => !known.has(route)), []);
});

for (const [locale, small, large] of [["pl-PL", "light", "dark"], ["en-GB", "dark", "light"]]) {
  test(`every page is for everybody (${locale})`, async () => {
    const lang = locale.slice(0, 2);
    const titles = [];
    const found = await everywhere({ locale, viewport: { width: SMALL, height: 800 }, colorScheme: small }, async (page, route) => {
      const wrong = await frame(page, lang);
      if (route.startsWith("/")) titles.push(await page.title());
      if (lang === "en" && OF_THE_SITE.test(route)) wrong.push(...(await polish(page)).map((words) => `Polish: ${words}`));
      // What the screen and the colours can't change is looked at once.
      wrong.push(...(await look(page, SMALL, small)), ...(await look(page, LARGE, large, LOOKS)));
      // 1280 px of a screen at 400 % are 320 (WCAG 2.1, criterion 1.4.10).
      await page.setViewportSize({ width: 320, height: 256 });
      if (await overflows(page)) wrong.push("at 400 % it is wider than the screen");
      return wrong;
    });
    assert.deepEqual([...found, ...twice(titles)], []);
    assert.deepEqual(busola.faults, []);
  });
}

test("on every page Tab leads from the way to the content to the end, in the order of the page, past nothing unseen", async () => {
  const found = await everywhere({ viewport: { width: LARGE, height: 800 } }, (page) => byTab(page));
  assert.deepEqual(found, []);
});

test("every page reads without JavaScript", async () => {
  const found = await everywhere({ javaScriptEnabled: false }, async (page) => ((await page.locator("main").innerText()).trim() ? [] : ["there is nothing"]));
  assert.deepEqual(found, []);
});
