import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { repository } from "@lambda-pack/test-support/repository";
import { openExampleSites } from "./example-sites.ts";
import { fillExamples } from "./fill-examples.ts";

commandLine(
  "npm run examples",
  "Writes the outputs of docs/inspecting.md and README.md; a test holds that those of fixtures/botland are current.",
).parseSync();

const sites = openExampleSites({ withBig: true });
try {
  for (const file of ["docs/inspecting.md", "README.md"]) {
    const document = path.join(repository, file);
    await writeFile(document, await fillExamples(await readFile(document, "utf8"), sites.run));
  }
} finally {
  await sites.remove();
}
