import path from "node:path";
import { withMode, writeTree } from "@lambda-pack/test-support/disk/tree";
import { buildCommand } from "./build-command.ts";

/** Puts `lambda-pack` where a package manager puts the commands of what is installed at the root. */
export async function installCommand(root: string): Promise<void> {
  const words = [process.execPath, await buildCommand()].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const script = `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`;
  writeTree(path.join(root, "node_modules", ".bin"), { "lambda-pack": withMode(0o755, script) });
}
