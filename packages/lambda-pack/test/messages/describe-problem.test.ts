import { problemSeverities } from "@lambda-pack/model";
import type { Problem } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { describeProblem } from "../../src/messages/describe-problem.ts";
import { sampleProblems } from "../sample-problems.ts";

test("every kind has a message and a hint that a user understands", async () => {
  const texts = Object.values(sampleProblems).map((problem: Problem) => {
    const { kind, severity, message, hint } = describeProblem(problem);
    return `${kind} (${severity})\n  ${message}\n  ${hint}\n`;
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/problems.txt");
});

test.each(Object.values(sampleProblems))("$kind keeps its fields and names its package", (problem: Problem) => {
  const described = describeProblem(problem);
  expect(described).toMatchObject({
    ...problem,
    severity: problemSeverities[problem.kind][0] === "error" ? described.severity : problemSeverities[problem.kind][0],
  });
  expect(problemSeverities[problem.kind]).toContain(described.severity);
  const names = Object.entries(problem).flatMap(([key, name]) =>
    key === "package" || key === "declaredIn" ? String(name) : [],
  );
  expect(names.filter((name) => !described.message.includes(name))).toEqual([]);
});

const secretsLeftOut = (paths: readonly string[]) =>
  describeProblem({ kind: "secret-left-out", package: "database@1.0.0", paths });

test("a long list of paths is cut, and a single one has a text of its own", () => {
  expect(secretsLeftOut([".env", ".npmrc", ".env.a", ".env.b", ".env.c", ".env.d", ".env.e"]).message).toBe(
    ".env, .npmrc, .env.a, .env.b, .env.c and 2 more in database@1.0.0 look like secrets and are left out.",
  );
  expect(secretsLeftOut([".env"])).toMatchObject({
    message: ".env in database@1.0.0 looks like a secret and is left out.",
    hint: "Pack it with --include if the function reads it.",
  });
});

test("a linked node_modules that leads to other packages of the workspace is told as what it is", () => {
  const problem = {
    kind: "outside-workspace",
    package: "shared@1.0.0",
    path: "/home/ada/main",
    link: "node_modules",
  } as const;
  expect(describeProblem({ ...problem, others: ["views@1.0.0"] })).toMatchObject({
    message:
      "node_modules is a link to the node_modules of /home/ada/main, so that shared@1.0.0 and views@1.0.0 are packed from there, not from this workspace.",
    hint: "Remove the link, and install here.",
  });
  expect(describeProblem(problem).message).toContain("so that shared@1.0.0 is packed from there");
});

const mismatch = {
  kind: "range-mismatch",
  package: "ajv-keywords@3.5.2",
  name: "ajv",
  range: "^6.9.1",
  found: "8.12.0",
  declaredIn: "node_modules/ajv-keywords/package.json",
  install: "yarn install",
} as const;

test("a peer out of range is called one, and the hint says who must change", () => {
  const own = describeProblem({ ...mismatch, peerOf: ["packages/fn/package.json"] });
  expect(own.message).toBe(
    "ajv-keywords@3.5.2 requires its peer ajv@^6.9.1 (node_modules/ajv-keywords/package.json), but gets ajv 8.12.0, which is packed.",
  );
  expect(own.hint).toBe(
    "Make packages/fn/package.json depend on ajv@^6.9.1, and run yarn install; if 8.12.0 works, say so with an override of ajv at the root.",
  );
  expect(describeProblem({ ...mismatch, peerOf: [] }).hint).toBe(
    "Override ajv, or what requires ajv-keywords, at the root; if 8.12.0 works, an override says so.",
  );
});

test("a missing peer is to be added where it is used, or by the function that has it itself", () => {
  const { package: id, name, range, declaredIn } = mismatch;
  const missing = { kind: "missing-peer", package: id, name, range, declaredIn } as const;
  expect(describeProblem({ ...missing, usedIn: ["packages/fn/package.json"] }).hint).toBe(
    "Add ajv to the dependencies in packages/fn/package.json, and install.",
  );
  expect(describeProblem({ ...missing, declaredIn: "packages/fn/package.json", ofTarget: true }).hint).toBe(
    "Add ajv to the dependencies in packages/fn/package.json, and install: no other package uses the function and could provide it.",
  );
});
