import path from "node:path";
import { digestFile } from "@lambda-pack/test-support/disk/digest-file";
import { inTemporaryDirectory, makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import type { ZipListing } from "@lambda-pack/test-support/zips/list-zip";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import { execa } from "execa";
import { remove } from "fs-extra/esm";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runCommand } from "../../test/harness/run-command.ts";
import { harbour } from "./harbour.ts";
import { install } from "./install.ts";
import type { Layout } from "./layout.ts";

/** A monorepo in one layout, on disk until it is removed. */
export interface InstalledHarbour {
  readonly layout: Layout;
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/** One target packed in one layout. */
export interface PackedTarget {
  readonly sha256: string;
  readonly entries: readonly ZipListing[];
  readonly problems: Report["problems"];
  /** What the handler answers out of the unzipped bundle. */
  readonly answer: unknown;
}

/** Installs the harbour anew, from a registry that has its wares. */
export async function installHarbour(layout: Layout, registry: string): Promise<InstalledHarbour> {
  const outside = makeTemporaryDirectory();
  try {
    const root = await install(layout, await harbour(layout.rootFields), { registry, outside });
    return { layout, root, remove: async () => remove(outside) };
  } catch (error) {
    await remove(outside);
    throw error;
  }
}

/** What the handler of a package below `packages` answers where it lies. */
export async function runInPlace(
  { layout, root }: Pick<InstalledHarbour, "layout" | "root">,
  target: string,
): Promise<unknown> {
  const file = path.join(root, "packages", target, "index.js");
  return runHandler(file, "lambdaHandler", layout.nodeArguments?.(root));
}

/** The real path of the module that a package below `packages` gets under a name, from the root on. */
export async function findInPlace(
  { layout, root }: Pick<InstalledHarbour, "layout" | "root">,
  importer: string,
  name: string,
): Promise<string> {
  const program = `require("node:fs").realpathSync(require.resolve(${JSON.stringify(name)}))`;
  const args = [...(layout.nodeArguments?.(root) ?? []), "--print", program];
  const { stdout } = await execa(process.execPath, args, {
    cwd: path.join(root, "packages", importer),
    extendEnv: false,
    env: { PATH: process.env["PATH"] },
  });
  return path.relative(root, stdout).replaceAll(path.sep, "/");
}

/** Packs with the command, in this process, and tries the zip in a directory of its own. */
export async function packTarget({ root }: Pick<InstalledHarbour, "root">, target: string): Promise<PackedTarget> {
  return inTemporaryDirectory(async (directory) => {
    const zip = path.join(directory, `${target}.zip`);
    const argv = [target, "--arch", "x64", "--json", "--no-stage", "--out", zip];
    const { exitCode, stdout, stderr } = await runCommand(argv, root);
    if (exitCode !== 0) throw new Error(`${argv.join(" ")} failed with ${exitCode}:\n${stdout}${stderr}`);
    const { packs }: { readonly packs: readonly Report[] } = JSON.parse(stdout);
    const task = path.join(directory, "task");
    await unzip(zip, task);
    return {
      sha256: await digestFile(zip),
      entries: await listZip(zip),
      problems: packs[0]?.problems ?? [],
      answer: await runHandler(path.join(task, "index.js")),
    };
  });
}
