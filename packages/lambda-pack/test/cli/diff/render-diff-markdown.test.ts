import type { BundleDifference } from "@lambda-pack/inspect";
import { expect, test } from "vitest";
import { renderDiffMarkdown } from "../../../src/cli/diff/render-diff-markdown.ts";
import { compared, file, sameFiles, sampleDifference } from "../../sample-difference.ts";

test("a difference is a headline, a table of packages, and files that unfold", async () => {
  await expect(renderDiffMarkdown(sampleDifference, { files: false })).toMatchFileSnapshot("snapshots/diff.md");
});

test("with --files every file is listed", async () => {
  await expect(renderDiffMarkdown(sampleDifference, { files: true })).toMatchFileSnapshot("snapshots/diff-files.md");
});

test("equal bundles are a headline, and other bytes a list", async () => {
  await expect(renderDiffMarkdown(sameFiles, { files: false })).toMatchFileSnapshot("snapshots/diff-bytes.md");
  const equal = { ...sameFiles, archive: [] };
  expect(renderDiffMarkdown(equal, { files: false })).toBe(
    "### `deployed.zip` and `build/database.zip` have the same files\n",
  );
  expect(renderDiffMarkdown({ ...equal, identical: true }, { files: false })).toBe(
    "### `deployed.zip` and `build/database.zip` are the same bytes\n",
  );
});

test.each([true, false])("it has room in a comment on GitHub, whatever differs (every file: %s)", (files) => {
  const { text, packages, paths } = huge();
  const markdown = renderDiffMarkdown(text, { files });
  expect(markdown.length).toBeGreaterThan(40_000);
  expect(markdown.length).toBeLessThan(62_000);
  const shown = markdown.split("\n").filter((line) => line.startsWith("| `package-"));
  const rest = packages - shown.length;
  expect(markdown).toContain(`\n${rest.toLocaleString("en-US")} more packages (shown by \`lambda-pack diff\`).\n`);
  const listed = markdown.split("\n").filter((line) => line.startsWith("| `src/")).length;
  expect(markdown).toContain(`\n<details><summary>${listed.toLocaleString("en-US")} files</summary>\n`);
  const unlisted = (paths - listed).toLocaleString("en-US");
  expect(markdown).toContain(`\n${unlisted} more files (shown by \`lambda-pack diff --files\`).\n`);
});

test("names cannot break out of their cells", () => {
  const names = ["a|b", "`a`", "<img src=x>", "a\\|b", "a\nb", "@octocat", "![x](http://x)", "<!--"];
  const difference: BundleDifference = {
    ...sampleDifference,
    packages: names.map((name) => ({ kind: "added", after: { ...compared(`${name}@1.0.0`, [], 1), version: name } })),
    files: names.map((path) => ({ kind: "added", path, after: { kind: "link", package: "x@1.0.0", target: path } })),
  };
  const markdown = renderDiffMarkdown(difference, { files: true });
  expect(markdown.split("\n").filter((line) => line.startsWith("| ") && line.includes("added"))).toEqual([
    "| <code>a&#124;b</code> | added <code>a&#124;b</code> | +1 B |",
    "| <code>&#96;a&#96;</code> | added <code>&#96;a&#96;</code> | +1 B |",
    "| `<img src=x>` | added `<img src=x>` | +1 B |",
    "| <code>a&#92;&#124;b</code> | added <code>a&#92;&#124;b</code> | +1 B |",
    "| <code>a&#92;u000ab</code> | added <code>a&#92;u000ab</code> | +1 B |",
    "| `@octocat` | added `@octocat` | +1 B |",
    "| `![x](http://x)` | added `![x](http://x)` | +1 B |",
    "| `<!--` | added `<!--` | +1 B |",
    "| <code>a&#124;b</code> | added, link to <code>a&#124;b</code> |",
    "| <code>&#96;a&#96;</code> | added, link to <code>&#96;a&#96;</code> |",
    "| `<img src=x>` | added, link to `<img src=x>` |",
    "| <code>a&#92;&#124;b</code> | added, link to <code>a&#92;&#124;b</code> |",
    "| <code>a&#92;u000ab</code> | added, link to <code>a&#92;u000ab</code> |",
    "| `@octocat` | added, link to `@octocat` |",
    "| `![x](http://x)` | added, link to `![x](http://x)` |",
    "| `<!--` | added, link to `<!--` |",
  ]);
});

function huge(): { readonly text: BundleDifference; readonly packages: number; readonly paths: number } {
  const packages = Array.from({ length: 2000 }, (_, index) => ({
    kind: "added" as const,
    after: compared(`package-${index}@1.0.0`, [`node_modules/package-${index}`], index),
  }));
  const files = Array.from({ length: 5000 }, (_, index) => ({
    kind: "added" as const,
    path: `src/${index}/index.js`,
    after: file("@botland/database@1.1.0", index),
  }));
  return { text: { ...sampleDifference, packages, files }, packages: packages.length, paths: files.length };
}
