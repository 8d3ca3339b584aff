// Runs handlers of unpacked bundles, one after another, in this one process: each bundle has a directory of its own, so that no cache
// of Node's mixes two of them. Answers what was seen of each: modules that ran, contents that were read, errors that were thrown.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

/** How often a bundle may load a file that was loaded before. */
const MOST_FRESH = 8;

// What fails is told by who asked for it.
process.on("unhandledRejection", () => undefined);

process.on("message", async ({ dir, entry }) => {
  process.send(await run(dir, entry));
});

async function run(dir, entry) {
  const seen = new Set();
  const waiting = [];
  const fresh = [];
  const shown = (text) => String(text).replaceAll(dir, "<bundle>");
  const failed = (error) => {
    const [first] = shown(error?.message ?? error).split("\n");
    seen.add(`error ${error?.code ?? error?.name}: ${first.replace(/ ?Did you mean .*/u, "")}`);
  };
  const attempt = (act) => {
    try {
      return act();
    } catch (error) {
      return failed(error);
    }
  };
  globalThis.T = {
    /** No analysis knows that this is the text that it is given. */
    id: (text) => text,
    ran: (id) => seen.add(`ran ${id}`),
    try: attempt,
    /** One after another: Node refuses to require what is being imported at the same time. */
    later: (act) => void waiting.push(act),
    /** Else a file that loads itself again never ends. */
    once: (act) => {
      const { length } = fresh;
      fresh.push(act);
      return length < MOST_FRESH ? attempt(act) : undefined;
    },
    note: (value) => seen.add(`note ${shown(typeof value === "string" ? value : JSON.stringify(value))}`),
    read: (path) => attempt(() => void seen.add(`read ${shown(path)}: ${readFileSync(path, "utf8")}`)),
    exists: (path) => seen.add(`exists ${shown(path)}: ${existsSync(path)}`),
    // Declarations, source maps and Markdown are left out of whatever is kept whole.
    list: (path) =>
      attempt(() => {
        const names = readdirSync(path)
          .filter((name) => !/\.(?:d\.ts|map|md)$/u.test(name))
          .toSorted(byCodeUnit);
        seen.add(`list ${shown(path)}: ${names.join(" ")}`);
        return names;
      }) ?? [],
  };
  const path = `${dir}/${entry}`;
  T.later(() => (entry.endsWith(".mjs") ? import(path) : createRequire(path)(path)));
  // What is awaited may add more.
  for (const act of waiting) {
    try {
      await act();
    } catch (error) {
      failed(error);
    }
  }
  return [...seen].toSorted(byCodeUnit);
}

function byCodeUnit(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
