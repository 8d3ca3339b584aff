import { writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { installedFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { renderCompatibility, renderRow } from "./render-compatibility.ts";
import { bazaar, stalls } from "./stall.ts";
import type { Stall } from "./stall.ts";
import { addTwins } from "./trimmed/add-twins.ts";
import { tryStall } from "./try-stall.ts";
import type { Trial } from "./try-stall.ts";

commandLine(
  "npm run compatibility",
  "Writes docs/compatibility.md from what every stall gives; a test holds that a few of its rows are current.",
).parseSync();

/** How many stalls are tried at once. */
const AT_ONCE = 2;

const root = await installedFixture({ fixture: bazaar, change: addTwins });
const trials = new Map<Stall, Trial>();
const waiting = [...stalls];

// Each of them waits for processes most of the time.
await Promise.all(Array.from({ length: AT_ONCE }, tryNext));
await writeFile(
  path.join(repository, "docs", "compatibility.md"),
  renderCompatibility(stalls.flatMap((stall) => trials.get(stall) ?? [])),
);

async function tryNext(): Promise<void> {
  for (let stall = waiting.shift(); stall !== undefined; stall = waiting.shift()) {
    const trial = await tryStall(stall, root);
    trials.set(stall, trial);
    console.log(renderRow(trial));
    tellFailures(trial);
  }
}

function tellFailures({ stall, inPlace, underInvoke, problems, trims }: Trial): void {
  if (problems.length > 0) console.error(`${stall.name}, packed: ${problems.join(", ")}`);
  for (const { name, inPlace: where, lost, lacking } of trims) {
    if ("failure" in where) console.error(`${name}, in place: ${where.failure}`);
    const unnamed = lacking.filter(({ difference }) => difference === undefined).map(({ file }) => file);
    for (const file of lost) console.error(`${name}, opened and left out: ${file}`);
    for (const file of unnamed) console.error(`${name}, traced by nft and left out: ${file}`);
  }
  if ("failure" in inPlace) console.error(`${stall.name}, in place: ${inPlace.failure}`);
  if ("failure" in underInvoke) console.error(`${stall.name}, under invoke: ${underInvoke.failure}`);
}
