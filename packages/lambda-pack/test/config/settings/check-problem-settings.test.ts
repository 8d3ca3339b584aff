import { findingSeverities, problemSeverities } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { checkProblemSettings, problemKinds } from "../../../src/config/settings/check-problem-settings.ts";

test("kinds of problems and findings are one set of names", () => {
  expect(new Set(problemKinds).size).toBe(problemKinds.length);
  expect(problemKinds).toEqual(
    expect.arrayContaining([...Object.keys(problemSeverities), ...Object.keys(findingSeverities)]),
  );
});

test.each([
  [{}],
  [{ "missing-peer": "off", "unresolved-import": "note" }],
  [{ "unbuilt-native": { bcrypt: "off", "@img/sharp@^0.33": "warning", "*": "error" } }],
])("%j is right", (value) => {
  expect(checkProblemSettings("problems", value)).toBeUndefined();
});

test.each([
  [["off"], 'problems must be an object of severities by kind, not ["off"]'],
  [{ "missing-per": "off" }, "problems names missing-per, which is not a kind of problem (did you mean missing-peer?)"],
  [
    { "missing-peer": "info" },
    'problems of missing-peer must be off, note, warning or error, or an object of these by package, not "info"',
  ],
  [{ "missing-peer": { pg: 1 } }, "problems of missing-peer in pg must be off, note, warning or error, not 1"],
  [
    { "missing-peer": { "pg@x.y.z.w": "off" } },
    'problems of missing-peer must be by package name, name@range, or *, not "pg@x.y.z.w"',
  ],
  ["missing-peer", 'problems must be kind=severity or kind:package=severity, not "missing-peer"'],
])("%j is a fault", (value, fault) => {
  expect(checkProblemSettings("problems", value)).toBe(fault);
});
