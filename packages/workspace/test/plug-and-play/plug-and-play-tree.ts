import { json, tree } from "@lambda-pack/test-support/disk/tree";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";

type Target = string | null | readonly [string, string];

export interface Entry {
  readonly at: string;
  readonly needs?: Readonly<Record<string, Target>>;
  readonly linked?: true;
}

/** `{ "ms@npm:2.1.3": { at, needs } }` as Plug'n'Play's data, with an entry for the root. */
export function dataOf(entries: Readonly<Record<string, Entry>>, fields: object = {}): string {
  const registry = Object.entries(entries).map(([locator, { at, needs = {}, linked }]) => {
    const end = locator.indexOf("@", 1);
    const info = {
      packageLocation: at,
      packageDependencies: Object.entries(needs),
      linkType: "HARD",
      ...(linked === undefined ? {} : { discardFromLookup: true }),
    };
    return [locator.slice(0, end), [[locator.slice(end + 1), info]]];
  });
  const root = { packageLocation: "./", packageDependencies: [], linkType: "SOFT" };
  return json({ packageRegistryData: [["botland", [["workspace:.", root]]], ...registry], ...fields });
}

/** The locator of the package that most tests read. */
export const database = "database@workspace:packages/database";

/** A monorepo with this data below root/, and these files, which may lie outside of it. Gives the directory around it. */
export function plugAndPlayTree(entries: Readonly<Record<string, Entry>>, files: Tree, fields: object = {}): string {
  return tree({
    "root/package.json": json({ name: "botland", workspaces: ["packages/*"] }),
    "root/.pnp.cjs": "const pnpDataFilepath = '.pnp.data.json';\n",
    "root/.pnp.data.json": dataOf(entries, fields),
    ...files,
  });
}

/** A manifest that needs any version of these. */
export function dependencies(...names: readonly string[]): Fields {
  return { dependencies: Object.fromEntries(names.map((name) => [name, "*"])) };
}
