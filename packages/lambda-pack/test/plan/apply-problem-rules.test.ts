import { problemSeverities } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { mergeProblemRules } from "../../src/config/settings/problem-rules.ts";
import type { ProblemSettings } from "../../src/config/settings/settings.ts";
import { describeFinding } from "../../src/messages/describe-finding.ts";
import { describeProblem } from "../../src/messages/describe-problem.ts";
import { applyProblemRules } from "../../src/plan/apply-problem-rules.ts";
import { sampleFindings } from "../sample-findings.ts";
import { sampleProblems } from "../sample-problems.ts";

const found = [
  describeProblem(sampleProblems["unbuilt-native"]),
  describeProblem(sampleProblems["missing-peer"]),
  describeProblem(sampleProblems["unknown-runtime"]),
  describeFinding(sampleFindings["unresolved-import"]),
];

function apply(problems: ProblemSettings, { shared = false, isCheck = true } = {}) {
  const applied = applyProblemRules(found, {
    rules: mergeProblemRules([{ problems, shared }]),
    target: "database@1.0.0",
    isSought: (kind) => isCheck || Object.hasOwn(problemSeverities, kind),
  });
  const lines = applied.problems.map(
    (each) => `${each.kind} ${each.severity}${"setting" in each ? ` ${each.setting}` : ""}`,
  );
  return { lines, suppressed: applied.suppressed };
}

const plain = ["unbuilt-native warning", "missing-peer warning", "unknown-runtime note", "unresolved-import error"];

test("without rules nothing changes", () => {
  expect(apply({})).toEqual({ lines: plain, suppressed: 0 });
});

test("what is off is counted, and the rest has the severities that are set, findings too", () => {
  const severities = {
    "unbuilt-native": { bcrypt: "off" },
    "missing-peer": "error",
    "unresolved-import": "note",
  } as const;
  expect(apply(severities)).toEqual({
    lines: ["missing-peer error", "unknown-runtime note", "unresolved-import note"],
    suppressed: 1,
  });
});

test("a problem that names no package is the target's", () => {
  expect(apply({ "unknown-runtime": { database: "off" } })).toMatchObject({ suppressed: 1 });
});

describe("an exemption that matches nothing is a note", () => {
  test("of the kind, or of the package", () => {
    expect(apply({ "link-loop": "off", "unbuilt-native": { ladder: "note" } }).lines).toEqual([
      ...plain,
      "unused-problem-setting note link-loop",
      "unused-problem-setting note unbuilt-native:ladder",
    ]);
  });

  test("unless it makes problems more severe, or is what they are anyway", () => {
    expect(
      apply({ "link-loop": "error", "dangling-link": "warning", "unbuilt-native": { ladder: "error" } }).lines,
    ).toEqual(plain);
  });

  test("unless it is for several packages, or for what only a check finds", () => {
    expect(apply({ "link-loop": "off" }, { shared: true }).lines).toEqual(plain);
    expect(apply({ "bad-link": "off" }, { isCheck: false }).lines).toEqual(plain);
    expect(apply({ "bad-link": "off" }).lines).toEqual([...plain, "unused-problem-setting note bad-link"]);
  });

  test("which can be turned off, or made an error", () => {
    expect(apply({ "link-loop": "off", "unused-problem-setting": "off" }).lines).toEqual(plain);
    expect(apply({ "link-loop": "off", "unused-problem-setting": "error" }).lines).toEqual([
      ...plain,
      "unused-problem-setting error link-loop",
    ]);
  });
});
