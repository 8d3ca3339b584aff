import { findLine } from "../read/find-line.ts";

/** A directory below a `node_modules` that a text names, wherever that is: `node_modules/prisma/build/index.js`. */
export interface InstalledPackage {
  /** Undefined where it is put together. */
  readonly name?: string;
  /** From 1. */
  readonly line: number;
}

/** A name behind it, in the same text or as the next argument, or what is put together. */
const NAMED =
  /node_modules(?:\/+|["'`]\s*,\s*["'`])(?<name>(?:@[\w.-]+(?:\/|["'`]\s*,\s*["'`]))?[\w-][\w.-]*)|node_modules(?:\/?["'`]\s*[,+]\s*[A-Za-z_$]|\/\$\{)/gu;

/** The packages that a text names by their directories, each once. Comments are read as well: what is named too often is kept. */
export function installedPackages(text: string): readonly InstalledPackage[] {
  if (!text.includes("node_modules")) return [];
  const lineAt = findLine(text);
  const found = new Map<string, InstalledPackage>();
  for (const { index, groups } of text.matchAll(NAMED)) {
    const name = groups?.["name"]?.replace(/["'`]\s*,\s*["'`]/u, "/");
    const one = { ...(name !== undefined && { name }), line: lineAt(index) };
    if (!found.has(name ?? "")) found.set(name ?? "", one);
  }
  return [...found.values()];
}
