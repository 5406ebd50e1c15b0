// A consultation and what is written in it, by the API.
import { randomUUID } from "node:crypto";
import { api } from "./city.mjs";

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

/** The moment so many days from now. */
export function inDays(days) {
  return new Date(Date.now() + days * DAY).toISOString();
}

/**
 * A consultation that a moderator makes, open unless `changes` say otherwise. It knows its `path`, the ids of its
 * units (`unit("§ 7")`) and the addresses of its page with a unit in focus (`at("§ 7")`).
 */
export async function consultation(moderator, changes = {}) {
  const made = await api(moderator, "POST", "/consultations", {
    title: "Program współpracy na 2027 rok",
    kind: "cooperation_programme",
    summary: "Jak miasto ma współpracować z organizacjami.",
    notice: { subject: "Projekt programu", aim: "Zebranie uwag", forms: ["uwagi pisemne", "spotkanie"], unit: "Biuro Partycypacji" },
    audience: "everyone",
    moderation: "post",
    opens_at: inDays(-1),
    closes_at: inDays(15),
    draft: { format: "text", source: DRAFT },
    publish: true,
    ...changes,
  });
  made.path = `/consultations/${made.slug}`;
  made.unit = (citation) => made.draft.units.find((unit) => unit.label === citation).id;
  made.at = (citation) => `${made.path}?unit=${made.unit(citation)}#${made.unit(citation)}`;
  return made;
}

/** Somebody's remark on a unit. */
export function post(author, place, citation, body) {
  return api(author, "POST", `/consultations/${place.id}/comments`, { id: randomUUID(), unit: place.unit(citation), parent: null, body });
}

/** Somebody's reply to a remark. */
export function reply(author, place, remark, body) {
  return api(author, "POST", `/consultations/${place.id}/comments`, { id: randomUUID(), unit: remark.unit, parent: remark.id, body });
}

/** The first hundred remarks on a unit that the server has, the oldest first. */
export async function stored(who, place, citation) {
  const page = await api(who, "GET", `/consultations/${place.id}/comments?unit=${place.unit(citation)}&limit=100`);
  return page.items;
}
