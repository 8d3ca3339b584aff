import { isPackError } from "@lambda-pack/model";
import type { Graph, PackError } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { assertInstalled } from "../../src/select/assert-installed.ts";
import type { SelectOptions } from "../../src/select/select-options.ts";
import { excluding, graphOf, linuxOptions } from "../graph-of.ts";

function errorOf(graph: Graph, options: SelectOptions = linuxOptions): PackError | undefined {
  try {
    assertInstalled(graph, { required: new Set(graph.packages.keys()), options });
    return undefined;
  } catch (error) {
    if (isPackError(error)) return error;
    throw error;
  }
}

test("nothing is thrown when all that is required is there", () => {
  const lists = { "app@0": ["ant@1", "optional missing bee", "peer missing cat", "optional-peer missing dog"] };
  expect(errorOf(graphOf(lists))).toBe(undefined);
});

test("one missing dependency: the message names it, who needs it and what installs it", () => {
  const error = errorOf(graphOf({ "shared@1": ["missing semver"] }));
  expect(error).toMatchObject({
    code: "DEPENDENCY_NOT_INSTALLED",
    message: "semver@^1.0.0, required by shared/package.json, is not installed.",
    hint: "Run 'yarn install' at the workspace root.",
    details: { missing: [{ name: "semver", range: "^1.0.0", declaredIn: "shared/package.json" }] },
  });
});

test("a name that no registry has: no install would help, and the hint says what would", () => {
  const error = errorOf(graphOf({ "app@0": ["missing $comment"] }));
  expect(error?.message).toBe("$comment@^1.0.0, required by app/package.json, is not installed.");
  expect(error?.hint).toBe(
    'No registry has a package named "$comment": correct the name in app/package.json; a comment needs the key "//".',
  );
});

test("beside the root an install may not help, since Node.js finds nothing of the root's there", () => {
  const beside = { "app@0 > ant": { declaredIn: "../apps/app/package.json" } };
  expect(errorOf(graphOf({ "app@0": ["missing ant"] }, { edges: beside }))?.hint).toBe(
    "Run 'yarn install' at the workspace root; if that does not help, move the root above its packages: from ../apps/app/package.json Node.js does not look into the root's node_modules.",
  );
});

test("a package of the workspace that is not built: it is built first, and then installed", () => {
  const unbuilt = { "app@0 > ant": { unbuilt: "packages/ant/dist" }, "app@0 > bee": { unbuilt: "packages/bee/dist" } };
  const one = errorOf(graphOf({ "app@0": ["missing ant", "missing ms"] }, { edges: unbuilt }));
  expect(one?.hint).toBe(
    "Build packages/ant/dist first, which the install links to, and then run 'yarn install' at the workspace root.",
  );
  expect(errorOf(graphOf({ "app@0": ["missing ant", "missing bee"] }, { edges: unbuilt }))?.hint).toContain(
    "Build packages/ant/dist and packages/bee/dist first",
  );
});

test("several: one error names them all, each thing to install once", () => {
  const lists = {
    "app@0": ["ant@1", "bee@1", "missing lodash", "missing semver"],
    "ant@1": ["missing lodash"],
    "bee@1": ["missing ms", "missing semver"],
  };
  const error = errorOf(graphOf(lists));
  expect(error?.message).toBe(
    "lodash@^1.0.0, required by ant/package.json, is not installed (and 2 more: semver@^1.0.0, ms@^1.0.0).",
  );
  expect(error?.details).toEqual({
    missing: [
      { name: "lodash", range: "^1.0.0", declaredIn: "ant/package.json" },
      { name: "lodash", range: "^1.0.0", declaredIn: "app/package.json" },
      { name: "semver", range: "^1.0.0", declaredIn: "app/package.json" },
      { name: "ms", range: "^1.0.0", declaredIn: "bee/package.json" },
      { name: "semver", range: "^1.0.0", declaredIn: "bee/package.json" },
    ],
  });
});

test("the same thing missing twice is no second thing", () => {
  const error = errorOf(graphOf({ "ant@1": ["missing ms"], "bee@1": ["missing ms"] }));
  expect(error?.message).toBe("ms@^1.0.0, required by ant/package.json, is not installed.");
});

test("many: the message names five more and counts the rest", () => {
  const error = errorOf(graphOf({ "app@0": ["a", "b", "c", "d", "e", "f", "g"].map((name) => `missing ${name}`) }));
  expect(error?.message).toBe(
    "a@^1.0.0, required by app/package.json, is not installed " +
      "(and 6 more: b@^1.0.0, c@^1.0.0, d@^1.0.0, e@^1.0.0, f@^1.0.0, …).",
  );
});

test("found above the root only: the message says where, the hint why that does not do", () => {
  const above = { "app@0 > ms": { aboveRoot: "/home/ada/node_modules/ms" } };
  const error = errorOf(graphOf({ "app@0": ["missing ms"] }, { edges: above }));
  expect(error).toMatchObject({
    code: "DEPENDENCY_ABOVE_ROOT",
    message:
      "ms@^1.0.0, required by app/package.json, is installed only above the workspace root, at /home/ada/node_modules/ms.",
    hint: "It would not exist in CI: run 'yarn install' at the workspace root.",
    details: { found: [{ name: "ms", declaredIn: "app/package.json", path: "/home/ada/node_modules/ms" }] },
  });
});

test("what is nowhere at all is told before what is above the root", () => {
  const above = { "app@0 > ant": { aboveRoot: "/home/ada/node_modules/ant" } };
  const error = errorOf(graphOf({ "app@0": ["missing ant", "missing bee"] }, { edges: above }));
  expect(error?.code).toBe("DEPENDENCY_NOT_INSTALLED");
  expect(error?.message).toBe("bee@^1.0.0, required by app/package.json, is not installed.");
});

test("a package that --include-package names is missed as such", () => {
  const included = { "app@0 > ant": { range: "" } };
  const error = errorOf(graphOf({ "app@0": ["missing ant"] }, { edges: included }));
  expect(error).toMatchObject({
    message: "ant, a package to include, is not installed.",
    hint: "Correct the name in --include-package or includePackages, or add it to app/package.json and run 'yarn install'.",
  });
});

test("a generated package that may be missing is not missed", () => {
  const generated = { "@prisma/client@6 > .prisma/client": { optional: true } };
  expect(errorOf(graphOf({ "@prisma/client@6": ["missing .prisma/client"] }, { edges: generated }))).toBe(undefined);
});

test("what is excluded is not missed", () => {
  expect(errorOf(graphOf({ "app@0": ["missing aws-sdk"] }), excluding("aws-sdk"))).toBe(undefined);
});

test("only required packages are asked", () => {
  const graph = graphOf({ "app@0": ["optional ant@1"], "ant@1": ["missing bee"] });
  expect(() => assertInstalled(graph, { required: new Set([graph.target]), options: linuxOptions })).not.toThrow();
});
