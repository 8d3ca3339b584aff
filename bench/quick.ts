import { commandLine } from "@lambda-pack/test-support/command-line";
import { madeUpMonorepo } from "./monorepos/made-up-monorepo.ts";
import { measurePart } from "./measure-part.ts";
import { rowParts } from "./cases/rows.ts";

commandLine(
  "npm run bench:quick",
  "Measures the cases that matter most, for a made-up monorepo of 6,750 files, with three pairs. It needs no network, prints the " +
    "ratios and writes nothing but `.cache/bench`.",
).parseSync();

const names = new Set(["cold", "cold-stage", "again", "again-stage", "change"]);

const parts = rowParts(madeUpMonorepo({ name: "made-up-quick", packages: 90 }), "quick");
for (const part of parts.filter(({ name }) => names.has(name.replace("quick/", "")))) await measurePart(part, 3);
