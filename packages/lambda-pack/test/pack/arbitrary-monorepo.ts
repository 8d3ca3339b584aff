import { link, pkg } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import * as fc from "fast-check";

/** Few, so that versions meet. */
const names = ["ant", "bee", "@zoo/cat", "dog", "emu"] as const;

type Name = (typeof names)[number];

interface Drawn {
  readonly version: number;
  readonly requires: readonly Name[];
  readonly optional: readonly Name[];
  readonly peers: readonly Name[];
  readonly bundles: readonly Name[];
  /** What lies in its node_modules: a package, or a link to one of all packages, by number. */
  readonly nested: Readonly<Partial<Record<Name, Drawn | number>>>;
}

const someNames = fc.subarray([...names], { maxLength: 2 });

function drawn(depth: number): fc.Arbitrary<Drawn> {
  const below: fc.Arbitrary<Drawn["nested"]> =
    depth === 0
      ? fc.constant({})
      : fc.dictionary(
          fc.constantFrom(...names),
          fc.oneof({ weight: 4, arbitrary: drawn(depth - 1) }, { weight: 1, arbitrary: fc.nat(99) }),
          { maxKeys: 3, noNullPrototype: true },
        );
  return fc
    .record({
      version: fc.integer({ min: 1, max: 3 }),
      requires: someNames,
      optional: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someNames }),
      peers: someNames,
      named: fc.subarray([...names]),
      nested: below,
    })
    .map(({ named, nested, ...rest }) => ({
      ...rest,
      nested,
      bundles: named.filter((name) => name in nested),
    }));
}

/**
 * A monorepo whose only package, `app`, requires packages that bundle others: nested ones, optional peers, links inside of bundles
 * and to everywhere. Each name lies in the root's node_modules, so that whatever is required is there.
 */
export const anyMonorepo: fc.Arbitrary<Tree> = fc
  .record({
    requires: fc.subarray([...names], { minLength: 1 }),
    hoisted: fc.tuple(...names.map(() => drawn(2))),
    nested: fc.dictionary(fc.constantFrom(...names), drawn(2), { maxKeys: 2, noNullPrototype: true }),
  })
  .map(({ requires, hoisted, nested }) => {
    const packages = [
      ...names.map((name, index) => [`node_modules/${name}`, name, hoisted[index] as Drawn] as const),
      ...Object.entries(nested).map(
        ([name, each]) => [`packages/app/node_modules/${name}`, name as Name, each] as const,
      ),
    ];
    const dirs = packages.flatMap(([at, , each]) => dirsOf(at, each));
    return {
      "package.json": { name: "zoo", private: true, workspaces: ["packages/*"] },
      "packages/app": pkg("app@1.0.0", { dependencies: anyVersion(requires) }, { "index.js": "" }),
      ...Object.assign({}, ...packages.map(([at, name, each]) => treeOf(at, name, { each, dirs }))),
    };
  });

function dirsOf(at: string, { nested }: Drawn): readonly string[] {
  const below = Object.entries(nested).flatMap(([name, each]) =>
    typeof each === "number" ? [] : dirsOf(`${at}/node_modules/${name}`, each),
  );
  return [at, ...below];
}

interface Writing {
  readonly each: Drawn;
  readonly dirs: readonly string[];
}

function treeOf(at: string, name: string, { each, dirs }: Writing): Tree {
  const { version, requires, optional, peers, bundles, nested } = each;
  const below = Object.entries(nested).map(([key, node]): Tree => {
    const place = `${at}/node_modules/${key}`;
    if (typeof node !== "number") return treeOf(place, key, { each: node, dirs });
    const up = "../".repeat(place.split("/").length - 1);
    return { [place]: link(`${up}${dirs[node % dirs.length] ?? ""}`) };
  });
  const fields = {
    dependencies: anyVersion(requires),
    optionalDependencies: anyVersion(optional.filter((key) => !requires.includes(key))),
    peerDependenciesMeta: Object.fromEntries(peers.map((key) => [key, { optional: true }])),
    bundleDependencies: bundles,
  };
  const files = { "index.js": `// ${name} ${version}\n` };
  return Object.assign({ [at]: pkg(`${name}@${version}.0.0`, fields, files) }, ...below) as Tree;
}

function anyVersion(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, "*"]));
}
