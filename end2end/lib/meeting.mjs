// A meeting of a consultation, by the API, and the way about its pages.
import { api } from "./city.mjs";
import { consultation, inDays } from "./consultation.mjs";

/** A running meeting on a consultation of its own, with an agenda of § 5, § 7 and a free item. */
export async function meeting(moderator, changes = {}) {
  const made = await announced(moderator, changes);
  await api(moderator, "POST", `/sessions/${made.id}/start`);
  return made;
}

/** The same, not begun. */
export async function announced(moderator, changes = {}) {
  const place = await consultation(moderator);
  const made = await api(moderator, "POST", `/consultations/${place.id}/sessions`, {
    title: "Spotkanie otwarte na dziedzińcu",
    starts_at: inDays(0),
    place: "Dziedziniec ratusza",
    agenda: [
      { title: "Zasady współpracy", unit: place.unit("§ 5") },
      { title: "Pieniądze", unit: place.unit("§ 7") },
      { title: "Sprawy różne", unit: null },
    ],
    ...changes,
  });
  const path = `/sessions/${made.id}`;
  return { ...made, place, path, console: `${path}/console`, screen: `${path}/screen`, edit: `${path}/edit`, minutes: `${path}/minutes` };
}

/** A poll of a meeting, prepared. */
export function poll(moderator, of, changes = {}) {
  return api(moderator, "POST", `/sessions/${of.id}/polls`, {
    question: "Czy przenieść spotkania do biblioteki?",
    type: "single",
    options: ["Tak", "Nie"],
    max: 1,
    visibility: "live",
    electorate: "everyone",
    secret: false,
    ...changes,
  });
}

/** A region of a page by its heading. */
export const region = (page, name) => page.getByRole("region", { name });

/** The text on show. */
export const text = (page) => page.locator(".shown-text");

/** The number beside an answer of a poll, once it is public. */
export const votes = (page, answer) => page.getByRole("row", { name: answer }).locator("td.figures");
