// The letters that a city sends.
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The code of the letter that comes to an address. */
export async function code(busola, email) {
  return (await letter(busola, email, /^ *(?:Kod|Code): (\d{4} \d{4})/m))[1];
}

/** What matches in the letter that comes to an address and says so; each letter is read once. */
export async function letter(busola, email, words) {
  for (let tries = 0; tries < 200; tries++) {
    for (const { file, text } of await unread(busola, email)) {
      const match = text.match(words);
      if (match) {
        await rm(file);
        return match;
      }
    }
    await sleep(50);
  }
  throw new Error(`no letter came to ${email}`);
}

/** The letters to an address that were not read. */
export async function unread(busola, email) {
  const folder = join(busola.folder, "mail");
  const letters = [];
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const text = decoded(await readFile(file, "utf8"));
    if (text.includes(email)) letters.push({ file, text });
  }
  return letters;
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
