import { readFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { execa } from "execa";
import type { Outcome } from "./outcome.ts";
import type { Stall } from "./stall.ts";

/** The answer goes into a file: loggers print. The process ends at once, whatever is still open. */
const program = `
const [file, answer] = process.argv.slice(1);
const { writeFileSync } = require("node:fs");
const end = (outcome) => {
  writeFileSync(answer, JSON.stringify(outcome));
  process.exit();
};
import(file)
  .then((module) => (module.handler ?? module.default.handler)({}, {}))
  .then((answer) => end({ answer }), (error) => end({ failure: error.name + ": " + error.message.split("\\n")[0] }));
`;

/** What a stall's handler answers where it lies in the installed bazaar. */
export async function runInPlace(stall: Stall, root: string, node: string): Promise<Outcome> {
  const directory = path.join(root, "packages", stall.name);
  return inTemporaryDirectory(async (temporary) => {
    const answer = path.join(temporary, "answer.json");
    await execa(node, [...lambdaFlags(stall), "-e", program, path.join(directory, "main.js"), answer], {
      cwd: directory,
      extendEnv: false,
      env: { PATH: process.env["PATH"], TMPDIR: temporary, NODE_OPTIONS: stall.nodeOptions },
      stdin: "ignore",
      timeout: 60_000,
    });
    return JSON.parse(await readFile(answer, "utf8"));
  });
}

/** As Lambda has them: its Node.js requires no ES modules, and guesses no module syntax. A flag is stronger than NODE_OPTIONS. */
function lambdaFlags({ nodeOptions = "" }: Stall): readonly string[] {
  const features = ["require-module", "detect-module"].filter((feature) => !nodeOptions.includes(feature));
  return features.map((feature) => `--no-experimental-${feature}`);
}
