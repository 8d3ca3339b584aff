import { existsSync } from "node:fs";
import path from "node:path";
import { toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { zipDirectory } from "../cases/by-hand.ts";
import type { StagedCheckout } from "../monorepos/checkout.ts";
import { inSequence, measureCommand } from "../measure/measure-command.ts";
import type { Cost } from "../measure/measure-command.ts";
import type { Peer, PeerRun } from "./peer.ts";

/** What only writes a zip: each gets the files of the bundle as a directory, found and copied by somebody else. */
export const writers: readonly Peer[] = [
  {
    name: "cp-zip",
    title: "`cp -rL`, then `zip -r`",
    job: "writer",
    method: "`cp -rL` of the staged files, then `zip -r -q -X` of the copy.",
    open: async (checkout) => writerRun(checkout, (zip) => copyAndZip(checkout.staged, zip)),
  },
  {
    name: "archiver",
    title: "archiver 8.0.0",
    job: "writer",
    method: "`ZipArchive`, level 6, `directory()` of the staged files.",
    open: async (checkout) => programRun(checkout, "archiver-8.0.0", "write-with-archiver.mjs"),
  },
  {
    name: "yazl",
    title: "yazl 3.3.1",
    job: "writer",
    method: "`addFile()` of each staged file.",
    open: async (checkout) => programRun(checkout, "yazl-3.3.1", "write-with-yazl.mjs"),
  },
  {
    name: "7-zip",
    title: "7-Zip, `-tzip -mx=5`",
    job: "writer",
    method: "`7zz a -tzip -mx=5` of the staged files, on all cores: Debian's package 7zip, else npm's 7zip-bin.",
    open: async (checkout) => {
      const command = await findSevenZip();
      const args = ["a", "-tzip", "-mx=5", "-bso0", "-bsp0"];
      return writerRun(checkout, (zip) => measureCommand(command, [...args, zip, "."], { cwd: checkout.staged }));
    },
  },
];

function writerRun({ monorepo }: StagedCheckout, write: (zip: string) => Promise<Cost>): PeerRun {
  return { run: (output) => write(path.join(output, "bundle.zip")), zip: "bundle.zip", handler: monorepo.main };
}

async function programRun(checkout: StagedCheckout, tool: string, program: string): Promise<PeerRun> {
  const directory = await toolDirectory(tool);
  const file = path.join(import.meta.dirname, "programs", program);
  return writerRun(checkout, (zip) =>
    measureCommand(process.execPath, [file, directory, checkout.staged, zip], { cwd: directory }),
  );
}

async function copyAndZip(staged: string, zip: string): Promise<Cost> {
  const copy = path.join(path.dirname(zip), "copy");
  return inSequence([
    await measureCommand("cp", ["-rL", staged, copy], { cwd: staged }),
    await zipDirectory(copy, zip),
  ]);
}

/** Debian has called it by three names. */
export async function findSevenZip(): Promise<string> {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  const files = ["7zz", "7z", "7za"].flatMap((name) => directories.map((directory) => path.join(directory, name)));
  const found = files.find((file) => existsSync(file));
  if (found !== undefined) return found;
  const directory = await toolDirectory("7zip-bin-5.2.0");
  return path.join(directory, "node_modules", "7zip-bin", "linux", process.arch, "7za");
}
