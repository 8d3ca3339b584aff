import { join } from "node:path";
import { isJsonObject, isPackError, isTexts, PackError, parseJsonObject } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { upwards } from "../disk/paths.ts";
import { parseYamlObject } from "../manifest/parse-yaml-object.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

export interface FoundRoot {
  readonly root: RootFiles;
  /** Directories below the root whose package.json was passed on the way up and could not be read, nearest first. */
  readonly broken: ReadonlyMap<string, PackError>;
}

/**
 * The nearest directory, from `cwd` upwards, that is the root of a monorepo: its package.json has `workspaces`, its
 * pnpm-workspace.yaml has `packages`, or it has a lerna.json. A broken package.json on the way is kept: it may belong to a
 * package that does not matter.
 */
export async function findRoot(disk: Disk, cwd: string): Promise<FoundRoot> {
  const broken = new Map<string, PackError>();
  let nearest: string | undefined;
  for (const dir of upwards(cwd)) {
    try {
      const root = await readRootFiles(disk, dir);
      if (root !== undefined && isRoot(root)) return { root, broken };
      if (root !== undefined) nearest ??= dir;
    } catch (error) {
      if (!isPackError(error) || error.code !== "MANIFEST_INVALID") throw error;
      if (isRootForSure(disk, dir)) throw error;
      broken.set(dir, error);
    }
  }
  const [first] = broken.values();
  throw first ?? notFound(cwd, nearest);
}

function isRoot({ lernaJson, workspaces, pnpmPackages }: RootFiles): boolean {
  return lernaJson !== undefined || workspaces !== undefined || pnpmPackages !== undefined;
}

/** Whether there is a file that only a root has, so that a broken package.json beside it is the root's. */
function isRootForSure(disk: Disk, dir: string): boolean {
  const names = disk.list(dir);
  return names?.has("lerna.json") === true || names?.has("pnpm-workspace.yaml") === true;
}

/** Undefined where none of the files is there that make a root. Throws for one that is broken. */
export async function readRootFiles(disk: Disk, dir: string): Promise<RootFiles | undefined> {
  const manifestText = disk.readText(join(dir, "package.json"));
  const lernaText = disk.readText(join(dir, "lerna.json"));
  const pnpmText = disk.readText(join(dir, "pnpm-workspace.yaml"));
  if (manifestText === undefined && lernaText === undefined && pnpmText === undefined) return undefined;
  const packageJson = manifestText === undefined ? undefined : parseJsonObject(manifestText, join(dir, "package.json"));
  const lernaJson = lernaText === undefined ? undefined : parseJsonObject(lernaText, join(dir, "lerna.json"));
  const pnpmFile = join(dir, "pnpm-workspace.yaml");
  const pnpmWorkspace = pnpmText === undefined ? undefined : await parseYamlObject(pnpmText, pnpmFile);
  const files = {
    dir,
    packageJson,
    lernaJson,
    pnpmWorkspace,
    workspaces: packageJson && readWorkspaceGlobs(packageJson, join(dir, "package.json")),
    pnpmPackages: pnpmWorkspace && readPackages(pnpmWorkspace, pnpmFile),
  };
  return { ...files, lernaPackages: readLernaPackages(files) };
}

/**
 * `packages` of lerna.json, where Lerna heeds it (its `packageConfigs`): not under `useWorkspaces`, nor where pnpm is its client.
 * Of another package manager's workspace it is no part that could break it.
 */
function readLernaPackages({
  dir,
  lernaJson,
  workspaces,
  pnpmPackages,
}: Omit<RootFiles, "lernaPackages">): readonly string[] | undefined {
  if (lernaJson === undefined) return undefined;
  if (lernaJson["useWorkspaces"] === true && workspaces !== undefined) return undefined;
  if (lernaJson["npmClient"] === "pnpm" && pnpmPackages !== undefined) return undefined;
  if (workspaces === undefined && pnpmPackages === undefined) return readPackages(lernaJson, join(dir, "lerna.json"));
  const globs = lernaJson["packages"];
  return isTexts(globs) ? globs : undefined;
}

/** The object form may hold `nohoist` alone: Yarn allows that in any package, so it makes no root. Nor does an empty list. */
function readWorkspaceGlobs(packageJson: JsonObject, file: string): readonly string[] | undefined {
  const value = packageJson["workspaces"];
  const globs = isJsonObject(value) ? value["packages"] : value;
  if (globs === undefined) return undefined;
  if (isTexts(globs)) return globs.length === 0 ? undefined : globs;
  throw new PackError(
    "MANIFEST_INVALID",
    `${file} is invalid: "workspaces" must be an array of strings, or an object with such an array as "packages".`,
    { hint: 'Write for example "workspaces": ["packages/*"].', details: { file, faults: ["workspaces"] } },
  );
}

/** `packages` of a lerna.json or a pnpm-workspace.yaml. */
function readPackages(content: JsonObject, file: string): readonly string[] | undefined {
  const globs = content["packages"];
  if (globs === undefined || isTexts(globs)) return globs;
  throw new PackError("MANIFEST_INVALID", `${file} is invalid: "packages" must be an array of strings.`, {
    hint: 'Write for example "packages": ["packages/*"].',
    details: { file, faults: ["packages"] },
  });
}

function notFound(cwd: string, nearest: string | undefined): PackError {
  const hint = "Run lambda-pack inside a monorepo, or name one with --cwd.";
  if (nearest === undefined) {
    return new PackError("WORKSPACE_NOT_FOUND", `There is no monorepo at or above ${cwd}.`, { hint, details: { cwd } });
  }
  return new PackError(
    "WORKSPACE_NOT_FOUND",
    `There is no monorepo at or above ${cwd}: ${join(nearest, "package.json")} has no "workspaces", and there is no lerna.json or pnpm-workspace.yaml.`,
    { hint: `${hint.slice(0, -1)}, or add "workspaces" to the root's package.json.`, details: { cwd, nearest } },
  );
}
