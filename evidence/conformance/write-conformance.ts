import { writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { repository } from "@lambda-pack/test-support/repository";
import { compareAll } from "./compare-all.ts";
import { renderConformance } from "./render-conformance.ts";

commandLine(
  "npm run conformance",
  "Writes docs/runtime.md from what both clients do with every handler; a test holds that it is current.",
).parseSync();

await writeFile(path.join(repository, "docs", "runtime.md"), renderConformance(await compareAll()));
