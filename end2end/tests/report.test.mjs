// What a consultation comes to: the moderator's way from the next version to a public report, and the author's way from the
// letter to what became of their remark.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { axe, overflows } from "../lib/axe.mjs";
import { api, city, person } from "../lib/city.mjs";
import { consultation, inDays, post } from "../lib/consultation.mjs";
import { answerByKeys, changedUnit, heading, queue, remarks, WIDE } from "../lib/desk.mjs";
import { tabTo } from "../lib/keyboard.mjs";
import { letter, unread } from "../lib/letters.mjs";
import { isFocused, until } from "../lib/until.mjs";
import { browser, open, PHONE } from "../lib/visit.mjs";

const { busola, ewa, anna, guest } = await city();

/** What a field of a form has for this moment, in the city's time. */
const now = () => new Date().toLocaleString("sv-SE", { timeZone: "Europe/Warsaw" }).replace(" ", "T").slice(0, 16);

/** The ways to the files of a report. */
const files = (page) => page.getByRole("navigation", { name: "Pliki raportu" });

/** The way to a file, on the report and on the page that says how far the file is. */
const file = (page, format) => page.getByRole("main").getByRole("link", { name: `Pobierz ${format}` });

/** Does what loads another page. */
const loading = (page, doing) => Promise.all([page.waitForEvent("load"), doing()]);

/** Follows a link to a file that is kept. */
async function downloaded(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Looks at the page that says how far a file is until it is there, and downloads it. */
async function made(page, format) {
  for (let looks = 0; looks < 30 && !(await file(page, format).count()); looks++) {
    await loading(page, () => page.getByRole("link", { name: "Sprawdź ponownie" }).click());
  }
  return downloaded(page, file(page, format));
}

/** Stops the next process with which the server makes a file, as if that took long; gives what lets it go on. */
async function stopped() {
  for (let tries = 0; tries < 10_000; tries++) {
    const maker = readdirSync("/proc").find((pid) => makesFile(pid));
    if (maker) {
      process.kill(Number(maker), "SIGSTOP");
      return () => process.kill(Number(maker), "SIGCONT");
    }
    await sleep(3);
  }
  throw new Error("the server makes no file");
}

/** Whether that is a process of this city's server that makes a file. */
function makesFile(pid) {
  try {
    const [, parent] = readFileSync(`/proc/${Number(pid)}/stat`, "utf8").split(") ").at(-1).split(" ");
    return Number(parent) === busola.server.pid && readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[1] === "report";
  } catch {
    // No process, or one that has ended.
    return false;
  }
}

/** Publishes the next version of a draft, in which there is more money, on its page. */
async function publishNext(page, place) {
  await page.goto(place.path);
  await page.getByRole("link", { name: "Nowa wersja" }).click();
  const text = page.getByRole("textbox", { name: "Treść następnej wersji" });
  await text.fill((await text.inputValue()).replace("100 000 zł", "250 000 zł"));
  await page.getByRole("button", { name: "Sprawdź" }).click();
  await page.getByRole("button", { name: "Opublikuj wersję 2" }).click();
  await page.waitForURL(/\/changes\?from=1&to=2$/);
}

/** Answers all that waits at the desk by the keyboard alone, the first with the unit that changed by it. */
async function answerAll(page, place, count) {
  await open(page, place.desk);
  await heading(page).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await until("the remark's heading has the focus", () => isFocused(heading(page)));
  const { draft } = await api(guest, "GET", `/consultations/${place.id}`);
  const presses = 1 + draft.units.findIndex((unit) => unit.label === "§ 7 ust. 1");
  const choose = async () => {
    await page.keyboard.press("Tab");
    assert.ok(await isFocused(changedUnit(page)));
    for (let press = 0; press < presses; press++) await page.keyboard.press("ArrowDown");
  };
  for (let number = 0; number < count; number++) {
    // Letters are letters here, and no commands.
    await answerByKeys(page, String((number % 4) + 1), `Bo tak. jkx ${number}`, number === 0 ? choose : undefined);
  }
  await page.getByRole("heading", { name: "Koniec kolejki" }).waitFor();
  await page.getByText(`Odpowiedziano: ${count} z ${count}`).waitFor();
  await page.locator(".desk-unsent").waitFor({ state: "hidden" });
}

test("a moderator publishes version 2, answers twenty remarks by the keyboard, closes, and publishes the report", async () => {
  const place = await remarks(ewa, anna, 20);
  const page = await browser(ewa, WIDE);
  await publishNext(page, place);
  await answerAll(page, place, 20);
  const { items, progress } = await queue(ewa, place, "answered");
  assert.deepEqual([items.length, progress.answered], [20, 20]);
  assert.equal(new Set(items.map((item) => item.answer.justification)).size, 20);
  assert.deepEqual(new Set(items.map((item) => item.answer.decision)), new Set(["accepted", "partly", "rejected", "out_of_scope"]));
  assert.deepEqual(items.map((item) => item.answer.unit).filter(Boolean), [place.unit("§ 7 ust. 1")]);

  await page.goto(place.path);
  await page.getByRole("link", { name: "Zmień ogłoszenie i terminy" }).click();
  await page.getByLabel("Zakończenie").fill(now());
  await page.getByRole("button", { name: "Zapisz zmiany" }).click();
  await page.waitForURL((url) => url.pathname === place.path);
  const reader = await browser(guest);
  assert.equal((await reader.goto(`${place.path}/report`)).status(), 404);

  await page.getByRole("link", { name: "Raport", exact: true }).click();
  await page.getByText("Opublikuj raport").click();
  await page.getByRole("button", { name: "Tak, opublikuj" }).click();
  await page.getByText("Opublikuj raport").waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1, name: /^Raport z.konsultacji: / }).waitFor();
  await reader.goto(place.path);
  await reader.getByRole("link", { name: "Raport z konsultacji" }).click();
  await reader.getByRole("row").filter({ hasText: "Uwaga mieszkanki numer 20" }).waitFor();
  assert.deepEqual(busola.faults, []);
});

