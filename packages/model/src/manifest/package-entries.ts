import type { Manifest } from "./manifest.ts";
import { matchTarget } from "./match-target.ts";

export type EntryFields = Pick<Manifest, "main" | "exports" | "imports" | "bin">;

/** Whether the package has a file of this path, from its own directory. */
export type HasFile = (path: string) => boolean;

export type LoadedBy = "require" | "import";

/** What a package.json names for one purpose: what Node loads for it, as far as the conditions of Lambda lead anywhere. */
export interface PackageEntry {
  /** `main`, `exports["./sub"]`, `imports["#db"]` or `bin`. */
  readonly field: string;
  /** `exports` gives `require` and `import` one each, where it gives them anything. */
  readonly targets: readonly EntryTarget[];
}

export interface EntryTarget {
  /** As the package.json has it. */
  readonly target: string;
  /** Undefined where both load it. */
  readonly by: LoadedBy | undefined;
  /** The file from the package's directory, or for a pattern one of several; undefined where there is none. */
  readonly file: string | undefined;
}

/** The conditions that hold on Lambda. `module-sync` does not: `require` of ES modules is turned off there. */
export function lambdaConditions(by: LoadedBy): ReadonlySet<string> {
  return new Set(["node", by, "node-addons"]);
}

/** What Node tries for a package without `exports`, in its order, from the package's directory. */
export function mainCandidates(main: string | undefined): readonly string[] {
  const index = ["index.js", "index.json", "index.node"];
  if (main === undefined || main === "") return index;
  const base = main.replace(/\/+$/u, "");
  return [
    base,
    ...[".js", ".json", ".node", "/index.js", "/index.json", "/index.node"].map((end) => base + end),
    ...index,
  ];
}

/** What Node loads for the package's name: its `exports`, else its `main`; undefined where it names nothing. */
export function mainEntry({ main, exports }: EntryFields, hasFile: HasFile): PackageEntry | undefined {
  if (exports !== undefined && exports !== null) return mapEntry({ field: "exports", map: exports, key: "." }, hasFile);
  if (main === undefined || main === "") return undefined;
  const file = mainCandidates(main)
    .map(insidePackage)
    .find((path) => path !== undefined && hasFile(path));
  return { field: "main", targets: [{ target: main, by: undefined, file }] };
}

/** The file that Node loads for the package's name, declared or the index; undefined where there is none. */
export function mainFile(fields: EntryFields, hasFile: HasFile): string | undefined {
  const entry = mainEntry(fields, hasFile);
  if (entry !== undefined) return entry.targets.find(({ file }) => file !== undefined)?.file;
  return fields.exports === undefined || fields.exports === null ? mainCandidates(undefined).find(hasFile) : undefined;
}

/** What else a package.json names of its own files: the other subpaths of `exports`, its `imports`, its commands. */
export function otherEntries({ exports, imports, bin }: EntryFields, hasFile: HasFile): readonly PackageEntry[] {
  const subpaths = Object.keys(isMap(exports) ? exports : {}).filter((key) => key.startsWith("./"));
  const internal = Object.keys(isMap(imports) ? imports : {}).filter((key) => key.startsWith("#"));
  const commands = [...new Set(bin)].map((target): PackageEntry => {
    const file = insidePackage(`./${target.replace(/^\/+/u, "")}`);
    return {
      field: "bin",
      targets: [{ target, by: undefined, file: file !== undefined && hasFile(file) ? file : undefined }],
    };
  });
  return [
    ...subpaths.flatMap((key) => mapEntry({ field: "exports", map: exports, key }, hasFile) ?? []),
    ...internal.flatMap((key) => mapEntry({ field: "imports", map: imports, key }, hasFile) ?? []),
    ...commands,
  ];
}

interface MapKey {
  readonly field: "exports" | "imports";
  readonly map: unknown;
  readonly key: string;
}

/** Undefined where no condition of Lambda leads to a file of the package: it is for types, browsers, or forbidden. */
function mapEntry({ field, map, key }: MapKey, hasFile: HasFile): PackageEntry | undefined {
  const targets = (["require", "import"] as const).flatMap((by): readonly EntryTarget[] => {
    const match = matchTarget(map, { key, conditions: lambdaConditions(by), internal: field === "imports" });
    if (match.kind !== "target" || !match.target.startsWith("./")) return [];
    return [{ target: match.target, by, file: fileOf(match.target, key.includes("*"), hasFile) }];
  });
  const [first, second] = targets;
  if (first === undefined) return undefined;
  const name = key === "." ? field : `${field}[${JSON.stringify(key)}]`;
  const isOne = second !== undefined && first.target === second.target;
  return { field: name, targets: isOne ? [{ ...first, by: undefined }] : targets };
}

/** Of a pattern, whether it fits anything is asked as a path with a star. */
function fileOf(target: string, isPattern: boolean, hasFile: HasFile): string | undefined {
  const decoded = decodePath(target.replace(/[?#].*$/su, ""));
  const path = decoded === undefined ? undefined : insidePackage(decoded);
  if (path === undefined || (!isPattern && decoded?.endsWith("/") === true)) return undefined;
  return hasFile(path) ? path : undefined;
}

/** Targets are parts of URLs. */
function decodePath(path: string): string | undefined {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** A path from the package's directory without dots; undefined where it leaves the directory, or is the directory itself. */
function insidePackage(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
