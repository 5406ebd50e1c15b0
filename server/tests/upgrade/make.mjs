// Makes what the test of upgrades begins with: a small city as an older Busola left it, and what that Busola answered of it.
//
//   BUSOLA_BIN=/path/to/older/busola crates/xtask/setup/with-postgres.sh node server/tests/upgrade/make.mjs
//
// It writes {sqlite,postgres}.{sql,json} beside itself. The older program is one of the commit at which an upgrade is to
// begin, built with `make build`; those that are here were made by one with schema 0006. It needs sqlite3 and pg_dump.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Busola } from "../../../end2end/lib/busola.mjs";
import { api, person } from "../../../end2end/lib/city.mjs";
import { consultation, post, reply } from "../../../end2end/lib/consultation.mjs";

// Dates that make the same phases whenever this is read.
const OPEN = { opens_at: "2026-01-01T08:00:00.000Z", closes_at: "2099-12-31T22:59:59.000Z" };

/** A city in which a little of everything has happened; gives the paths that tell of it. */
async function live(busola) {
  const [ewa, anna, jan, adam] = [
    await person(busola, "Ewa", "moderator"),
    await person(busola, "Anna"),
    await person(busola, "Jan"),
    await person(busola, "Adam", "admin"),
  ];
  await api(adam, "PUT", "/deadline-rules/strategy", { min_days: 30, report_days: 20, source: "uchwała" });
  const place = await consultation(ewa, OPEN);
  const first = await post(anna, place, "§ 7", "Za mało **drzew**.");
  await reply(ewa, place, first, "Sprawdzimy.");
  const second = await post(jan, place, "§ 3", "Literówka");
  await api(jan, "PATCH", `/comments/${second.id}`, { body: "Literówka w § 3" });
  await api(jan, "PUT", `/comments/${first.id}/support`);
  const hidden = await post(jan, place, "§ 5", "Do ukrycia");
  await api(ewa, "POST", `/comments/${hidden.id}/hide`, { reason: "dane osobowe" });
  const withdrawn = await post(anna, place, "§ 5", "Do wycofania");
  await api(anna, "DELETE", `/comments/${withdrawn.id}`);
  await api(ewa, "PUT", `/comments/${first.id}/answer`, { decision: "partly", justification: "Będzie więcej.", unit: place.unit("§ 7"), publish: true });
  await api(ewa, "PUT", `/comments/${second.id}/answer`, { decision: "accepted", justification: "Szkic.", publish: false });
  const source = "Rozdział 1\nPostanowienia ogólne\n§ 1. Program określa zasady współpracy.\n§ 2. Nowy przepis.\n§ 3. Wchodzi w życie.";
  await api(ewa, "POST", `/consultations/${place.id}/drafts`, { format: "text", source, note: "po uwagach" });
  await api(ewa, "PUT", `/consultations/${place.id}/opinion`, { requested_on: "2026-01-10", given_on: "2026-01-20", kind: "negative", text: "Za mało." });
  const meetings = [await met(ewa, anna, jan, place), await announced(ewa, anna, place)];
  const waits = await consultation(ewa, { ...OPEN, title: "Regulamin parku", kind: "local_act", moderation: "pre" });
  await post(anna, waits, "§ 1", "Czeka");
  await consultation(ewa, { ...OPEN, title: "Szkic", publish: false });
  return { who: { "": { busola }, "ewa@example.org": ewa, "anna@example.org": anna }, paths: paths([place, waits], meetings) };
}

