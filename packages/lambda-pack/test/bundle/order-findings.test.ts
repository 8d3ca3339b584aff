import type { Bundle, BundlePackage, BundlePath, Finding, InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import type { CheckFinding } from "../../src/bundle/check-report.ts";
import { describeFinding } from "../../src/messages/describe-finding.ts";
import { describeProblem } from "../../src/messages/describe-problem.ts";
import { orderFindings } from "../../src/bundle/order-findings.ts";

function onePackage(name: string, importer: boolean, version = "1.0.0"): BundlePackage {
  const id = `${name}@${version}` as InstanceId;
  return { id, name, version, importer, paths: [], files: 0, bytes: 0, edges: [], installedIn: [] };
}

function bundleOf(target: BundlePackage, ...others: readonly BundlePackage[]): Bundle {
  return {
    origin: "workspace",
    label: "telescope",
    root: "" as BundlePath,
    target: target.id,
    packages: new Map([target, ...others].map((one) => [one.id, one])),
    places: new Map(),
    entries: [],
    bytes: 0,
  };
}

const bundle = bundleOf(
  onePackage("telescope", true),
  onePackage("@sky/charts", true),
  onePackage("lens", false),
  onePackage("atlas", false),
);

function syntaxError(label: string, severity: Finding["severity"], at = "main.js:1"): CheckFinding {
  const [path = "", line] = at.split(":");
  const place = { package: label, path, line: Number(line) };
  return describeFinding({ kind: "syntax-error", severity, ...place, reason: "unexpected" });
}

function order(...findings: readonly CheckFinding[]): readonly string[] {
  return orderFindings(bundle, findings).map((one) => {
    const place = "line" in one ? `:${one.line}` : "";
    return `${"package" in one ? one.package : "-"} ${one.severity} ${"path" in one ? one.path : ""}${place}`.trim();
  });
}

test("the target's come first, then the workspace's, then those of others, the gravest first", () => {
  expect(
    order(
      syntaxError("atlas@1.0.0", "warning"),
      syntaxError("lens@1.0.0", "error"),
      syntaxError("@sky/charts@1.0.0", "note"),
      syntaxError("telescope@1.0.0", "note"),
    ),
  ).toEqual([
    "telescope@1.0.0 note main.js:1",
    "@sky/charts@1.0.0 note main.js:1",
    "lens@1.0.0 error main.js:1",
    "atlas@1.0.0 warning main.js:1",
  ]);
});

test("those of one package stay together, and are ordered by severity, path and line", () => {
  expect(
    order(
      syntaxError("lens@1.0.0", "note", "a.js:1"),
      syntaxError("atlas@1.0.0", "error"),
      syntaxError("lens@1.0.0", "error", "b.js:10"),
      syntaxError("lens@1.0.0", "error", "b.js:9"),
      syntaxError("lens@1.0.0", "error", "a.js:11"),
    ),
  ).toEqual([
    "atlas@1.0.0 error main.js:1",
    "lens@1.0.0 error a.js:11",
    "lens@1.0.0 error b.js:9",
    "lens@1.0.0 error b.js:10",
    "lens@1.0.0 note a.js:1",
  ]);
});

test("what is about the bundle as a whole is among those of the target", () => {
  const runtime = describeProblem({ kind: "unknown-runtime", runtime: "nodejs99.x" });
  expect(order(syntaxError("lens@1.0.0", "error"), runtime, syntaxError("telescope@1.0.0", "warning"))).toEqual([
    "telescope@1.0.0 warning main.js:1",
    "- note",
    "lens@1.0.0 error main.js:1",
  ]);
});

test("the order in which they were found does not matter", () => {
  const found = [
    syntaxError("lens@1.0.0", "error", "a.js:1"),
    syntaxError("lens@1.0.0", "error", "a.js:2"),
    syntaxError("telescope@1.0.0", "note"),
    describeFinding({ kind: "not-executable", severity: "warning", package: "lens@1.0.0", paths: ["bin/grind"] }),
  ];
  expect(order(...found.toReversed())).toEqual(order(...found));
});
