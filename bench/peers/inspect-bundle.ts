import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { execa } from "execa";
import type { PeerBundle } from "../part.ts";

/** Unpacks a zip into an empty directory, counts what is in it and calls its handler there. */
export async function inspectBundle(zip: string, handler: string): Promise<PeerBundle> {
  return inTemporaryDirectory(async (directory) => {
    await execa("unzip", ["-q", zip, "-d", directory]);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return {
      files: entries.filter((entry) => entry.isFile()).length,
      links: entries.filter((entry) => entry.isSymbolicLink()).length,
      zipBytes: (await stat(zip)).size,
      fault: await findFault(path.join(directory, handler)),
    };
  });
}

async function findFault(file: string): Promise<string | undefined> {
  try {
    const answer = await runHandler(file, "handler");
    const text = JSON.stringify(answer);
    return text === '{"success":true}' ? undefined : text;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return /^\w*Error.*$/mu.exec(said.slice(said.indexOf("\n") + 1))?.[0] ?? said.split("\n")[0];
  }
}