/** A meeting that is over: asked, spoken and voted in. */
async function met(ewa, anna, jan, place) {
  const meeting = await announced(ewa, anna, place);
  await api(ewa, "POST", `/sessions/${meeting.id}/start`);
  await api(anna, "POST", `/sessions/${meeting.id}/questions`, { id: randomUUID(), body: "Kiedy?", unit: null, anonymous: false });
  for (const secret of [false, true]) {
    const poll = await api(ewa, "POST", `/sessions/${meeting.id}/polls`, {
      question: "Gdzie?", type: "single", options: ["W ratuszu", "W bibliotece"], max: 1, visibility: "live", electorate: "everyone", secret,
    });
    await api(ewa, "POST", `/polls/${poll.id}/open`);
    await api(anna, "PUT", `/polls/${poll.id}/vote`, { options: [poll.options[0].id] });
    await api(jan, "PUT", `/polls/${poll.id}/vote`, { options: [poll.options[1].id] });
    await api(ewa, "POST", `/polls/${poll.id}/close`);
  }
  await api(ewa, "POST", `/sessions/${meeting.id}/end`);
  return meeting;
}

/** A meeting in the far future, of which Anna is to be reminded. */
async function announced(ewa, anna, place) {
  const meeting = await api(ewa, "POST", `/consultations/${place.id}/sessions`, {
    title: "Spotkanie otwarte", starts_at: "2098-06-20T14:00:00.000Z", place: "Wirydarz", agenda: [{ title: "Zasady", unit: place.unit("§ 1") }],
  });
  await api(anna, "PUT", `/sessions/${meeting.id}/reminder`);
  return meeting;
}

/** What tells of all that. */
function paths(places, meetings) {
  return [
    "/consultations",
    "/deadline-rules",
    "/receipts",
    ...places.flatMap(({ id }) =>
      ["", "/comments?order=oldest", "/events?after=0", "/drafts", "/sessions", "/desk?state=all"].map((part) => `/consultations/${id}${part}`),
    ),
    `/consultations/${places[0].id}/opinion`,
    `/consultations/${places[0].id}/diff?from=1&to=2`,
    `/consultations/${places[0].id}/report.json`,
    ...meetings.flatMap(({ id }) => [`/sessions/${id}`, `/sessions/${id}/events?after=0`]),
  ];
}

/** What a city answers, to each of some people. */
async function answers({ who, paths }) {
  const told = [];
  for (const [email, { busola, token }] of Object.entries(who)) {
    for (const path of paths) {
      const response = await fetch(`${busola.url}/api/v1${path}`, { headers: { "accept-language": "pl", ...(token && { authorization: `Bearer ${token}` }) } });
      const body = response.status === 200 ? await response.json() : null;
      told.push({ email, path, status: response.status, body });
    }
  }
  return told;
}

/** A dump that any client of its database reads: no settings of a session, nothing for psql alone. */
function dump(database, url) {
  if (database === "sqlite") return execFileSync("sqlite3", [url.replace("sqlite://", ""), ".dump"], { encoding: "utf8" });
  const sql = execFileSync("pg_dump", ["--inserts", "--no-owner", "--no-privileges", "--no-comments", url], { encoding: "utf8" });
  return sql.split("\n").filter((line) => line !== "" && !/^(--|SET |SELECT pg_catalog\.set_config|\\)/.test(line)).join("\n") + "\n";
}

async function make(database, env) {
  const busola = await Busola.start({ env });
  try {
    const told = await answers(await live(busola));
    const url = busola.env.DATABASE_URL;
    await busola.end("SIGTERM");
    const beside = (end) => fileURLToPath(new URL(`${database}.${end}`, import.meta.url));
    // The address of that city's site is another one each time.
    writeFileSync(beside("sql"), dump(database, url));
    writeFileSync(beside("json"), `${JSON.stringify(told, null, 1).replaceAll(busola.url, "SITE")}\n`);
  } finally {
    await busola.stop();
  }
}

/** An empty database on the server of the tests. */
function postgres() {
  const server = process.env.BUSOLA_TEST_POSTGRES;
  if (!server) throw new Error("BUSOLA_TEST_POSTGRES must name a PostgreSQL server: run this by crates/xtask/setup/with-postgres.sh");
  execFileSync("psql", [server, "--quiet", "--command", "create database busola_old"]);
  return server.replace("/postgres?", "/busola_old?");
}

await make("sqlite", {});
await make("postgres", { DATABASE_URL: postgres() });
