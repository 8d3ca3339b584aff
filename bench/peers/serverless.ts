import { writeFile } from "node:fs/promises";
import path from "node:path";
import { toolBin } from "@lambda-pack/test-support/installs/tools";
import { execa } from "execa";
import { measureCommand } from "../measure/measure-command.ts";
import { generateMonorepo } from "../monorepos/monorepos.ts";
import type { Peer } from "./peer.ts";
import { setUpPeer } from "./set-up-peer.ts";

export const serverless: Peer = {
  name: "serverless",
  title: "`serverless package` 3.40.0",
  job: "whole",
  method:
    "The checkout as Yarn 1 installed it, with a serverless.yml in the target that names its handler and nothing else; development dependencies are excluded by default.",
  open: async ({ monorepo }) => {
    const command = await toolBin("serverless-3.40.0");
    const root = await setUpPeer(`serverless-${monorepo.name}`, async (fresh) => {
      await execa("cp", ["-R", "-P", await generateMonorepo(monorepo), fresh]);
      await writeFile(path.join(fresh, monorepo.directory, "serverless.yml"), configOf(monorepo.main));
    });
    const env = { SLS_TELEMETRY_DISABLED: "1", SLS_INTERACTIVE_SETUP_ENABLE: "0", SLS_NOTIFICATIONS_MODE: "off" };
    return {
      run: (output) =>
        measureCommand(command, ["package", "--package", output], { cwd: path.join(root, monorepo.directory), env }),
      zip: "bundle.zip",
      handler: monorepo.main,
    };
  },
};

function configOf(main: string): string {
  const handler = main.replace(/\.js$/u, ".handler");
  return `service: bundle\nframeworkVersion: "3"\nprovider: { name: aws, runtime: nodejs20.x }\nfunctions: { bundle: { handler: ${handler} } }\n`;
}
