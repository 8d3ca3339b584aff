import type { BundleDifference, FileDifference, PackageDifference } from "@lambda-pack/inspect";
import { describe, expect, test } from "vitest";
import { isPartial, partialText, shownPackages } from "../../../src/cli/diff/partial-packages.ts";
import { renderDiff } from "../../../src/cli/diff/render-diff.ts";
import { renderDiffMarkdown } from "../../../src/cli/diff/render-diff-markdown.ts";
import { plainColors } from "../../../src/cli/terminal/colors.ts";
import { compared, file, sampleDifference } from "../../sample-difference.ts";

type Changed = Extract<PackageDifference, { readonly kind: "changed" }>;

/** A package that has lost so many of its files. */
function thinned(index: number, removed: number): Changed {
  const id = `pkg-${index}@1.0.0`;
  const before = { ...compared(id, [`node_modules/pkg-${index}`], removed * 1024 + 10), files: removed + 2 };
  const after = { ...before, bytes: 10, files: 2 };
  return { kind: "changed", before, after, changes: ["content"], files: { added: 0, removed, changed: 0 } };
}

function removedFiles({ before, files }: Changed): readonly FileDifference[] {
  return Array.from({ length: files?.removed ?? 0 }, (_, index) => ({
    kind: "removed",
    path: `node_modules/${before.name}/lib/${index}.js`,
    before: file(before.id, 1024),
  }));
}

function differenceOf(packages: readonly Changed[]): BundleDifference {
  return { ...sampleDifference, packages, files: packages.flatMap(removedFiles), archive: [] };
}

/** 250 packages of a hundred files each. */
const large = differenceOf(Array.from({ length: 250 }, (_, index) => thinned(index, 100 + (index % 7))));

const view = { width: 100, colors: plainColors, live: false, files: false };

describe("25,000 removed files", () => {
  test("are a screen of packages: those that lose most, and the rest in a sum", () => {
    const lines = renderDiff(large, view).split("\n");
    expect(large.files.length).toBeGreaterThan(25_000);
    expect(lines.length).toBeLessThan(40);
    expect(lines.filter((line) => line.startsWith("  ~ "))).toHaveLength(20);
    expect(lines).toContain("  ~ pkg-6    1.0.0  -106.0 KiB  106 of 108 files removed");
    expect(lines.find((line) => line.includes("more packages"))).toMatch(
      /^ {2}230 more packages with files removed, -\d+\.\d MiB \(shown with --files\)$/u,
    );
    expect(lines.slice(-3)).toEqual([
      "Files: 25,745 removed",
      "  25,745 files of these packages (shown with --files)",
      "",
    ]);
  });

  test("are all there with --files", () => {
    const text = renderDiff(large, { ...view, files: true });
    expect(text.split("\n").filter((line) => line.startsWith("  - "))).toHaveLength(large.files.length);
    expect(text).not.toContain("more package");
  });

  test("fit into a narrow terminal, and into a comment", () => {
    const lines = renderDiff(large, { ...view, width: 40 }).split("\n");
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(lines).toContain("      106 of 108 files removed");
    const markdown = renderDiffMarkdown(large, { files: false });
    expect(markdown.length).toBeLessThan(5000);
    expect(markdown).toContain("| `pkg-6` | 1.0.0, 106 of 108 files removed | -106.0 KiB |");
    expect(markdown).toContain("230 more packages (shown by `lambda-pack diff --files`).");
  });
});

test("a few removed files are listed by themselves", () => {
  const text = renderDiff(differenceOf([thinned(1, 3)]), view);
  expect(text).toContain("  ~ pkg-1  1.0.0  -3.0 KiB  3 of 5 files removed\n");
  expect(text).toContain("  - node_modules/pkg-1/lib/0.js  1.0 KiB\n");
});

test("the other way round, files are added", () => {
  const { before, after } = thinned(1, 3);
  const grown: Changed = {
    kind: "changed",
    before: after,
    after: before,
    changes: ["content"],
    files: { added: 3, removed: 0, changed: 0 },
  };
  expect(partialText(grown, sampleDifference)).toBe("3 of 5 files added");
});

test.each<[string, Partial<Changed>]>([
  ["a file of it has changed", { files: { added: 0, removed: 9, changed: 1 } }],
  ["files were added and removed", { files: { added: 1, removed: 9, changed: 0 } }],
  ["it has moved", { changes: ["place", "content"] }],
  ["it is another version", { changes: ["version"] }],
  ["it is what is packed", { before: { ...thinned(1, 9).before, id: sampleDifference.a.target } }],
])("a package is not partial where %s", (_what, changes) => {
  const one: Changed = { ...thinned(1, 9), ...changes };
  expect(isPartial(one, sampleDifference)).toBe(false);
  expect(partialText(one, sampleDifference)).toBeUndefined();
});

test("packages that differ otherwise are always shown", () => {
  const other: Changed = { ...thinned(1, 9), files: { added: 0, removed: 9, changed: 1 } };
  const packages = [other, ...Array.from({ length: 30 }, (_, index) => thinned(index + 2, 50))];
  const { shown, more } = shownPackages(differenceOf(packages), false);
  expect([shown[0], shown.length, more]).toEqual([other, 21, 10]);
});
