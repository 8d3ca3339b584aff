import type { Opening } from "./opening.ts";

/** Bytes that a program of Linux begins with, decoded. */
const ELF = "\u007FELF";

/** How a program for a shell, or another interpreter, comes to code of packages: by their directory, by Node, or by a tool that runs them. */
const LOADS =
  /node_modules|NODE_OPTIONS|(?<![\w.-])(?:node|npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|tsx)(?![\w./=-])|(?:\brequire|\bimport)\s*\(/u;

/**
 * What a program loads that is no JavaScript, by its first bytes: anything, where it may start Node or names `node_modules`. Undefined
 * for a text that does not tell what runs it.
 */
export function programOpenings(text: string): readonly Opening[] | undefined {
  if (text.startsWith(ELF)) return [];
  if (!text.startsWith("#!") || /^#!.*\bnode\b/u.test(text)) return undefined;
  const lines = text.split("\n");
  const index = lines.findIndex((line, at) => at > 0 && !/^\s*#/u.test(line) && LOADS.test(line));
  const [what] = LOADS.exec(lines[index] ?? "") ?? [];
  return what === undefined ? [] : [{ kind: "code", line: index + 1, what }];
}
