import path from "node:path";
import { execa } from "execa";

const program = `
const [file, name] = process.argv.slice(1);
const load = file.endsWith(".mjs") ? import(file) : Promise.resolve().then(() => require(file));
load.then((module) => module[name]({}, {})).then((answer) => process.stdout.write(JSON.stringify(answer)));
`;

/**
 * Runs an exported handler in a Node process of its own, in the handler's directory and with an empty environment but
 * for PATH, and gives back its answer. Fails when the handler does.
 */
export async function runHandler(file: string, name: string): Promise<unknown> {
  const { stdout } = await execa(process.execPath, ["-e", program, file, name], {
    cwd: path.dirname(file),
    extendEnv: false,
    env: { PATH: process.env["PATH"] },
  });
  return JSON.parse(stdout);
}
