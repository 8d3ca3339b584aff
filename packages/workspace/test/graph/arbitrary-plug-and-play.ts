import { npath } from "@yarnpkg/fslib";
import pnp from "@yarnpkg/pnp";
import type { PackageInformation, PnpSettings } from "@yarnpkg/pnp";
import * as fc from "fast-check";

/** What everybody asks for. */
export const names = ["a", "b", "@s/c"];

/** Directories that may hold packages, some inside of others. */
const places = [
  "./packages/shared/",
  "./packages/shared/nested/",
  "./.yarn/unplugged/a-1/node_modules/a/",
  "./.yarn/unplugged/b-1/node_modules/b/",
  "../portal/",
  "../portal/inner/",
];

/** For each name the number of an entry, null for a peer that nobody gives, undefined for what is not declared. */
type Dependencies = readonly (number | null | undefined)[];

interface Entry {
  readonly name: string;
  readonly place: string;
  /** A virtual one has a location of its own; at a missing one nothing is installed. */
  readonly kind: "plain" | "virtual" | "linked" | "missing";
  readonly dependencies: Dependencies;
  readonly excluded: boolean;
}

/** What Plug'n'Play's data may say. The first three entries are the packages of the workspace. */
export interface Install {
  readonly entries: readonly Entry[];
  readonly pool: Dependencies;
  readonly fallback: boolean;
  readonly ignored: string | null;
  readonly inlined: boolean;
}

const dependencies: fc.Arbitrary<Dependencies> = fc.tuple(
  ...names.map(() => fc.oneof({ weight: 5, arbitrary: fc.nat(20) }, fc.constant(null), fc.constant(undefined))),
);

const other: fc.Arbitrary<Entry> = fc.record({
  name: fc.constantFrom(...names, ...names, "react-scripts", "gatsby"),
  place: fc.constantFrom(...places),
  kind: fc.constantFrom("plain", "plain", "virtual", "virtual", "linked", "missing"),
  dependencies,
  excluded: fc.boolean(),
});

function importer(name: string, place: string): fc.Arbitrary<Entry> {
  return fc.record({
    name: fc.constant(name),
    place: fc.constant(place),
    kind: fc.constant("plain"),
    dependencies,
    excluded: fc.boolean(),
  });
}

export const install: fc.Arbitrary<Install> = fc.record({
  entries: fc
    .tuple(
      importer("botland", "./"),
      importer("database", "./packages/database/"),
      importer("shared", "./packages/shared/"),
      fc.array(other, { minLength: 1, maxLength: 14, size: "max" }),
    )
    .map(([root, database, shared, others]) => [root, database, shared, ...others]),
  pool: dependencies,
  fallback: fc.boolean(),
  ignored: fc.constantFrom(null, null, "^packages/shared(?:/|$)", "(^(?:\\.yarn/unplugged/a-1/.*)$)"),
  inlined: fc.boolean(),
});

/** The same as Yarn's linker hands it to its generator. */
export function buildSettings({ entries, pool, fallback, ignored }: Install): PnpSettings {
  const registry = new Map<string, Map<string, PackageInformation<ReturnType<typeof npath.toPortablePath>>>>();
  for (const [index, entry] of entries.entries()) {
    const store = registry.get(entry.name) ?? new Map<string, never>();
    registry.set(entry.name, store);
    store.set(referenceOf(index), {
      packageLocation: npath.toPortablePath(locationOf(entry, index)),
      packageDependencies: targets(entries, entry.dependencies),
      packagePeers: new Set(),
      linkType: entry.kind === "linked" ? pnp.LinkType.SOFT : pnp.LinkType.HARD,
      discardFromLookup: entry.kind === "linked",
    });
  }
  return {
    packageRegistry: registry,
    dependencyTreeRoots: entries.slice(0, 3).map(({ name }, index) => ({ name, reference: referenceOf(index) })),
    enableTopLevelFallback: fallback,
    fallbackPool: targets(entries, pool),
    fallbackExclusionList: entries.flatMap(({ name, excluded }, index) =>
      excluded ? [{ name, reference: referenceOf(index) }] : [],
    ),
    ignorePattern: ignored,
    pnpZipBackend: "libzip",
  };
}

/** Where something is installed, relative to the root. */
export function placesOf({ entries }: Install): readonly string[] {
  return entries.filter(({ kind }) => kind !== "missing").map(({ place }) => place);
}

function referenceOf(index: number): string {
  return `npm:${index}.0.0`;
}

/** `__virtual__/<id>/<n>/<rest>` is <rest> below the directory n above .yarn. */
function locationOf({ kind, place }: Entry, index: number): string {
  const [depth, rest] = place.startsWith("../") ? [2, place.slice(3)] : [1, place.slice(2)];
  if (kind === "virtual") return `./.yarn/__virtual__/any-virtual-${index.toString(16)}/${depth}/${rest}`;
  return kind === "missing" ? `./.yarn/unplugged/gone-${index}/node_modules/gone/` : place;
}

/** A reference alone where the names agree, an alias where they do not. */
function targets(entries: readonly Entry[], chosen: Dependencies): PackageInformation<never>["packageDependencies"] {
  const found: PackageInformation<never>["packageDependencies"] = new Map();
  for (const [position, name] of names.entries()) {
    const choice = chosen[position];
    if (choice === undefined) continue;
    const index = (choice ?? 0) % entries.length;
    const ident = entries[index]?.name ?? name;
    const reference = referenceOf(index);
    found.set(name, choice === null ? null : ident === name ? reference : [ident, reference]);
  }
  return found;
}
