// The demo's city, with something to see on each of its pages.
import { randomUUID } from "node:crypto";
import { after } from "node:test";
import { Busola } from "./busola.mjs";
import { api, person } from "./city.mjs";
import { inDays } from "./consultation.mjs";
import { letter } from "./letters.mjs";

/** The day so many days from now. */
const day = (days) => inDays(days).slice(0, 10);

/** Starts the city that `busola demo` loads; its administrator, its moderators, a resident and a guest come with it. */
export async function demo() {
  const busola = await Busola.start();
  after(() => busola.stop());
  await busola.run("demo");
  const known = async (email) => ({ busola, email, token: await busola.run("token", "create", "--email", email) });
  return {
    busola,
    guest: { busola },
    resident: await known("hanna.borowik@lublin.example"),
    moderator: await known("marta.sowa@lublin.example"),
    second: await known("pawel.lisiak@lublin.example"),
    admin: await person(busola, "Adam", "admin"),
  };
}

/** Fills the city by its API, and gives the parts of addresses that it alone knows. */
export async function filled({ busola, resident, moderator, second, admin }) {
  const { items } = await api(moderator, "GET", "/consultations?limit=100");
  const of = (slug) => items.find((item) => item.slug.startsWith(slug));
  const [open, over] = await Promise.all([of("program"), of("zasady-wyborow")].map(({ id }) => api(moderator, "GET", `/consultations/${id}`)));
  const unit = open.draft.units.find(({ label }) => label === "§ 7").id;
  const write = (who, body) => api(who, "POST", `/consultations/${open.id}/comments`, { id: randomUUID(), unit, parent: null, body });

  const entered = await rules(admin, open, over);
  const remarks = await moderation({ resident, moderator, second }, open, write);
  await api(moderator, "PUT", `/comments/${remarks.own.id}/answer`, { decision: "partly", justification: "Po **części**.", unit, publish: true });
  const [, receipts] = await letter(busola, resident.email, /(\/receipts\/\S+)/);
  await report(moderator, over);
  const [link] = (await busola.run("demo", "--if-empty", "--print-links")).match(/\/sign-in\/link\?\S+/);
  const theme = (await api(moderator, "GET", "/themes")).items[0].slug;
  return { open: `/consultations/${open.slug}`, over: `/consultations/${over.slug}`, unit, entered, ...remarks, ...(await meetings(resident, moderator, open, unit)), theme, receipts, link };
}

/** What administrators and moderators write down beside the remarks, and a remark from paper, which is given. */
async function rules(admin, open, over) {
  await api(admin, "PUT", "/moderation-rules", { words: ["reklam*"], hosts: ["spam.example"], links: 3 });
  await api(admin, "PUT", "/deadline-rules/cooperation_programme", { report_days: 30, opinion_days: 14, adopted_by: "11-30", reported_by: "05-31" });
  await api(admin, "PUT", `/consultations/${over.id}/opinion`, { requested_on: day(-40), given_on: day(-33), kind: "negative", text: "Zbyt ogólny." });
  const paper = { id: randomUUID(), unit: null, body: "Proszę o dłuższy termin.", source: "paper", received_on: day(-1), author: "Jan Kowalski" };
  return api(admin, "POST", `/consultations/${open.id}/comments/paper`, paper);
}

/** Answers all that waits, and publishes the report. */
async function report(moderator, { id }) {
  const { items } = await api(moderator, "GET", `/consultations/${id}/desk?state=waiting&limit=100`);
  for (const [at, decision] of ["accepted", "partly", "rejected"].entries()) {
    const comments = items.filter((_, place) => place % 3 === at).map((item) => item.id);
    await api(moderator, "POST", `/consultations/${id}/answers`, { comments, decision, justification: "Tak stanowi uchwała.", unit: null, publish: true });
  }
  await api(moderator, "POST", `/consultations/${id}/report/publish`);
}

/** A remark that a rule holds, one that is reported, one that is hidden and whose author appeals. */
async function moderation({ resident, moderator, second }, open, write) {
  const own = await write(resident, "Centrum potrzebuje **sali na próby**, otwartej także wieczorem.");
  await write(resident, "Najlepsza reklama: https://spam.example/oferta");
  // A word that is wider than a telephone.
  await write(resident, `Opis jest pod adresem https://example.org/${"bardzo-dlugi-adres".repeat(8)}.`);
  const [reported, hidden, appealed] = [await write(second, "To nie na temat."), await write(resident, "Słowa, których nie ma."), await write(resident, "Cytat z sąsiada.")];
  await api(resident, "POST", `/comments/${reported.id}/reports`, { reason: "off_topic", words: "Nie dotyczy projektu." });
  await api(moderator, "POST", `/consultations/${open.id}/moderation`, { act: "hide", comments: [hidden.id, appealed.id], ground: "insult", reason: "Obraża." });
  await api(resident, "POST", `/comments/${appealed.id}/appeal`, { words: "To był cytat." });
  return { own, reported, hidden };
}

/** A meeting that goes on, one for those invited, and one that is over and has minutes. */
async function meetings(resident, moderator, open, unit) {
  const announce = (title, changes = {}) =>
    api(moderator, "POST", `/consultations/${open.id}/sessions`, { title, starts_at: inDays(0), place: "Ratusz", agenda: [{ title: "Centrum", unit }, { title: "Sprawy różne", unit: null }], ...changes });
  const begin = async (title) => {
    const meeting = await announce(title);
    await api(moderator, "POST", `/sessions/${meeting.id}/start`);
    return meeting;
  };
  const poll = async (meeting) => {
    const made = await api(moderator, "POST", `/sessions/${meeting.id}/polls`, {
      question: "Czy przenieść spotkania do biblioteki?", type: "single", options: ["Tak", "Nie"], max: 1, visibility: "live", electorate: "everyone", secret: false, named: true,
    });
    await api(moderator, "POST", `/polls/${made.id}/open`);
    return made;
  };
  const [running, invited, ended] = [await begin("Spotkanie, które trwa"), await announce("Spotkanie dla zaproszonych", { public: false }), await begin("Spotkanie, które się odbyło")];
  await api(moderator, "POST", `/sessions/${running.id}/focus`, { item: running.agenda[0].id });
  await poll(running);
  await api(resident, "POST", `/sessions/${running.id}/questions`, { id: randomUUID(), unit: null, body: "Kiedy będzie nabór?", anonymous: false });
  await api(resident, "POST", `/sessions/${running.id}/speakers`);

  const vote = await poll(ended);
  await api(resident, "PUT", `/polls/${vote.id}/vote`, { options: [vote.options[0].id] });
  await api(moderator, "POST", `/polls/${vote.id}/close`);
  const speech = await api(resident, "POST", `/sessions/${ended.id}/speakers`);
  for (const step of ["call", "end"]) await api(moderator, "POST", `/speakers/${speech.id}/${step}`);
  await api(moderator, "PUT", `/speakers/${speech.id}/remark`, { unit, body: "Sale powinny być otwarte wieczorem." });
  await api(moderator, "POST", `/sessions/${ended.id}/end`);
  return { running: `/sessions/${running.id}`, ended: `/sessions/${ended.id}`, vote: vote.id, code: invited.code };
}
