import { join } from "node:path";
import { PackError } from "@lambda-pack/model";
import type { Disk } from "../disk/open-disk.ts";
import { parseBunLockfile } from "../lockfile/parse-bun-lockfile.ts";
import type { RootFiles } from "./root-files.ts";
import { declaredGlobs } from "./declared-globs.ts";
import { readNothing } from "./package-manager-traits.ts";
import type { InstallNotes, PackageManagerTraits } from "./package-manager-traits.ts";

/** Bun 1.2 and newer, hoisted or isolated. A hoisted install leaves no trace beside the lockfile. */
export const bun: PackageManagerTraits = {
  recognize: (_root, { has }) => {
    if (has("node_modules/.bun")) return "installed";
    return has("bun.lock") || has("bun.lockb") ? "locked" : undefined;
  },
  importerGlobs: declaredGlobs,
  honorsNegation: true,
  nestsImporters: false,
  ignoresInvalidNames: false,
  linksPublishDirectory: false,
  linksAtRoot: false,
  lockfiles: new Map([["bun.lock", parseBunLockfile]]),
  installsEachImporter: false,
  overridePlaces: ["overrides in package.json", "resolutions in package.json"],
  readInstall,
  installCommand: "bun install",
  platformInstallCommand: ({ os, cpu }) => `bun install --os=${os} --cpu=${cpu}`,
  allowScriptsCommand: (name) => `bun pm trust ${name}`,
  program: "bun",
  scriptCommand: (script, name) => `bun run --filter ${name} ${script}`,
};

async function readInstall(disk: Disk, { dir }: RootFiles): Promise<InstallNotes> {
  const names = disk.list(dir);
  if (names?.has("bun.lockb") === true && !names.has("bun.lock")) throw binaryLockfile(join(dir, "bun.lockb"));
  return readNothing();
}

function binaryLockfile(file: string): PackError {
  return new PackError(
    "LOCKFILE_INVALID",
    `${file} is a lockfile in Bun's old binary format, which lambda-pack does not read.`,
    {
      hint: "Convert it: run 'bun install --save-text-lockfile --frozen-lockfile --lockfile-only', then remove bun.lockb.",
      details: { file },
    },
  );
}
