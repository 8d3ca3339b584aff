import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { listDirectory } from "@lambda-pack/test-support/disk/list-directory";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import { runBin, runCommand } from "../harness/run-command.ts";
import { installLayout } from "./layouts.ts";
import type { InstallLayout } from "./layouts.ts";

/** One layout installed, packed and unzipped, with what was observed on the way. */
export interface PackedLayout {
  /** The monorepo. */
  readonly root: string;
  readonly zip: string;
  readonly sha256: string;
  /** Where the zip was unpacked, with no node_modules in any directory above. */
  readonly unzipped: string;
  readonly answerInPlace: unknown;
  readonly answerUnzipped: unknown;
  readonly listingBefore: readonly string[];
  readonly listingAfter: readonly string[];
  /** Where Node finds the package that was then planted above the root, when knex asks for it. */
  readonly plantedFoundAt: string;
  readonly zipWithPlanted: string;
  readonly sha256WithPlanted: string;
}

/** Packs `database` with the real command, everything in a directory that the caller made and removes. */
export async function packLayout(layout: InstallLayout, directory: string): Promise<PackedLayout> {
  const root = path.join(directory, "above", "botland");
  await mkdir(path.dirname(root), { recursive: true });
  await installLayout(layout, root);

  const listingBefore = await listDirectory(root, ".lambda-pack");
  const { exitCode, stdout, stderr } = await runBin(["database", "--no-stage"], { cwd: root });
  if (exitCode !== 0) throw new Error(`lambda-pack database exits with ${exitCode}: ${stdout}${stderr}`);
  const listingAfter = await listDirectory(root, ".lambda-pack");

  const zip = path.join(root, ".lambda-pack", "database.zip");
  const unzipped = path.join(directory, "task");
  await unzip(zip, unzipped);
  const answerInPlace = await runHandler(path.join(root, "packages", "database", "main.js"));
  const answerUnzipped = await runHandler(path.join(unzipped, "main.js"));

  const plantedFoundAt = await plantAbove(root);
  const zipWithPlanted = path.join(directory, "with-planted.zip");
  const again = await runCommand(["database", "--out", zipWithPlanted, "--no-stage"], root);
  if (again.exitCode !== 0) throw new Error(`the second pack fails: ${again.stderr}`);
  return {
    root,
    zip,
    sha256: await digestFile(zip),
    unzipped,
    answerInPlace,
    answerUnzipped,
    listingBefore,
    listingAfter,
    plantedFoundAt,
    zipWithPlanted,
    sha256WithPlanted: await digestFile(zipWithPlanted),
  };
}

/** pg, which knex has as an optional peer: Node finds it above the root, and a pack must not. */
async function plantAbove(root: string): Promise<string> {
  const planted = path.join(path.dirname(root), "node_modules", "pg");
  await mkdir(planted, { recursive: true });
  await writeFile(path.join(planted, "package.json"), '{ "name": "pg", "version": "8.0.0", "main": "index.js" }\n');
  await writeFile(path.join(planted, "index.js"), "throw new Error('from above the root');\n");
  const fromDatabase = createRequire(path.join(root, "packages", "database", "main.js"));
  return createRequire(fromDatabase.resolve("knex/package.json")).resolve("pg");
}
