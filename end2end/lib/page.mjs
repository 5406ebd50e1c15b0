// The page of a consultation as its reader finds the way about it: by what things are and what they say.

// The text, with the remarks of each unit.

/** The link beside a unit that counts its remarks and leads to them. */
export const countLink = (page, citation) => page.getByRole("link", { name: new RegExp(`, ${citation}$`) });

/** The section of a unit: its text, and its tools. */
export const section = (page, citation) => page.locator("section").filter({ has: countLink(page, citation) });

/** The chip beside a unit that says how many of its remarks are new. */
export const chip = (page, citation) => section(page, citation).getByRole("button");

/** The number of remarks that stands beside a unit; where there are none, a plus invites to the first. */
export async function count(page, citation) {
  const words = (await countLink(page, citation).textContent()).trim();
  const number = words.match(/^(\d+|\+)\s/)?.[1];
  if (!number) throw new Error(`no count: ${words}`);
  return number === "+" ? 0 : Number(number);
}

// The bar.

/** What the page says of its line to the server. */
export const line = (page) => page.locator(".live");

/** Waits until a page says that it is live. */
export function live(page) {
  return line(page).filter({ hasText: /^\s*(Na żywo|Live)\s*$/ }).waitFor({ timeout: 30_000 });
}

// The panel.

/** The panel with the remarks of the unit in focus. */
export const panel = (page) => page.getByRole("region", { name: /^(Uwagi do|Comments on) / });

/** The panel's heading: which unit it is at. */
export const heading = (page) => panel(page).getByRole("heading", { level: 2 });

/** How many remarks the panel says there are. */
export const total = (page) => panel(page).getByRole("heading", { level: 3 });

/** The field for a new remark. */
export const box = (page) => panel(page).getByRole("textbox", { name: /^Twoja uwaga/ });

/** The button that sends it. */
export const send = (page) => panel(page).getByRole("button", { name: "Zgłoś uwagę" });

/** The button by which a guest goes to the sign-in with what they wrote. */
export const signInAndSend = (page) => panel(page).getByRole("button", { name: "Zaloguj się i zgłoś" });

/** The chip behind which new remarks wait that would move what is being read. */
export const arrivals = (page) => panel(page).getByRole("button", { name: /^Pokaż \d+ now/ });

// Remarks. Replies stand in the list item of the remark that their thread begins with.

/** The remark with a text. */
export function remark(page, text) {
  const withText = page.getByRole("article").filter({ hasText: text });
  return withText.filter({ hasNot: withText });
}

/** The remark to which the link of its own leads. */
export const remarkById = (page, id) => page.locator(`[id="u-${id}"]`);

/** The texts of the remarks that can be read, in their order. */
export const shown = (page) => page.getByRole("article").locator(".remark-body").allInnerTexts();

// What can be done with a remark.

/** The button with which one supports a remark, and the number of those who do. */
export const support = (remark, also = {}) => remark.getByRole("button", { name: /^Popieram/, ...also }).first();

/** What opens the form for a reply to a remark. */
export const replyTo = (remark) => remark.getByRole("link", { name: "Odpowiedz" }).first();

/** The field for a reply. */
export const replyBox = (page) => page.getByRole("textbox", { name: /^Odpowiedź do: / });

/** The button that sends a reply. */
export const sendReply = (page) => page.getByRole("button", { name: "Odpowiedz", exact: true });

/** Opens what is folded behind a word at a remark. */
export const unfold = (remark, word) => remark.getByText(word, { exact: true }).first().click();
