import { expect, test } from "vitest";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderSummary } from "../../../src/cli/pack/render-summary.ts";
import type { SummaryView } from "../../../src/cli/pack/render-summary.ts";
import type { Report } from "../../../src/report/report.ts";
import { dryReport, sampleReport, tarReport, trimmedReport } from "../../sample-report.ts";

function render(report: Report, view: Partial<SummaryView> = {}): string {
  return renderSummary(report, {
    width: 80,
    colors: plainColors,
    live: false,
    cwd: "/botland",
    verbose: false,
    ...view,
  });
}

test.each([60, 80, 120])("a summary fits into %d columns", async (width) => {
  const text = render(sampleReport, { width, verbose: true });
  expect(text.split("\n").filter((line) => line.length > width)).toEqual([]);
  await expect(text).toMatchFileSnapshot(`snapshots/summary-${width}.txt`);
});

test("in a pipe each fact is one line", async () => {
  await expect(render(sampleReport, { width: Infinity })).toMatchFileSnapshot("snapshots/summary-pipe.txt");
});

test("a dry run says that nothing was written", async () => {
  await expect(render(dryReport)).toMatchFileSnapshot("snapshots/summary-dry-run.txt");
});

test("of a tar it gives no CodeSha256 and no limit of an upload", async () => {
  await expect(render(tarReport, { width: Infinity })).toMatchFileSnapshot("snapshots/summary-tar.txt");
});

test.each([
  ["60", 60],
  ["120", 120],
  ["pipe", Infinity],
])("after a trim, a summary says what went, for %s columns", async (name, width) => {
  const text = render(trimmedReport, { width });
  expect(text.split("\n").filter((line) => line.length > width)).toEqual([]);
  await expect(text).toMatchFileSnapshot(`snapshots/summary-trimmed-${name}.txt`);
});

test("of a trim that left out only files, a summary says nothing of packages", () => {
  const { trim = expect.fail("the sample is trimmed"), ...report } = trimmedReport;
  const text = render({ ...report, trim: { ...trim, files: 1, bytes: 2048, whole: [], leftPackages: [] } });
  expect(text).toContain("  Trimmed     1 file and 2.0 KiB left out\n");
});

test.each([40, 80, Infinity])("what a trim would save stands below the size, for %d columns", (width) => {
  const lines = render({ ...sampleReport, trimmable: 94_476_697 }, { width }).split("\n");
  const at = lines.findIndex((line) => line.startsWith("  Unzipped"));
  const zipped = lines.findIndex((line) => line.startsWith("  Zipped"));
  const below = lines.slice(at + 1, zipped);
  expect(below.map((line) => line.trim()).join(" ")).toMatch(/--trim would leave out 90\.1 MiB$/u);
  expect(below.every((line) => line.startsWith(" ".repeat(14)))).toBe(true);
  expect(below.filter((line) => line.length > width)).toEqual([]);
  expect(render(sampleReport, { width })).not.toContain("--trim");
});

test("colours change no character that is seen", () => {
  const colored = render(sampleReport, { colors: terminalColors(), verbose: true });
  expect(colored).toContain("\u001B[");
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(colored.replace(/\u001B\[\d+m/gu, "")).toBe(render(sampleReport, { verbose: true }));
});

test("outputs elsewhere are shown by their whole path", () => {
  expect(render(sampleReport, { cwd: "/botland/packages/database" })).toContain(
    "Zip         /botland/.lambda-pack/database.zip",
  );
});

test("names cannot write to the terminal", () => {
  const target = { name: "data\u001B[2Jbase", version: "1.0.0\n", path: "packages/database" };
  expect(render({ ...sampleReport, target })).toMatch(/^Packed data\\u001b\[2Jbase 1\.0\.0\\u000a for /u);
});
