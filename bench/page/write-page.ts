import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { renderPage } from "./render-page.ts";
import { renderShortPeers } from "./render-peers.ts";
import type { Results } from "../results.ts";

const root = path.join(import.meta.dirname, "..", "..");
const marked = /(?<=<!-- benchmarks -->\n)[^]*?(?=<!-- \/benchmarks -->)/u;

/** Writes docs/benchmarks.md, and README.md's table where it has the marks of one. */
export async function writePage(results: Results): Promise<void> {
  await writeFile(path.join(root, "docs", "benchmarks.md"), renderPage(results));
  const readme = path.join(root, "README.md");
  const text = await readFile(readme, "utf8");
  const table = `${renderShortPeers((name) => results.parts[name]?.result)}\n`;
  await writeFile(
    readme,
    text.replace(marked, () => table),
  );
}
