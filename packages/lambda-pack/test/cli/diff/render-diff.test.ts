import type { BundleDifference } from "@lambda-pack/inspect";
import { expect, test } from "vitest";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderDiff } from "../../../src/cli/diff/render-diff.ts";
import type { DiffView } from "../../../src/cli/diff/render-diff.ts";
import { file, sameFiles, sampleDifference } from "../../sample-difference.ts";

/** One that was removed, and one that has moved. */
const explained = sampleDifference.files.slice(-2);

function render(difference: BundleDifference, view: Partial<DiffView> = {}): string {
  return renderDiff(difference, { width: 80, colors: plainColors, live: false, files: false, ...view });
}

test.each([40, 60, 80])("a difference fits into %d columns, but for words that are longer", async (width) => {
  const text = render(sampleDifference, { width });
  const long = text.split("\n").filter((line) => line.length > width);
  expect(long.filter((line) => !/^ +(?:[-+~] )?\S+$/u.test(line))).toEqual([]);
  await expect(text).toMatchFileSnapshot(`snapshots/diff-${width}.txt`);
});

test("in a pipe every fact is one line, and --files lists every file", async () => {
  await expect(render(sampleDifference, { width: Infinity, files: true })).toMatchFileSnapshot(
    "snapshots/diff-pipe.txt",
  );
});

test.each([60, 80])("of zips with the same files it says in %d columns why they are other bytes", async (width) => {
  await expect(render(sameFiles, { width })).toMatchFileSnapshot(`snapshots/diff-bytes-${width}.txt`);
});

test("it distinguishes the same bytes from the same files", () => {
  const equal = { ...sameFiles, archive: [] };
  expect(render({ ...equal, identical: true })).toBe("deployed.zip and build/database.zip are the same bytes.\n");
  expect(render(equal)).toBe("deployed.zip and build/database.zip have the same files.\n");
});

test("bytes that no list shows are reported as such", () => {
  const text = render({ ...sameFiles, archive: [{ kind: "other-bytes", entries: 0 }] });
  expect(text).toContain("  Other bytes  none that the list of entries shows\n");
});

test("files that the packages explain are counted, and the first twenty of others shown", () => {
  const files = Array.from({ length: 30 }, (_, index) => ({
    kind: "added" as const,
    path: `src/${String(index).padStart(2, "0")}/index.js`,
    after: file("@botland/database@1.1.0", 1),
  }));
  const lines = render({ ...sampleDifference, files: [...files, ...explained] }).split("\n");
  expect(lines.filter((line) => line.startsWith("  + src/"))).toHaveLength(20);
  expect(lines.at(-2)).toBe("  12 more files (shown with --files)");
});

test("where the packages explain every file it says so", () => {
  const text = render({ ...sampleDifference, files: explained });
  expect(text).toMatch(/\nFiles: 1 added, 1 removed\n {2}2 files of these packages \(shown with --files\)\n$/u);
});

test("another package in the place of the packed one is listed by both names", () => {
  const [first] = sampleDifference.packages;
  if (first?.kind !== "changed") throw new Error("The first of the sample is the target");
  const after = { ...first.after, name: "@botland/mailer", version: "" };
  const text = render({ ...sampleDifference, packages: [{ ...first, after, changes: ["name", "version"] }] });
  expect(text).toContain("  ~ @botland/database -> @botland/mailer  1.0.0 -> no version  +1.1 KiB\n");
});

test("colours change no character that is seen", () => {
  const colored = render(sampleDifference, { colors: terminalColors() });
  expect(colored).toContain("\u001B[");
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(colored.replace(/\u001B\[\d+m/gu, "")).toBe(render(sampleDifference));
});

test("names cannot write to the terminal", () => {
  const nasty = "a\u001B[2Jb\n";
  const text = render(
    {
      ...sampleDifference,
      a: { ...sampleDifference.a, label: nasty },
      packages: [
        { kind: "added", after: { id: "x", name: nasty, version: nasty, paths: [], links: [], files: 1, bytes: 1 } },
      ],
      files: [
        { kind: "added", path: nasty, after: { kind: "link", package: "y", target: nasty } },
        { kind: "removed", path: `${nasty}2`, before: file("y", 1) },
      ],
    },
    { files: true },
  );
  expect(text).not.toContain("\u001B");
  expect(text.match(/a\\u001b\[2Jb\\u000a/gu)).toHaveLength(6);
  expect(render({ ...sameFiles, b: { ...sameFiles.b, label: nasty } })).not.toContain("\u001B");
});
