import { writeFile } from "node:fs/promises";
import { installedFixture } from "./install-fixture.ts";
import { renderCompatibility, renderRow } from "../test/compatibility/render-compatibility.ts";
import { bazaar, stalls } from "../test/compatibility/stall.ts";
import { type Trial, tryStall } from "../test/compatibility/try-stall.ts";

/** Writes docs/compatibility.md from what every stall gives; a test holds that a few of its rows are current. */
const root = await installedFixture({ fixture: bazaar });
const trials: Trial[] = [];
for (const stall of stalls) {
  const trial = await tryStall(stall, root);
  trials.push(trial);
  console.log(renderRow(trial));
  tellFailures(trial);
}
await writeFile(new URL("../docs/compatibility.md", import.meta.url), renderCompatibility(trials));

function tellFailures({ stall, inPlace, underInvoke, problems }: Trial): void {
  if (problems.length > 0) console.error(`${stall.name}, packed: ${problems.join(", ")}`);
  if ("failure" in inPlace) console.error(`${stall.name}, in place: ${inPlace.failure}`);
  if ("failure" in underInvoke) console.error(`${stall.name}, under invoke: ${underInvoke.failure}`);
}
