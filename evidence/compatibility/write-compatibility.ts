import { writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { installedFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { renderCompatibility, renderRow } from "./render-compatibility.ts";
import { bazaar, stalls } from "./stall.ts";
import { addTwins } from "./trimmed/add-twins.ts";
import { tryStall } from "./try-stall.ts";
import type { Trial } from "./try-stall.ts";

commandLine(
  "npm run compatibility",
  "Writes docs/compatibility.md from what every stall gives; a test holds that a few of its rows are current.",
).parseSync();

const root = await installedFixture({ fixture: bazaar, change: addTwins });
const trials: Trial[] = [];
for (const stall of stalls) {
  const trial = await tryStall(stall, root);
  trials.push(trial);
  console.log(renderRow(trial));
  tellFailures(trial);
}
await writeFile(path.join(repository, "docs", "compatibility.md"), renderCompatibility(trials));

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
