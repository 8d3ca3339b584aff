import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { execa } from "execa";
import type { Outcome } from "./outcome.ts";

/**
 * The answer goes into a file: loggers print. The process ends at once, whatever is still open. The program is a file too: in
 * what `node -e` runs, every module of Node.js is a global variable.
 */
const program = `
const [file, answer] = process.argv.slice(2);
const { writeFileSync } = require("node:fs");
const end = (outcome) => {
  writeFileSync(answer, JSON.stringify(outcome));
  process.exit();
};
import(file)
  .then((module) => (module.handler ?? module.default.handler)({}, {}))
  .then((answer) => end({ answer }), (error) => end({ failure: error.name + ": " + error.message.split("\\n")[0] }));
`;

/** How a module's handler is run. */
export interface ModuleRun {
  /** The executable of Node.js. */
  readonly node: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What the handler of a module answers where it lies, by Node.js with the flags that Lambda gives to it. */
export async function runModule(file: string, { node, env = {} }: ModuleRun): Promise<Outcome> {
  return inTemporaryDirectory(async (temporary) => {
    const answer = path.join(temporary, "answer.json");
    const started = path.join(temporary, "run.cjs");
    await writeFile(started, program);
    await execa(node, [...lambdaFlags(env["NODE_OPTIONS"]), started, file, answer], {
      cwd: path.dirname(file),
      extendEnv: false,
      env: { PATH: process.env["PATH"], TMPDIR: temporary, ...env },
      stdin: "ignore",
      timeout: 60_000,
    });
    return JSON.parse(await readFile(answer, "utf8"));
  });
}

/** As Lambda has them: its Node.js requires no ES modules, and guesses no module syntax. A flag is stronger than NODE_OPTIONS. */
function lambdaFlags(nodeOptions = ""): readonly string[] {
  const features = ["require-module", "detect-module"].filter((feature) => !nodeOptions.includes(feature));
  return features.map((feature) => `--no-experimental-${feature}`);
}
