// Hydrates the islands of a page. The names below are replaced by the content-hashed ones when it is built.
// Whatever fails here leaves the page as the server sent it, and that page works.
import init, * as module from "./busola.js";

async function boot() {
  await init({ module_or_path: new URL("./busola.wasm", import.meta.url) });
  module.start();
  // Document order: an island comes before those that stand in its children.
  for (const island of document.querySelectorAll("leptos-island")) {
    hydrate(island);
  }
  document.documentElement.dataset.hydrated = "";
}

function hydrate(island) {
  const name = island.dataset.component;
  // The server and the bundle of two versions may meet while a new one is rolled out.
  if (!(name in module)) return console.warn(`no island ${name} in this bundle`);
  // The children of an island are an element of their own; hydrating the island hung its owner there.
  const slot = island.parentElement.closest("leptos-children");
  if (slot?.$$on_hydrate) slot.$$on_hydrate();
  else module.leave_parent();
  try {
    module[name](island);
    // What the island began with is its own now; a text that is hidden later must not stay behind here.
    island.removeAttribute("data-props");
  } catch (error) {
    console.error(`island ${name}`, error);
  }
}

boot().catch((error) => console.warn("this page stays as it is:", error));
