// Every page, on both sizes, in light and dark, in both languages: nothing keeps anybody out, and nothing is complained of.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, overflows } from "../lib/axe.mjs";
import { Busola } from "../lib/busola.mjs";
import { api, code, consultation, open, person, remark, signIn } from "../lib/city.mjs";

let busola, ewa, anna, place, paths;
before(async () => {
  busola = await Busola.start();
  ewa = await person(busola, "Ewa", "moderator");
  anna = await person(busola, "Anna");
  place = await consultation(busola, ewa);
  const unit = place.unit("§ 7");
  const first = await remark(busola, anna, place, "Uwaga z **naciskiem**, [odnośnikiem](https://example.org) i listą:\n\n- jeden\n- dwa", unit);
  await remark(busola, ewa, place, "Odpowiedź urzędu", unit, first.id);
  const hidden = await remark(busola, anna, place, "Ukryta", unit);
  await api(busola, ewa, "POST", `/comments/${hidden.id}/hide`, { reason: "Dane osobowe" });
  const withdrawn = await remark(busola, anna, place, "Wycofana", unit);
  await api(busola, anna, "DELETE", `/comments/${withdrawn.id}`);
  const past = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
  const over = await consultation(busola, ewa, { title: "Wybory do rady", kind: "council", opens_at: past(-30), closes_at: past(-2) });
  const coming = await consultation(busola, ewa, { title: "Strategia", kind: "strategy", opens_at: past(2) });
  const draft = await consultation(busola, ewa, { title: "Szkic", publish: false });
  paths = [
    ["guest", ["/", place.path, place.at("§ 7"), over.path, coming.path, "/sign-in", "/sign-in/code?id=x", "/sign-in/link?token=x", "/accessibility", "/privacy", "/nothing", "/account"]],
    ["resident", ["/", place.at("§ 7"), `${place.path}?unit=${unit}&reply=${first.id}`, `${place.path}?unit=${unit}&edit=${first.id}`, "/account", "/account?welcome=1", "/log"]],
    ["moderator", ["/", place.at("§ 7"), draft.path, "/consultations/new", "/log"]],
  ];
});
after(() => busola.stop());

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of width === 1280 && colorScheme === "dark" ? ["en-GB"] : ["pl-PL"]) {
      test(`every page is for everybody (${width} px, ${colorScheme}, ${locale})`, async () => {
        const found = [];
        for (const [who, addresses] of paths) {
          const page = await busola.page({ viewport: { width, height: 800 }, colorScheme, locale, reducedMotion: "reduce" });
          if (who !== "guest") await signIn(busola, page, who === "resident" ? anna : ewa);
          for (const path of addresses) {
            await page.goto(path);
            if (path.startsWith("/consultations/") && !path.endsWith("/new")) await open(page, path);
            if (await overflows(page)) found.push(`${who} ${path}: wider than the screen`);
            for (const violation of await axe(page)) found.push(`${who} ${path}: ${violation}`);
          }
          await page.context().close();
        }
        assert.deepEqual(found, []);
        assert.deepEqual(busola.faults, []);
      });
    }
  }
}

test("the language is chosen on any page and kept", async () => {
  const page = await busola.page();
  await page.goto(place.at("§ 7"));
  assert.equal(await page.locator("html").getAttribute("lang"), "pl");
  assert.match(await page.locator(".thread-head h3").innerText(), /^2 uwagi$/);
  await page.locator('.languages a[lang="en"]').click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(new URL(page.url()).search, `?unit=${place.unit("§ 7")}`);
  assert.match(await page.locator(".thread-head h3").innerText(), /^2 comments$/);
  await page.goto("/");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator('.languages a[lang="en"]').getAttribute("aria-current"), "true");
  const english = await busola.page({ locale: "en-GB" });
  await english.goto("/");
  assert.equal(await english.locator("html").getAttribute("lang"), "en");
});

test("plural forms are right while they change", async () => {
  const page = await busola.page();
  const counted = await consultation(busola, ewa);
  await open(page, counted.at("§ 3"));
  for (const words of ["1 uwaga", "2 uwagi", "3 uwagi", "4 uwagi", "5 uwag"]) {
    await remark(busola, anna, counted, words, counted.unit("§ 3"));
    await page.locator(".thread-head h3", { hasText: new RegExp(`^${words}$`) }).waitFor();
  }
});

test("a new person signs in by the code and is asked for a name", async () => {
  const page = await busola.page();
  await page.goto("/sign-in");
  await page.locator("#email").fill("nowa@example.org");
  await page.locator("main form button").click();
  await page.locator("#code").fill("1");
  await page.locator("main form button").first().click();
  assert.equal(await page.locator("#code").getAttribute("aria-invalid"), "true");
  await page.locator("#code").fill(await code(busola, "nowa@example.org"));
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/account\?welcome/);
  await page.locator("#name").fill("Nowa Osoba");
  await page.locator("main form button").first().click();
  await page.locator(".menu .person", { hasText: "Nowa Osoba" }).waitFor();
  await page.locator(".menu summary").click();
  await page.locator(".menu form button").click();
  await page.locator(".site-tools > a").waitFor();
});

test("a moderator makes a consultation with a preview", async () => {
  const page = await busola.page();
  await signIn(busola, page, ewa);
  await page.goto("/consultations/new");
  await page.locator("[name=title]").fill("Plac zabaw");
  await page.locator("[name=opens_at]").fill("2026-01-10T08:00");
  await page.locator("[name=closes_at]").fill("2036-01-10T08:00");
  await page.locator("[name=source]").fill("§ 1. Plac powstanie.\n§ 2. Wchodzi w życie.");
  await page.locator("button[name=do][value=preview]").click();
  await page.locator("ol.tree li", { hasText: "Plac powstanie." }).waitFor();
  await page.locator("button[name=do][value=publish]").click();
  await page.waitForURL(/\/consultations\/plac-zabaw/);
  assert.equal(await page.locator("h1").innerText(), "Plac zabaw");
  assert.equal(await page.locator("section.unit").count(), 2);
  assert.deepEqual(busola.faults, []);
});
