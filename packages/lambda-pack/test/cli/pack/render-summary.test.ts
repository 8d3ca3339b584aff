import { expect, test } from "vitest";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderSummary } from "../../../src/cli/pack/render-summary.ts";
import type { SummaryView } from "../../../src/cli/pack/render-summary.ts";
import type { Report } from "../../../src/report/report.ts";
import { dryReport, sampleReport, tarReport } from "../../sample-report.ts";

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
