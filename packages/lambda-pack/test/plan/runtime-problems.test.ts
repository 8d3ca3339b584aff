import { expect, test } from "vitest";
import { describeProblem } from "../../src/messages/describe-problem.ts";
import { pack } from "../../src/index.ts";
import { botland } from "../botland.ts";

async function problemsOf(runtime: string) {
  const { problems } = await pack({ cwd: await botland(), target: "database", dryRun: true, runtime });
  return problems.map(({ message, severity }) => `${severity}: ${message}`);
}

test("a deprecated runtime is reported with the dates that AWS announced, whatever the clock says", async () => {
  expect(await problemsOf("nodejs20.x")).toEqual([
    "note: AWS has deprecated the runtime nodejs20.x: support ended on 2026-04-30, creation is blocked from 2026-08-31, updates are blocked from 2026-09-30.",
  ]);
});

test("unknown dates are left out", () => {
  const { message } = describeProblem({ kind: "deprecated-runtime", runtime: "nodejs16.x", since: "2024-06-12" });
  expect(message).toBe("AWS has deprecated the runtime nodejs16.x: support ended on 2024-06-12.");
});

test.each(["nodejs22.x", "nodejs24.x"])("%s is not reported", async (runtime) => {
  expect(await problemsOf(runtime)).toEqual([]);
});

test("a preview is reported with the date that AWS announced it", async () => {
  expect(await problemsOf("nodejs26.x")).toEqual([
    "note: AWS offers the runtime nodejs26.x only as a preview since 2026-07-24: it has no support and may still change.",
  ]);
});

test.each(["nodejs99.x", "nodejs2.x"])("%s, a newer runtime or a typo, is reported", async (runtime) => {
  expect(await problemsOf(runtime)).toEqual([
    expect.stringMatching(`^note: ${runtime} is not a runtime that this version `),
  ]);
});
