import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isBuiltin, packageName } from "./check-module.ts";
import type { Fault, PackageManifest } from "./check-module.ts";
import { readModule } from "./read-module.ts";
import type { SourceModule } from "./read-module.ts";

/** What starts the command as a user does. Evidence shares it with the tests, so it stands below both. */
const harness = "test/harness";

/**
 * The folders beside `packages`, and which of each other they may import. Any of them may import the packages, and no package them.
 * Tests of the outermost package know what tests of the others know.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  scripts: [],
  bench: ["scripts"],
  [harness]: ["scripts"],
  evidence: ["scripts", "bench", harness],
  test: ["scripts", "bench", harness, "evidence"],
};

const outermost = "packages/lambda-pack";

/** What tests share. Nothing that is published may lead there, so only the model and packages of others are imported from it. */
export const testSupport = "test-support";

/** Every place of this root where a folder imports one that it may not, or test-support what it is not to know. */
export async function checkTopLevel(root: string): Promise<readonly Fault[]> {
  const support = await readSupport(root);
  const modules = await Promise.all((await listModules(root)).map((file) => readModule(root, file)));
  return modules.flatMap((module) => [...folderFaults(module), ...supportFaults(module, support)]);
}

function folderFaults(module: SourceModule): readonly Fault[] {
  const own = folderOf(module.file);
  return module.imports.flatMap(({ name, line }) => {
    const other = name.startsWith(".") ? folderOf(resolved(module.file, name)) : own;
    if (other === own || mayImport[own]?.includes(other) === true) return [];
    if (other.startsWith("packages/") && (!own.startsWith("packages/") || own === outermost)) return [];
    return [{ file: module.file, line, message: `${own} may not import ${name}.` }];
  });
}

function supportFaults(module: SourceModule, support: PackageManifest | undefined): readonly Fault[] {
  if (!module.file.startsWith(`packages/${testSupport}/`)) return [];
  return module.imports.flatMap(({ name, line }) => {
    const dependency = packageName(name);
    if (name.startsWith(".") || isBuiltin(name) || dependency === `@lambda-pack/${testSupport}`) return [];
    const faultOf = (message: string): readonly Fault[] => [{ file: module.file, line, message }];
    if (dependency.startsWith("@lambda-pack/") && dependency !== "@lambda-pack/model") {
      return faultOf(`packages/${testSupport} may not import ${name}.`);
    }
    if (Object.hasOwn(support?.devDependencies ?? {}, dependency)) return [];
    return faultOf(`packages/${testSupport}/package.json does not declare ${dependency}.`);
  });
}

/** Sources of packages have stricter rules of their own. */
async function listModules(root: string): Promise<readonly string[]> {
  const packages = await listPackages(root);
  const tests = packages.map((name) => `packages/${name}/test`);
  const lists = await Promise.all(
    [...Object.keys(mayImport), ...tests, `packages/${testSupport}/src`].map(async (folder) => {
      if (!existsSync(path.join(root, folder))) return [];
      const files = await readdir(path.join(root, folder), { recursive: true });
      return files
        .filter((file) => /\.[cm]?[jt]s$/u.test(file))
        .map((file) => path.posix.join(folder, ...file.split(path.sep)));
    }),
  );
  return [...new Set(lists.flat())].toSorted();
}

async function listPackages(root: string): Promise<readonly string[]> {
  const directory = path.join(root, "packages");
  return existsSync(directory) ? readdir(directory) : [];
}

async function readSupport(root: string): Promise<PackageManifest | undefined> {
  const file = path.join(root, "packages", testSupport, "package.json");
  return existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
}

/** `packages/graph`, `bench`, `test/harness`. */
function folderOf(file: string): string {
  if (file.startsWith(`${harness}/`)) return harness;
  const [folder = "", name = ""] = file.split("/");
  return folder === "packages" ? `packages/${name}` : folder;
}

function resolved(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier);
}
