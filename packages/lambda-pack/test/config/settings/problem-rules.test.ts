import { describe, expect, test } from "vitest";
import { findProblemRule, mergeProblemRules } from "../../../src/config/settings/problem-rules.ts";
import type { ProblemSettings } from "../../../src/config/settings/settings.ts";

/** `kind:package=severity` of each rule that several places make, the first one for all packages. */
function merged(...places: readonly ProblemSettings[]): readonly string[] {
  const rules = mergeProblemRules(places.map((problems, index) => ({ problems, shared: index === 0 })));
  return rules.map((rule) => `${rule.kind}:${rule.package}=${rule.severity}${rule.shared ? " (shared)" : ""}`);
}

describe("places are merged kind by kind", () => {
  test("other kinds stay", () => {
    expect(merged({ "missing-peer": "off" }, { "range-mismatch": "note" })).toEqual([
      "missing-peer:*=off (shared)",
      "range-mismatch:*=note",
    ]);
  });

  test.each<[string, ProblemSettings]>([
    ["alone", { "unbuilt-native": "error" }],
    ["under *", { "unbuilt-native": { "*": "error" } }],
  ])("a severity for all packages, %s, replaces all of the kind", (_, stronger) => {
    expect(merged({ "unbuilt-native": { bcrypt: "off", "*": "note" } }, stronger)).toEqual(["unbuilt-native:*=error"]);
  });

  test("one for a package is added, and replaces the same package's", () => {
    const weaker: ProblemSettings = { "unbuilt-native": { bcrypt: "off", sharp: "off" } };
    expect(merged(weaker, { "unbuilt-native": { sharp: "note" } })).toEqual([
      "unbuilt-native:bcrypt=off (shared)",
      "unbuilt-native:sharp=note",
    ]);
    expect(merged({ "unbuilt-native": "error" }, { "unbuilt-native": { sharp: "off" } })).toEqual([
      "unbuilt-native:*=error (shared)",
      "unbuilt-native:sharp=off",
    ]);
  });

  test("of three places the strongest decides", () => {
    expect(merged({ "missing-peer": "off" }, { "missing-peer": { a: "note" } }, { "missing-peer": "warning" })).toEqual(
      ["missing-peer:*=warning"],
    );
  });
});

describe("the most exact rule decides", () => {
  const rules = mergeProblemRules([
    {
      problems: { "unbuilt-native": { "*": "error", bcrypt: "off", "bcrypt@^4": "note", "@img/sharp": "warning" } },
      shared: false,
    },
  ]);

  test.each([
    ["bcrypt@4.0.1", "note"],
    ["bcrypt@5.1.1", "off"],
    ["@img/sharp@0.33.0", "warning"],
    ["sharp@0.33.0", "error"],
    ["no-version", "error"],
  ])("for %s: %s", (id, severity) => {
    expect(findProblemRule(rules, "unbuilt-native", id)?.severity).toBe(severity);
  });

  test("another kind has none", () => {
    expect(findProblemRule(rules, "missing-peer", "bcrypt@4.0.1")).toBeUndefined();
  });
});
