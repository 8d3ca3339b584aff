import { posix } from "node:path";
import type { BundleFile } from "@lambda-pack/model";

/** What a binary is used as, by its name. */
export type BinaryRole = "addon" | "library" | "program";

/** What a file would be used as if its content is machine code; undefined for one that need not be read to know that it is not. */
export function findRole({ path, size, mode }: BundleFile): BinaryRole | undefined {
  const name = posix.basename(path);
  if (name.endsWith(".node")) return "addon";
  if (libraryNames.test(name)) return "library";
  if (name.endsWith(".exe")) return "program";
  if (size < SMALLEST_PROGRAM || documents.test(name)) return undefined;
  const extension = posix.extname(name);
  if (extension === "") return "program";
  return (mode & 0o111) !== 0 && !textExtensions.has(extension.toLowerCase()) ? "program" : undefined;
}

/** An ELF header with one program header and nothing to run. */
const SMALLEST_PROGRAM = 120;

const libraryNames = /\.(?:so|so\.\d[\d.]*|dylib|dll)$/u;

/** Files without an extension that nearly every package has, and those whose name begins with a dot. */
const documents =
  // oxlint-disable-next-line require-unicode-regexp -- with `u`, `i` takes ſ and the Kelvin sign for s and k.
  /^(?:\.|(?:authors|bsdmakefile|changelog|changes|codeowners|contributing|contributors|copying|copyright|dockerfile|gnumakefile|history|install|licen[cs]e|makefile|news|notice|patents|readme|security|thanks|todo|version)(?:$|[-_.]))/i;

/** Many packages have modes that make programs of all that is in them. */
const textExtensions: ReadonlySet<string> = new Set(
  ".bat .c .cc .cjs .cmd .cpp .cs .css .cts .csv .eot .flow .gif .gyp .gypi .h .hpp .htm .html .ico .jpeg .jpg .js .json .json5 .jsx .less .lock .log .map .md .mjs .mts .otf .patch .php .pl .png .proto .ps1 .py .rb .rs .scss .sh .svg .toml .ts .tsx .ttf .txt .vue .wasm .webp .woff .woff2 .xml .yaml .yml".split(
    " ",
  ),
);
