/**
 * The page's own code and looks, as texts. This module is run when lambda-pack is built, and `scripts/bundle-code.ts` puts its
 * results in its place; run from sources, as in tests, it makes them of the sources as they are.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** For a classic script element; the licence of what is bundled into it stands at its head. */
export const script = `/*! d3-hierarchy\n\n${licenceOf("d3-hierarchy")}*/\n${bundle("main.ts")}`;

/** For a style element. */
export const style = bundle("page.css");

function bundle(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`../browser/${file}`, import.meta.url))],
    write: false,
    bundle: true,
    minify: true,
    charset: "ascii",
    format: "iife",
    platform: "browser",
    target: ["chrome123", "firefox121", "safari17.5"],
    conditions: ["source"],
    logLevel: "warning",
  });
  const text = outputFiles[0]?.text ?? "";
  if (/<\/(?:script|style)|<!--/iu.test(text)) throw new Error(`${file} cannot stand in an HTML element`);
  return text;
}

function licenceOf(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  return readFileSync(join(dirname(main), "..", "LICENSE"), "utf8");
}
