import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { repository } from "@lambda-pack/test-support/repository";
import { buildSchema } from "../packages/lambda-pack/src/config/build-schema.ts";
import { optionDocuments } from "./docs/options/option-documents.ts";

commandLine(
  "npm run options",
  "Writes schema.json, docs/options.md and the tables of options in docs/configuration.md and README.md, from the setting table.",
).parseSync();

for (const [name, render] of Object.entries(optionDocuments)) {
  const file = path.join(repository, name);
  const rendered = render(existsSync(file) ? await readFile(file, "utf8") : "");
  if (rendered === undefined) throw new Error(`${name} has no place for the table of options.`);
  await writeFile(file, rendered);
}
const schema = path.join(repository, "packages", "lambda-pack", "schema.json");
await writeFile(schema, `${JSON.stringify(buildSchema(), null, 2)}\n`);
