import { fileFormat } from "@lambda-pack/scan";
import type { Facts, FileFacts } from "@lambda-pack/scan";
import { canRead } from "./rules/can-read.ts";
import type { Resolutions } from "./reach/resolutions.ts";
import type { FactsAt, FileToRead, TrimSource } from "./trim-source.ts";

/** The facts of what is reached, as they become known. */
export interface ReachedFacts {
  readonly at: FactsAt;
  /** How many files have been read. */
  readonly size: () => number;
  /** Resolves when the facts of all these are known. */
  readonly read: (files: readonly FileToRead[]) => Promise<void>;
}

export interface ReachedSource extends Pick<TrimSource, "resolver"> {
  readonly facts: Facts;
  readonly resolutions: Resolutions;
}

/** How many files are read and waited for at once: each takes its content in memory. */
const UNDER_WAY = 256;

/**
 * Reads ahead: whatever a file asks for is read as soon as that is known, so that the threads that read need not wait until the walk is
 * there. What the walk makes of it depends on the facts alone, not on when they came.
 */
export function readReached({ resolver, facts, resolutions }: ReachedSource): ReachedFacts {
  const known = new Map<string, FileFacts | "unreadable">();
  const asked = new Map<string, Promise<void>>();
  const ready: FileToRead[] = [];
  let underWay = 0;

  const ask = ({ file, format }: FileToRead): Promise<void> => {
    const begun = asked.get(file.path);
    if (begun !== undefined) return begun;
    const reading = canRead(file) ? readOne({ file, format }) : Promise.resolve(note(file.path, "unreadable"));
    asked.set(file.path, reading);
    return reading;
  };
  const readOne = async (each: FileToRead): Promise<void> => {
    underWay += 1;
    try {
      note(each.file.path, await facts.of(each.file, each.format));
    } finally {
      underWay -= 1;
    }
    readAhead();
  };
  const note = (path: string, one: FileFacts | "unreadable"): void => {
    known.set(path, one);
    if (one !== "unreadable") ready.push(...leadingTo(path, one));
  };
  // A failure is the walk's to find: it asks for the same file.
  const readAhead = (): void => {
    const room = Math.max(0, UNDER_WAY - underWay);
    for (const next of ready.splice(0, room)) ask(next).catch(() => {});
  };
  const leadingTo = (from: string, { references }: FileFacts): readonly FileToRead[] =>
    references.flatMap(({ specifier, by }) =>
      resolutions({ specifier, by, from }).flatMap((found) => (found.kind === "file" ? toRead(found.path) : [])),
    );
  /** A file that `require` and `import` take for the same: else the walk says what it is read for. */
  const toRead = (path: string): readonly FileToRead[] => {
    if (asked.has(path)) return [];
    const [file, format] = [resolver.tree.fileAt(path), fileFormat(path, resolver.packageJsons, "require")];
    const isSame = format === fileFormat(path, resolver.packageJsons, "import");
    return file !== undefined && isSame && (format === "module" || format === "commonjs") ? [{ file, format }] : [];
  };
  return {
    at: (path) => known.get(path),
    size: () => known.size,
    read: async (files) => {
      await Promise.all(files.map(ask));
    },
  };
}