test("a report is downloaded in each format, and how far a file is can be seen while it is made", async () => {
  const place = await remarks(ewa, anna, 3);
  const page = await browser(ewa);
  await page.goto(`${place.path}/report`);
  // By whom the first bytes of a file are known, what it must be longer than.
  const zip = Buffer.from("PK\x03\x04", "latin1");
  const got = async (format, begins, least, kept) => {
    const { name, bytes } = await kept;
    assert.equal(name, `${place.slug}.${format.toLowerCase()}`);
    assert.deepEqual(bytes.subarray(0, begins.length), begins, format);
    assert.ok(bytes.length > least, `${format}: ${bytes.length} bytes`);
    return bytes;
  };
  const json = await got("JSON", Buffer.from("{"), 1_000, downloaded(page, file(page, "JSON")));
  assert.equal(JSON.parse(json.toString("utf8")).remarks.length, 3);
  const csv = await got("CSV", Buffer.from([0xef, 0xbb, 0xbf]), 300, downloaded(page, file(page, "CSV")));
  assert.match(csv.toString("utf8"), /Uwaga mieszkanki numer 3/);

  const stopping = stopped();
  await files(page).getByRole("link", { name: "Pobierz PDF" }).click();
  const goOn = await stopping;
  try {
    await page.getByRole("heading", { level: 1, name: "Raport jako plik PDF" }).waitFor();
    await page.getByRole("status").filter({ hasText: /^Plik powstaje: gotowe \d z 3 uwag\.$/ }).waitFor();
    assert.ok(await page.getByRole("progressbar", { name: /^Plik powstaje/ }).isVisible());
    assert.equal(await file(page, "PDF").count(), 0);
    assert.deepEqual(await axe(page), []);
  } finally {
    goOn();
  }
  await got("PDF", Buffer.from("%PDF-"), 5_000, made(page, "PDF"));

  for (const format of ["DOCX", "XLSX"]) {
    await page.getByRole("link", { name: "Wróć do raportu" }).click();
    await files(page).getByRole("link", { name: `Pobierz ${format}` }).click();
    await page.getByRole("heading", { level: 1, name: `Raport jako plik ${format}` }).waitFor();
    await got(format, zip, 3_000, made(page, format));
  }
  assert.deepEqual(busola.faults, []);
});

/** A consultation that is over: one remark is answered, one is hidden; its draft has a second version. */
async function over() {
  const place = await consultation(ewa, { draft: { format: "text", source: "§ 1. Program trwa rok.\n§ 2. Na program przeznacza się 100 000 zł." } });
  const remark = await post(anna, place, "§ 2", "Za mało pieniędzy.\n\n- na sport\n- na kulturę");
  const hidden = await post(anna, place, "§ 1", "Ukryta");
  await api(ewa, "POST", `/comments/${hidden.id}/hide`, { reason: "Dane osobowe" });
  await moreMoney(place, remark);
  await api(ewa, "PATCH", `/consultations/${place.id}`, { closes_at: inDays(-0.01) });
  return { ...place, report: `${place.path}/report` };
}

/** A second version of the draft, and the answer that says so. */
async function moreMoney(place, remark) {
  const source = "§ 1. Program trwa rok.\n§ 2. Na program przeznacza się 250 000 zł.";
  await api(ewa, "POST", `/consultations/${place.id}/drafts`, { format: "text", source, note: "Po uwagach." });
  const answer = { decision: "accepted", justification: "Kwota wzrosła do **250 000 zł**.", unit: place.unit("§ 2"), publish: true };
  await api(ewa, "PUT", `/comments/${remark.id}/answer`, answer);
}

