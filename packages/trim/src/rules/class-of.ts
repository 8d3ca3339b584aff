import type { FileClass } from "@lambda-pack/scan";

/** The class of a file that no code loads by itself, by its extension alone; undefined for all others, and for licences. */
export function classOf(path: string): FileClass | undefined {
  if (isLicence(path)) return undefined;
  if (/\.d\.(?:[^./]+\.)?[cm]?ts$/u.test(path)) return "declaration";
  if (path.endsWith(".map")) return "map";
  return /\.(?:md|markdown)$/iu.test(path) ? "markdown" : undefined;
}

/** Texts that have to go wherever the code goes, whatever their extension; code is code, whatever its name. */
export function isLicence(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return LICENCE.test(name) && !/\.(?:[cm]?[jt]sx?|json|node|map|wasm)$/iu.test(name);
}

const LICENCE = /^(?:un)?licen[cs]e|^(?:notice|copying|copyright|patents)|^third.?party|^[^.]*-licen[cs]e/iu;
