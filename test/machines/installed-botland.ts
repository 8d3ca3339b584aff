import path from "node:path";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { readJson, writeJson } from "fs-extra/esm";

/** Installs a copy of the fixture botland, in which `--all` packs the database. */
export async function installBotland(into: string): Promise<void> {
  await installFixture({ fixture: path.join(repository, "fixtures", "botland"), into });
  const manifest = path.join(into, "packages", "database", "package.json");
  const fields: object = await readJson(manifest);
  await writeJson(manifest, { ...fields, lambdaPack: { handler: "main.lambdaHandler" } });
}
