import { writeFile } from "node:fs/promises";
import path from "node:path";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { zipDirectory } from "../cases/by-hand.ts";
import { inSequence, measureCommand } from "../measure/measure-command.ts";
import { runGenerator } from "../monorepos/monorepos.ts";
import type { Peer } from "./peer.ts";
import { setUpPeer } from "./set-up-peer.ts";

/**
 * Injecting and hoisting is the one way that gives a zip without links and with the right versions. What an injected
 * package needs is linked only with `deep`; otherwise pnpm asks the registry for it.
 */
const settings =
  "packages: [packages/*]\nlinkWorkspacePackages: deep\ninjectWorkspacePackages: true\nnodeLinker: hoisted\n";

export const pnpmDeploy: Peer = {
  name: "pnpm-deploy",
  title: "`pnpm deploy` 10.34.8, injected and hoisted, then `zip -r`",
  job: "whole",
  method:
    "The same manifests; lockfile by `pnpm import` from Yarn's, installed by pnpm. Timed: `pnpm deploy --prod` with a warm store, then `zip -r -q -X`.",
  open: async ({ monorepo }) => {
    const pnpm = await toolBin("pnpm-10.34.8");
    const root = await setUpPeer(`pnpm-deploy-${monorepo.name}`, async (fresh) => {
      await runGenerator(monorepo.name, [fresh, "--no-install"]);
      await writeFile(path.join(fresh, "pnpm-workspace.yaml"), settings);
      await measureCommand(pnpm, ["import"], { cwd: fresh });
      await measureCommand(pnpm, ["install", "--frozen-lockfile", "--ignore-scripts"], { cwd: fresh });
    });
    return {
      run: async (output) => {
        const deployed = path.join(output, "deployed");
        const args = ["--filter", monorepo.target, "deploy", "--prod", "--ignore-scripts", deployed];
        return inSequence([
          await measureCommand(pnpm, args, { cwd: root }),
          await zipDirectory(deployed, path.join(output, "bundle.zip")),
        ]);
      },
      zip: "bundle.zip",
      handler: monorepo.main,
    };
  },
};
