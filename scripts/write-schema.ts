import { writeFile } from "node:fs/promises";
import { commandLine } from "@lambda-pack/test-support/command-line";
import { buildSchema } from "../packages/lambda-pack/src/config/build-schema.ts";

commandLine("npm run schema", "Writes the JSON schema of the settings; a test holds that it is current.").parseSync();

await writeFile(
  new URL("../packages/lambda-pack/schema.json", import.meta.url),
  `${JSON.stringify(buildSchema(), null, 2)}\n`,
);
