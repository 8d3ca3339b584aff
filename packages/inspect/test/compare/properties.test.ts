import path from "node:path";
import { byCodeUnit } from "@lambda-pack/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type {
  ArchiveDifference,
  BundleDifference,
  FileDifference,
  PackageDifference,
} from "../../src/compare/bundle-difference.ts";
import { compareBundles } from "../../src/compare/compare-bundles.ts";
import { plannedOf, zipOf } from "./sketched.ts";
import type { BundleSketch, Node } from "./sketched.ts";

const places = [
  "node_modules/ms",
  "node_modules/pg",
  "node_modules/pg/node_modules/ms",
  "node_modules/knex",
  "node_modules/knex/node_modules/ms",
];

const node: fc.Arbitrary<Node> = fc.oneof(
  fc.constantFrom("", "one", "two", "three"),
  fc.record({ content: fc.constantFrom("one", "run"), mode: fc.constantFrom(0o644, 0o755, 0o664, 0o600) }),
  fc.record({ link: fc.constantFrom("../x", "../y") }),
);

const ownFiles = fc.dictionary(fc.constantFrom("index.js", "lib/a.js", "package.json"), node);

const versionAndVariant = fc.tuple(fc.constantFrom("1.0.0", "2.0.0", "10.0.0"), fc.constantFrom("", "#2"));

/** Few names, versions and contents, so that much is alike. All copies of a package have the same files. */
const sketch: fc.Arbitrary<BundleSketch> = fc
  .record({
    target: fc.constantFrom("database@1.0.0", "database@1.1.0", "mailer@1.0.0"),
    chosen: fc.subarray(places),
    ids: fc.array(versionAndVariant, { minLength: places.length, maxLength: places.length }),
    contents: fc.array(ownFiles, { minLength: 7, maxLength: 7 }),
  })
  .map(({ target, chosen, ids, contents }) => {
    const packages = chosen.map((place, index) => {
      const [version = "", variant = ""] = ids[index] ?? [];
      return [place, `${place.slice(place.lastIndexOf("/") + 1)}@${version}${variant}`] as const;
    });
    const all = [["", target] as const, ...packages];
    const names = [...new Set(all.map(([, each]) => each))].toSorted(byCodeUnit);
    const files = all.flatMap(([place, each]) =>
      Object.entries(contents[names.indexOf(each)] ?? {}).map(([file, one]) => [path.join(place, file), one] as const),
    );
    return { packages: Object.fromEntries(all), files: Object.fromEntries(files) };
  });

test("a bundle does not differ from itself, planned or zipped", async () => {
  await fc.assert(
    fc.asyncProperty(sketch, async (one) => {
      for (const other of [zipOf(one), plannedOf(one)]) {
        expect(await compareBundles(zipOf(one), other)).toMatchObject({
          equal: true,
          packages: [],
          files: [],
          archive: [],
        });
      }
    }),
  );
});

test("the other way round it is the same difference, mirrored", async () => {
  await fc.assert(
    fc.asyncProperty(sketch, sketch, async (a, b) => {
      expect(mirrored(await compareBundles(zipOf(a), zipOf(b)))).toEqual(
        sortedPackages(await compareBundles(zipOf(b), zipOf(a))),
      );
    }),
    { numRuns: 500 },
  );
});

test("the changes of the files make the one bundle of the other", async () => {
  await fc.assert(
    fc.asyncProperty(sketch, sketch, async (a, b) => {
      const { files } = await compareBundles(zipOf(a), plannedOf(b));
      expect(asSeen(applied(a.files, b.files, files))).toEqual(asSeen(b.files));
    }),
    { numRuns: 500 },
  );
});

test("the changes of the packages explain all bytes, and every file that differs", async () => {
  await fc.assert(
    fc.asyncProperty(sketch, sketch, async (a, b) => {
      const before = zipOf(a);
      const after = zipOf(b);
      const { packages, files, equal } = await compareBundles(before, after);
      if (equal) return;
      const grown = packages.reduce((sum, one) => sum + sizeAfter(one) - sizeBefore(one), 0);
      expect(grown).toBe(after.bundle.bytes - before.bundle.bytes);
      const listed = new Set(packages.flatMap((one) => idsOf(one)));
      for (const file of files) expect(idsOfFile(file).some((id) => listed.has(id))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function mirrored({ a, b, packages, files, archive, ...difference }: BundleDifference): BundleDifference {
  return sortedPackages({
    ...difference,
    a: b,
    b: a,
    packages: packages.map(mirroredOne).map(mirroredCounts),
    files: files.map(mirroredOne),
    archive: archive.map(({ example, ...one }) =>
      example === undefined ? one : { ...one, example: swapped(example) },
    ),
  });
}

type Example = Required<ArchiveDifference>["example"];

function swapped({ path: at, before, after }: Example): Example {
  return { path: at, before: after, after: before };
}

/** What is added is ordered by the version after, so that the order of the mirrored list may differ. */
function sortedPackages({ packages, ...difference }: BundleDifference): BundleDifference {
  return { ...difference, packages: packages.toSorted((one, other) => byCodeUnit(idsText(one), idsText(other))) };
}

function idsText(one: PackageDifference): string {
  return JSON.stringify(one, ["kind", "before", "after", "id"]);
}

function mirroredOne<Difference extends PackageDifference | FileDifference>(one: Difference): Difference {
  const { before, after, ...rest } = { before: undefined, after: undefined, ...one };
  const kind = { added: "removed", removed: "added", changed: "changed" }[one.kind];
  const sides = {
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  };
  return { ...rest, ...sides, kind } as unknown as Difference;
}

function mirroredCounts(one: PackageDifference): PackageDifference {
  if (one.kind !== "changed" || one.files === undefined) return one;
  const { added, removed, changed } = one.files;
  return { ...one, files: { added: removed, removed: added, changed } };
}

/** Takes from the second bundle what the differences name, and nothing else. */
function applied(
  a: BundleSketch["files"],
  b: BundleSketch["files"],
  differences: readonly FileDifference[],
): Record<string, Node | undefined> {
  const files: Record<string, Node | undefined> = { ...a };
  for (const { kind, path: at } of differences) {
    if (kind === "removed") delete files[at];
    else files[at] = b[at];
  }
  return files;
}

/** As a function sees files: what others may do is all there is of a mode. */
function asSeen(files: Readonly<Record<string, Node | undefined>>): unknown {
  const seen = Object.entries(files).map(([at, one]) => {
    if (one === undefined) throw new Error(`${at} has no content`);
    if (typeof one === "string") return [at, { content: one, mode: 4 }] as const;
    return [at, "link" in one ? one : { content: one.content, mode: one.mode & 5 }] as const;
  });
  return Object.fromEntries(seen);
}

function sizeBefore(one: PackageDifference): number {
  return one.kind === "added" ? 0 : one.before.bytes;
}

function sizeAfter(one: PackageDifference): number {
  return one.kind === "removed" ? 0 : one.after.bytes;
}

function idsOf(one: PackageDifference): readonly string[] {
  return [...(one.kind === "added" ? [] : [one.before.id]), ...(one.kind === "removed" ? [] : [one.after.id])];
}

function idsOfFile(one: FileDifference): readonly string[] {
  return [
    ...(one.kind === "added" ? [] : [one.before.package]),
    ...(one.kind === "removed" ? [] : [one.after.package]),
  ];
}
