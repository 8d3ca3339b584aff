import { writeFile } from "node:fs/promises";
import { buildSchema } from "../packages/lambda-pack/src/config/build-schema.ts";

/** Writes the JSON schema of the settings; a test holds that it is current. */
await writeFile(
  new URL("../packages/lambda-pack/schema.json", import.meta.url),
  `${JSON.stringify(buildSchema(), null, 2)}\n`,
);
