import { join } from "node:path";
import { isJsonObject, isTexts, PackError, parseJsonObject } from "@lambda-pack/model";
import type { JsonObject } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { assertGlobs } from "../globs/assert-globs.ts";
import { parseYamlObject } from "../manifest/parse-yaml-object.ts";
import type { RootFiles } from "../package-managers/root-files.ts";

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
  return isTexts(globs) ? assertGlobs(globs, { file: join(dir, "lerna.json"), field: "packages" }) : undefined;
}

/** The object form may hold `nohoist` alone: Yarn allows that in any package, so it makes no root. Nor does an empty list. */
function readWorkspaceGlobs(packageJson: JsonObject, file: string): readonly string[] | undefined {
  const value = packageJson["workspaces"];
  const globs = isJsonObject(value) ? value["packages"] : value;
  if (globs === undefined) return undefined;
  if (isTexts(globs)) return globs.length === 0 ? undefined : assertGlobs(globs, { file, field: "workspaces" });
  throw new PackError(
    "MANIFEST_INVALID",
    `${file} is invalid: "workspaces" must be an array of strings, or an object with such an array as "packages".`,
    { hint: 'Write for example "workspaces": ["packages/*"].', details: { file, faults: ["workspaces"] } },
  );
}

/** `packages` of a lerna.json or a pnpm-workspace.yaml. */
function readPackages(content: JsonObject, file: string): readonly string[] | undefined {
  const globs = content["packages"];
  if (globs === undefined) return undefined;
  if (isTexts(globs)) return assertGlobs(globs, { file, field: "packages" });
  throw new PackError("MANIFEST_INVALID", `${file} is invalid: "packages" must be an array of strings.`, {
    hint: 'Write for example "packages": ["packages/*"].',
    details: { file, faults: ["packages"] },
  });
}
