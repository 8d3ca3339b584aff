import { writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { repository as home } from "@lambda-pack/test-support/repository";
import { runBin } from "../../test/harness/run-command.ts";
import { nodeRelease } from "../compatibility/node-release.ts";
import { installRepository } from "./install-repository.ts";
import { renderTrial, renderWild } from "./render-wild.ts";
import type { Surroundings, Visit } from "./render-wild.ts";
import { repositories } from "./repositories.ts";
import type { Repository } from "./repository.ts";
import { readVisits, writeVisit } from "./visits.ts";
import { tryTarget } from "./try-target.ts";
import type { Trial } from "./try-target.ts";

const { only } = commandLine(
  "npm run wild --",
  "Installs, packs and runs public monorepos, and writes docs/wild.md. Fetches them and their dependencies: 3 GB of disk, half an hour.",
)
  .option("only", {
    type: "string",
    describe: "Try one monorepo, as <owner>/<name>, and keep what is known of the others",
  })
  .parseSync();

const chosen = repositories.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) throw new Error(`${only} is none of ${repositories.map(({ name }) => name).join(", ")}.`);

for (const repository of chosen) await writeVisit(await visit(repository));
const visits = await readVisits();
const page = path.join(home, "docs", "wild.md");
if (visits.length === repositories.length) await writeFile(page, renderWild(visits, surroundings()));
else console.log(`${page} is written once all ${repositories.length} monorepos have been tried.`);

function surroundings(): Surroundings {
  const node = nodeRelease.slice(nodeRelease.lastIndexOf("-") + 1);
  return { date: new Date().toISOString().slice(0, 10), node };
}

async function visit(repository: Repository): Promise<Visit> {
  console.log(`${repository.name}: installing`);
  const installed = await installRepository(repository);
  try {
    const trials: Trial[] = [];
    for (const target of repository.targets) {
      const trial = await tryTarget(installed, target);
      trials.push(trial);
      console.log(renderTrial(repository, trial));
      for (const fault of trial.faults) console.error(`${trial.id}: ${fault}`);
    }
    return { repository, workspacePackages: await countPackages(installed.root), trials };
  } finally {
    await installed.remove();
  }
}

async function countPackages(root: string): Promise<number> {
  const { stdout } = await runBin(["doctor", "--json"], { cwd: root });
  const { workspace }: { readonly workspace: { readonly packages: number } } = JSON.parse(stdout);
  return workspace.packages;
}