test("the report before it is published is for everybody", async () => {
  const { report } = await over();
  for (const [locale, colorScheme] of [["pl-PL", "light"], ["en-GB", "dark"]]) {
    const page = await browser(ewa, { locale, colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(report);
      assert.equal(await overflows(page), false, `it is wider than ${width}`);
      assert.deepEqual(await axe(page), [], `${locale} ${width} ${colorScheme}`);
    }
    await page.context().close();
  }
  assert.deepEqual(busola.faults, []);
});

test("by the keyboard alone and without JavaScript one comes to each file of the report, and scrolls its tables", async () => {
  const place = await over();
  await api(ewa, "POST", `/consultations/${place.id}/report/publish`);
  const page = await browser(guest, { javaScriptEnabled: false });
  await page.goto(place.path);
  await tabTo(page, page.getByRole("link", { name: "Raport z konsultacji" }));
  await loading(page, () => page.keyboard.press("Enter"));
  await tabTo(page, files(page).getByRole("link", { name: "Pobierz CSV" }));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), `${place.slug}.csv`);
  await tabTo(page, page.getByRole("main").locator(".table-scroll").last());

  await page.goto(place.report);
  await tabTo(page, files(page).getByRole("link", { name: "Pobierz PDF" }));
  await loading(page, () => page.keyboard.press("Enter"));
  for (let looks = 0; looks < 30 && !(await file(page, "PDF").count()); looks++) {
    await tabTo(page, page.getByRole("link", { name: "Sprawdź ponownie" }));
    await loading(page, () => page.keyboard.press("Enter"));
  }
  await tabTo(page, file(page, "PDF"));
  const [pdf] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(pdf.suggestedFilename(), `${place.slug}.pdf`);
});

test("an author hears of the answer, finds number, state, answer and change by the letter's link, and ends the letters", async () => {
  const [maria, jan] = [await person(busola, "Maria"), await person(busola, "Jan")];
  const place = await consultation(ewa, { draft: { format: "text", source: "§ 1. Program trwa rok.\n§ 2. Na program przeznacza się 100 000 zł." } });
  const remark = await post(maria, place, "§ 2", "Za mało pieniędzy.");
  const waiting = await post(maria, place, "§ 1", "Rok to za krótko.");
  const other = await post(jan, place, "§ 1", "Rok wystarczy.");
  await moreMoney(place, remark);
  const links = /(http\S+\/receipts\/\S+)[^]*?(http\S+\/unsubscribe\/\S+)/;
  const [, receipts, unsubscribe] = await letter(busola, maria.email, links);

  // The link opens without an account.
  const page = await browser(guest, PHONE);
  await page.goto(receipts);
  const entry = (number) => page.locator(".receipt").filter({ has: page.getByRole("heading", { name: `Uwaga nr ${number}`, exact: true }) });
  const answered = entry(remark.number);
  assert.match(await answered.innerText(), /§.2[^]*Jest publiczna\.[^]*Odpowiedź urzędu[^]*Uwzględniona[^]*Kwota wzrosła do 250.000.zł/);
  await answered.getByRole("link", { name: /^Zmieniona jednostka projektu: §.2$/ }).waitFor();
  await entry(waiting.number).getByText(/Urząd jeszcze na nią nie odpowiedział\./).waitFor();
  assert.equal(await page.locator(".receipt").count(), 2);
  assert.deepEqual(await axe(page), []);
  assert.equal(await overflows(page), false);
  await answered.getByRole("link", { name: /^Porównaj wersję 1/ }).click();
  await page.locator("ins").filter({ hasText: "250" }).first().waitFor();

  await page.goto(unsubscribe);
  await page.getByRole("button", { name: "Nie chcę tych listów" }).click();
  await page.getByRole("heading", { name: "Gotowe" }).waitFor();
  // Her next answer comes before that of somebody else, whose letter comes.
  for (const { id } of [waiting, other]) {
    await api(ewa, "PUT", `/comments/${id}/answer`, { decision: "rejected", justification: "Rok wynika z ustawy.", unit: null, publish: true });
  }
  await letter(busola, jan.email, /Rok wynika z ustawy\./);
  assert.deepEqual(await unread(busola, maria.email), []);
  await page.goto(receipts);
  await entry(waiting.number).getByText("Rok wynika z ustawy.").waitFor();
  const account = await browser(maria);
  await account.goto("/account");
  await account.getByRole("region", { name: "Listy" }).getByText("Nie przychodzą").waitFor();
  assert.deepEqual(busola.faults, []);
});
