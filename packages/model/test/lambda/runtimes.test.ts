import { expect, test } from "vitest";
import { lambdaRuntimes } from "../../src/lambda/runtimes.ts";
import type { LambdaRuntime } from "../../src/lambda/runtimes.ts";

/** The day of which the table tells. */
const AS_OF = "2026-11-30";

test("runtimes are ordered, and newer ones have newer Node.js", () => {
  for (const column of ["major", "moduleVersion"] as const) {
    const values = lambdaRuntimes.map((runtime) => runtime[column]);
    expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
  }
});

test.each(lambdaRuntimes)(
  "the dates of Node.js $major are days in order, and its phase is that of the table's day",
  ({ support }) => {
    const dates = datesOf(support);
    for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
    expect(dates).toEqual(dates.toSorted());
    expect(support.phase).toBe(phaseAt(support));
  },
);

/** A preview has no end yet, and has begun. */
function phaseAt(support: LambdaRuntime["support"]): string | undefined {
  if (support.phase === "preview") return support.since <= AS_OF ? "preview" : undefined;
  return support.end <= AS_OF ? "deprecated" : "current";
}

function datesOf(support: LambdaRuntime["support"]): readonly string[] {
  if (support.phase === "preview") return [support.since];
  return [support.end, support.createBlocked, support.updateBlocked].filter((date) => date !== undefined);
}

test("the Node.js that runs here has the module version of its row", () => {
  const { node, modules } = process.versions;
  const row = lambdaRuntimes.find(({ major }) => node.startsWith(`${major}.`));
  expect(row?.moduleVersion ?? Number(modules)).toBe(Number(modules));
});
