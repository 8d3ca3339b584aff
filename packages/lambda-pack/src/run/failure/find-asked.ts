import { posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ErrorPayload } from "@lambda-pack/runtime";

/** What code has asked for: a path of the bundle, or a specifier in a file of it. */
export type Asked = { readonly path: string } | { readonly specifier: string; readonly from: string };

/**
 * What an error may say that code has not found: each path below the task root, relative paths of file-system functions, and what
 * `require` and `import` were given. Who finds more than was meant does no harm: it is looked up in what was left out.
 */
export function findAsked({ errorMessage, trace = [] }: ErrorPayload, taskRoot: string): readonly Asked[] {
  const text = [errorMessage, ...trace].join("\n").replaceAll(/file:\/\/\/[^\s'"`)]+/gu, pathOfUrl);
  return [
    ...pathsBelow(text, taskRoot).map((path) => ({ path })),
    ...relativePaths(text),
    ...specifiers(text, taskRoot),
  ];
}

function pathsBelow(text: string, taskRoot: string): readonly string[] {
  const starts = text.split(`${taskRoot}${sep}`).slice(1);
  // A quote ends a path for certain; a space or a colon may.
  return starts.flatMap((rest) => [/^[^\n'"`]+/u, /^[^\s'"`:()]+/u].flatMap((end) => asPath(end.exec(rest)?.[0])));
}

/** The working directory is the task root. */
function relativePaths(text: string): readonly Asked[] {
  const found = [...text.matchAll(/ENOENT[^'\n]*'([^'\n]+)'/gu)].flatMap(([, path]) => path ?? []);
  return found.flatMap((path) => (path.startsWith("/") ? [] : asPath(path).map((each) => ({ path: each }))));
}

/** Node's texts for what it does not find, wherever code that has caught the error puts them. */
const MISSING = /Cannot find (?:module|package) '([^'\n]+)'(?:\n?Require stack:\n- ([^\n]+)| imported from ([^\n]+))/gu;

function specifiers(text: string, taskRoot: string): readonly Asked[] {
  return [...text.matchAll(MISSING)].flatMap(([, specifier = "", required = "", imported = ""]) => {
    const [from] = pathsBelow(required || imported, taskRoot);
    return from === undefined ? [] : [{ specifier, from }];
  });
}

function asPath(text: string | undefined): string[] {
  const path = posix.normalize((text ?? "").split(sep).join("/"));
  return path === "." || path.startsWith("..") ? [] : [path];
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
