// A city of its own for each test file, and the people in it.
import assert from "node:assert/strict";
import { after } from "node:test";
import { Busola } from "./busola.mjs";

/** Starts a city with Ewa, who moderates, Anna, who lives there, and a guest, who has no account. It ends with the tests of the file. */
export async function city() {
  const busola = await Busola.start();
  after(() => busola.stop());
  const [ewa, anna] = [await person(busola, "Ewa", "moderator"), await person(busola, "Anna")];
  return { busola, ewa, anna, guest: { busola } };
}

/** Makes an account, `NAME@example.org`, with a bearer token. */
export async function person(busola, name, role = "resident") {
  const email = `${name.toLowerCase()}@example.org`;
  await busola.run("user", "create", "--email", email, "--name", name, "--role", role);
  return { busola, name, email, token: await busola.run("token", "create", "--email", email) };
}

/** Calls the API as somebody, and gives the JSON of the answer. */
export async function api(who, method, path, body) {
  const response = await fetch(`${who.busola.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...(who.token && { authorization: `Bearer ${who.token}` }) },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.status === 204 ? null : response.json();
}
