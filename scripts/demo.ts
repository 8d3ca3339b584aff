import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { unzip } from "@lambda-pack/test-support/zips/unzip";
import { execa } from "execa";

commandLine(
  "npm run demo",
  "Packs fixtures/botland, and runs the handler out of the zip in an empty directory.",
).parseSync();

const root = path.join(import.meta.dirname, "..");
const botland = path.join(root, "fixtures", "botland");
const bin = path.join(root, "packages", "lambda-pack", "dist", "bin.js");

say("Installing fixtures/botland with Yarn 1.22.22");
await installFixture({ fixture: botland });

say("Running lambda-pack database there");
const env = plainEnvironment();
await execa(process.execPath, [bin, "database"], { cwd: botland, extendEnv: false, env, stdio: "inherit" });

await inTemporaryDirectory(async (empty) => {
  say(`Unzipping the bundle into the empty directory ${empty} and running its handler`);
  await unzip(path.join(botland, ".lambda-pack", "database.zip"), empty);
  const answer = await runHandler(path.join(empty, "main.js"), "lambdaHandler");
  console.log(JSON.stringify(answer, undefined, 2));
  if (!isSuccess(answer)) process.exitCode = 1;
});

function say(line: string): void {
  console.error(`\n> ${line}`);
}

function isSuccess(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "success" in answer && answer.success === true;
}
