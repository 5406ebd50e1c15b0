// What a city is filled with, by its commands and its API: people, consultations, remarks.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hydrated } from "./busola.mjs";

const DAY = 24 * 60 * 60 * 1000;

/** A draft that is longer than a screen: § 1 to § 15, and § 7 with two subsections. */
const DRAFT = [
  "Rozdział 1",
  "Postanowienia ogólne",
  ...Array.from({ length: 15 }, (_, index) => section(index + 1)),
].join("\n");

function section(number) {
  const words = "Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.";
  if (number !== 7) return `§ ${number}. ${words}`;
  return `§ 7. 1. Na realizację programu przeznacza się 100 000 zł.\n2. Kwota może być zmieniona. ${words}`;
}

/** Makes an account, `NAME@example.org`, and gives its address and a bearer token. */
export async function person(busola, name, role = "resident") {
  const email = `${name.toLowerCase()}@example.org`;
  await busola.run("user", "create", "--email", email, "--name", name, "--role", role);
  return { email, token: await busola.run("token", "create", "--email", email) };
}

/** Calls the API as somebody, and gives the JSON of the answer. */
export async function api(busola, who, method, path, body) {
  const response = await fetch(`${busola.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...(who && { authorization: `Bearer ${who.token}` }) },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.status === 204 ? null : response.json();
}

/** An open consultation, with its `path` and the ids of its units by their citations. */
export async function consultation(busola, moderator, changes = {}) {
  const now = Date.now();
  const made = await api(busola, moderator, "POST", "/consultations", {
    title: "Program współpracy na 2027 rok",
    kind: "cooperation_programme",
    summary: "Jak miasto ma współpracować z organizacjami.",
    notice: { subject: "Projekt programu", aim: "Zebranie uwag", forms: ["uwagi pisemne", "spotkanie"], unit: "Biuro Partycypacji" },
    audience: "everyone",
    moderation: "post",
    opens_at: new Date(now - DAY).toISOString(),
    closes_at: new Date(now + 15 * DAY).toISOString(),
    draft: { format: "text", source: DRAFT },
    publish: true,
    ...changes,
  });
  made.path = `/consultations/${made.slug}`;
  made.unit = (label) => made.draft.units.find((unit) => unit.label === label).id;
  made.at = (label) => `${made.path}?unit=${made.unit(label)}#${made.unit(label)}`;
  return made;
}

/** Posts a remark. */
export async function remark(busola, author, consultation, body, unit = null, parent = null) {
  return api(busola, author, "POST", `/consultations/${consultation.id}/comments`, { id: randomUUID(), unit, parent, body });
}

/** Every remark on a unit, the oldest first. */
export async function remarks(busola, consultation, unit) {
  const page = await api(busola, null, "GET", `/consultations/${consultation.id}/comments?unit=${unit}&limit=100`);
  return page.items;
}

/** The code of the letter that comes to an address; each letter is read once. */
export async function code(busola, email) {
  for (let tries = 0; tries < 200; tries++) {
    for (const name of await readdir(join(busola.folder, "mail"))) {
      const file = join(busola.folder, "mail", name);
      const letter = decoded(await readFile(file, "utf8"));
      const code = letter.match(/^ *(?:Kod|Code): (\d{4} \d{4})/m)?.[1];
      if (letter.includes(email) && code) {
        await rm(file);
        return code;
      }
    }
    await sleep(50);
  }
  throw new Error(`no letter came to ${email}`);
}

/** A letter with its body as its writer had it. */
function decoded(letter) {
  const [head, ...rest] = letter.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/transfer-encoding: base64/i.test(head)) return `${head}\n\n${Buffer.from(body, "base64").toString("utf8")}`;
  if (!/transfer-encoding: quoted-printable/i.test(head)) return letter;
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}

/** Fills in the forms of signing in; the page is at the form for the address. */
export async function signInHere(busola, page, email) {
  await page.locator("#email").fill(email);
  await page.locator("main form button").click();
  await page.waitForURL(/\/sign-in\/code/);
  await page.locator("#code").fill(await code(busola, email));
  await page.locator("main form button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Signs in in a page's profile. */
export async function signIn(busola, page, who) {
  await page.goto("/sign-in");
  await signInHere(busola, page, who.email);
}

/** Opens a page and waits until it is live. */
export async function open(page, path) {
  await page.goto(path);
  await hydrated(page);
  await live(page);
}

/** Waits until a page says that it is live. */
export async function live(page) {
  await page.locator('.live[data-state="live"]').waitFor({ timeout: 30_000 });
}

/** The section of a unit. */
export function sectionOf(page, unit) {
  return page.locator(`section.unit[id="${unit}"]`);
}

/** The number of remarks beside a unit. */
export async function countOf(page, unit) {
  return Number(await sectionOf(page, unit).locator(".unit-count").getAttribute("data-count"));
}

/** The texts of the remarks on the screen, in their order. */
export async function shown(page) {
  return page.locator("article.remark .remark-body").allInnerTexts();
}

/** Waits until something holds. */
export async function until(what, holds, patience = 15_000) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`not in time: ${what}`);
    await sleep(50);
  }
}
