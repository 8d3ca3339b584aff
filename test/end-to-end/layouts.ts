import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import type { InstallFixtureOptions } from "@lambda-pack/test-support/installs/install-fixture";

/** One way in which teams install the same monorepo. */
export interface InstallLayout {
  readonly name: string;
  readonly installer: NonNullable<InstallFixtureOptions["installer"]>;
  /** Changes the sources before they are installed. */
  readonly change?: (directory: string) => Promise<void>;
}

/** botland as it stands: two packages want a semver of their own, and Yarn keeps two lodashes. */
export const yarnAsLocked: InstallLayout = { name: "Yarn classic with the lockfile as it is", installer: "yarn" };

/** The nohoist of the old advice, inside of the package: package.json is part of the bundle, so its bytes change too. */
export const nohoistInPackage: InstallLayout = {
  name: "Yarn classic with nohoist in the package",
  installer: "yarn",
  change: (directory) =>
    changeJson(path.join(directory, "packages", "database", "package.json"), { workspaces: { nohoist: ["**"] } }),
};

/** Layouts of which each installs the same version for every dependency, so that the bundle must be the same. */
export const sameVersions: readonly InstallLayout[] = [
  { name: "Yarn classic, hoisted", installer: "yarn", change: mergeLodash },
  {
    name: "Yarn classic with nohoist at the root",
    installer: "yarn",
    change: async (directory) => {
      await mergeLodash(directory);
      const workspaces = { packages: ["packages/*"], nohoist: ["database/**"] };
      await changeJson(path.join(directory, "package.json"), { workspaces });
    },
  },
  { name: "npm workspaces, hoisted", installer: "npm", change: mergeLodash },
  { name: "Lerna's bootstrap", installer: "lerna", change: mergeLodash },
  { name: "Lerna's bootstrap with --hoist", installer: "lerna-hoisted", change: mergeLodash },
];

const botland = path.join(import.meta.dirname, "..", "..", "fixtures", "botland");

/** Installs botland in a layout into an absent directory. A second time, it is copied from a cache. */
export async function installLayout({ installer, change }: InstallLayout, into: string): Promise<void> {
  await installFixture({ fixture: botland, into, installer, ...(change === undefined ? {} : { change }) });
}

/** npm takes one lodash for both ranges; the lockfile is made to say the same. */
async function mergeLodash(directory: string): Promise<void> {
  const file = path.join(directory, "yarn.lock");
  const entries = (await readFile(file, "utf8")).split("\n\n");
  const merged = entries.flatMap((entry) => {
    if (entry.startsWith("lodash@^4.17.21:\n")) return [];
    return [entry.replace(/^lodash@4\.17\.21:$/mu, "lodash@4.17.21, lodash@^4.17.21:")];
  });
  if (merged.length !== entries.length - 1) throw new Error(`${file} has not the two entries of lodash`);
  await writeFile(file, merged.join("\n\n"));
}

async function changeJson(file: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const fields: object = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, `${JSON.stringify({ ...fields, ...changes }, undefined, 2)}\n`);
}
