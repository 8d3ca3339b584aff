/** `*`, or a name in which no character means anything else. */
const SEGMENT = /^(?:\*|[\w@-][\w@.-]*)$/u;

/** Directories on the way down, each a name, or `*` for all of a directory. */
export type PlainGlob = readonly string[];

/**
 * What a pattern such as `packages/*` says of directories. Undefined for a pattern that says more, which is left
 * to a library: most workspaces have no other, and need not wait until one is loaded.
 */
export function parsePlainGlob(pattern: string): PlainGlob | undefined {
  const segments = pattern.split("/").slice(0, -1);
  return segments.every((segment) => SEGMENT.test(segment) && segment !== "node_modules") ? segments : undefined;
}

/** Whether the glob leads to a directory, whose path has forward slashes. */
export function matchesPlainGlob(glob: PlainGlob, path: string): boolean {
  const names = path.split("/");
  return (
    names.length === glob.length &&
    names.every((name, index) => (glob[index] === "*" ? isOrdinary(name) : glob[index] === name))
  );
}

/** Whether `*` stands for the name, too. */
export function isOrdinary(name: string): boolean {
  return !name.startsWith(".") && name !== "node_modules";
}
