import path from "node:path";
import { execa } from "execa";

const program = `
const [file, name] = process.argv.slice(1);
const load = file.endsWith(".mjs") ? import(file) : Promise.resolve().then(() => require(file));
load.then((module) => module[name]({}, {})).then((answer) => process.stdout.write(JSON.stringify(answer)));
`;

/** Lambda switches off what upstream Node allows: requiring ES modules, and guessing whether a file is one. */
const lambdaFlags = ["--no-experimental-require-module", "--no-experimental-detect-module"];

/**
 * What an exported handler answers in a Node process of its own that has Lambda's flags and no environment but PATH:
 * no NODE_PATH, no NODE_OPTIONS. Further arguments for Node come before the program. Rejects when the handler does.
 */
export async function runHandler(
  file: string,
  name = "lambdaHandler",
  nodeArguments: readonly string[] = [],
): Promise<unknown> {
  const { stdout } = await execa(process.execPath, [...lambdaFlags, ...nodeArguments, "-e", program, file, name], {
    cwd: path.dirname(file),
    extendEnv: false,
    env: { PATH: process.env["PATH"] },
  });
  return JSON.parse(stdout);
}
