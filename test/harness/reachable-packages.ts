import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";

interface DependencyFields {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * Every package that Node finds when it starts with these names in a directory and follows each package's own production
 * dependencies, as `name@version` in code-unit order. Written without the product, so that it can be held against it.
 */
export async function reachablePackages(from: string, names: readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, string>();
  const wanted = names.map((name) => ({ from, name }));
  for (const { from: dependent, name } of wanted) {
    const directory = await findInstalled(dependent, name);
    if (directory === undefined || found.has(directory)) continue;
    const manifest = await readManifest(directory);
    found.set(directory, `${manifest.name}@${manifest.version}`);
    wanted.push(...productionNames(manifest).map((each) => ({ from: directory, name: each })));
  }
  return [...new Set(found.values())].toSorted();
}

/** The names below `field` of the package.json in a directory. */
export async function declaredNames(directory: string, field: "dependencies" | "devDependencies"): Promise<string[]> {
  const manifest: Record<typeof field, Record<string, string> | undefined> = JSON.parse(
    await readFile(path.join(directory, "package.json"), "utf8"),
  );
  return Object.keys(manifest[field] ?? {});
}

async function findInstalled(dependent: string, name: string): Promise<string | undefined> {
  for (let directory = dependent; ; directory = path.dirname(directory)) {
    const candidate = path.join(directory, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return realpath(candidate);
    if (directory === path.dirname(directory)) return undefined;
  }
}

async function readManifest(directory: string): Promise<DependencyFields> {
  return JSON.parse(await readFile(path.join(directory, "package.json"), "utf8"));
}

function productionNames(manifest: DependencyFields): readonly string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...new Set([...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])];
}
