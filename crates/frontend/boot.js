// Hydrates the islands of a page. The names below are replaced by the content-hashed ones when it is built.
// Whatever fails here leaves the page as the server sent it, and that page works.
import init, * as module from "./busola.js";

async function boot() {
  await init({ module_or_path: new URL("./busola.wasm", import.meta.url) });
  module.start();
  for (const island of document.querySelectorAll("leptos-island")) {
    hydrate(island);
  }
  document.documentElement.dataset.hydrated = "";
}

function hydrate(island) {
  const name = island.dataset.component;
  // The server and the bundle of two versions may meet while a new one is rolled out.
  if (!(name in module)) return console.warn(`no island ${name} in this bundle`);
  try {
    module[name](island);
  } catch (error) {
    console.error(`island ${name}`, error);
  }
}

boot().catch((error) => console.warn("this page stays as it is:", error));
