import { expect, test } from "vitest";
import type { CheckReport } from "../../../src/bundle/check-report.ts";
import { plainColors, terminalColors } from "../../../src/cli/terminal/colors.ts";
import { renderCheck } from "../../../src/cli/check/render-check.ts";
import type { CheckView } from "../../../src/cli/check/render-check.ts";
import { describeFinding } from "../../../src/messages/describe-finding.ts";
import { sampleFindings } from "../../sample-findings.ts";
import { emptyCheck, sampleCheck } from "../../sample-check.ts";

function render(report: CheckReport, view: Partial<CheckView> = {}): string {
  return renderCheck(report, { width: 80, colors: plainColors, live: false, verbose: false, ...view });
}

test.each([60, 80, 120])("what is found fits into %d columns", async (width) => {
  const text = render(sampleCheck, { width, verbose: true });
  expect(text.split("\n").filter((line) => line.length > width)).toEqual([]);
  await expect(text).toMatchFileSnapshot(`snapshots/check-${width}.txt`);
});

test("in a pipe each sentence is one line, and notes are only counted", async () => {
  await expect(render(sampleCheck, { width: Infinity })).toMatchFileSnapshot("snapshots/check-pipe.txt");
});

test("a zip in which nothing is found", () => {
  expect(render(emptyCheck)).toBe(
    [
      "Checked dist/database.zip, database@1.0.0 for nodejs22.x on arm64: no findings",
      "",
      "  Packages    1",
      "  Files       2",
      "  Unzipped    1000 B, 0.0 % of the 250.0 MiB allowed",
      "  Zipped      50.0 MiB, 100.0 % of the 50.0 MiB allowed",
      "  Handler     not set (--handler); what the main file loads is checked instead",
      "",
    ].join("\n"),
  );
});

test("where there are notes only, nothing but their number is shown", () => {
  const findings = sampleCheck.findings.filter(({ severity }) => severity === "note");
  const text = render({ ...sampleCheck, findings, counts: { errors: 0, warnings: 0, notes: 1 } });
  expect(text).toMatch(/: 1 note\n/u);
  expect(text).toMatch(/\n\n1 note \(shown with --verbose\)\n$/u);
  expect(text).not.toContain("docs/problems");
});

test("colours change no character that is seen", () => {
  const colored = render(sampleCheck, { colors: terminalColors(), verbose: true });
  expect(colored).toContain("\u001B[31m");
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(colored.replace(/\u001B\[\d+m/gu, "")).toBe(render(sampleCheck, { verbose: true }));
});

test("names cannot write to the terminal", () => {
  const [first] = sampleCheck.findings;
  const text = render({
    ...sampleCheck,
    bundle: { ...sampleCheck.bundle, target: "data\u001B[2Jbase@1.0.0" },
    handler: "main\u0007.handler",
    findings: first === undefined ? [] : [{ ...first, message: "\u001B[2J" }],
  });
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(text).not.toMatch(/[\u0007\u001B]/u);
  expect(text).toContain("data\\u001b[2Jbase 1.0.0");
});

/** A file that is missing, of the target. */
function missing(line: number, specifier: string) {
  const { name: _, installed: __, ...file } = sampleFindings["unresolved-import"];
  return describeFinding({ ...file, package: "database@1.0.0", path: "main.js", line, specifier, reason: "no-file" });
}

test("findings that have one hint are shown together, with the hint once", () => {
  const other = describeFinding(sampleFindings["handler-not-exported"]);
  const findings = [missing(1, "./a.js"), other, missing(2, "./b.js"), missing(3, "./c.js")];
  const text = render({ ...sampleCheck, findings }, { width: Infinity });
  const lines = text.split("\n").slice(text.split("\n").indexOf("database@1.0.0"));
  expect(lines.slice(1, 7).map((line) => line.slice(0, 42).trimEnd())).toEqual([
    "  error    main.js:1 of database@1.0.0 imp",
    "  error    main.js:2 of database@1.0.0 imp",
    "  error    main.js:3 of database@1.0.0 imp",
    "           Build the package, and check th",
    "  error    main.js of database@1.0.0 does",
    "           Export the function under that",
  ]);
});

test("several handlers stand below one another", () => {
  const text = render({ ...emptyCheck, handler: "list.run", otherHandlers: ["show.run"] });
  expect(text).toContain("  Handlers    list.run\n              show.run\n");
});
