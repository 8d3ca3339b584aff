import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { boatyard } from "./boatyard/boatyard.ts";
import { wares } from "../../evidence/layouts/harbour.ts";
import { install } from "../../evidence/layouts/install.ts";
import type { Layout } from "../../evidence/layouts/layout.ts";
import { newNode } from "../../evidence/layouts/package-managers/new-node.ts";
import { packTarget, runInPlace } from "../../evidence/layouts/pack-harbour.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(wares);
}, timeout);

afterAll(async () => registry.stop());

/** A release of pnpm that is told to use Plug'n'Play, and what `yarn node` would do for it. */
function layoutOf(release: string): Layout {
  return {
    name: `${release}, Plug'n'Play`,
    tool: { release },
    besides: [newNode],
    rootFields: {},
    rootFiles: () => ({ "pnpm-workspace.yaml": "packages: [packages/*]\nnodeLinker: pnp\nsymlink: false\n" }),
    commands: [["pnpm", "install"]],
    differences: [],
    nodeArguments: (root) => ["--require", path.join(root, ".pnp.cjs")],
  };
}

async function installed(layout: Layout): Promise<string> {
  const needs = { dependencies: { "@boatyard/keel": "workspace:^", knot: "^2.0.0", winch: "^1.0.0" } };
  return install(layout, boatyard({ needs }), { registry: registry.url, outside: temporaryDirectory() });
}

/** Both versions of knot: the one that slip does not depend on has one directory, and links lead to it. */
const linked = [{ kind: "links-in-bundle", severity: "note", packages: ["knot@1.0.0"] }];

const edges = [
  "rope@1.2.0 > knot = knot@1.0.0",
  "slip@1.0.0 > @boatyard/keel = @boatyard/keel@1.0.0",
  "slip@1.0.0 > knot = knot@2.0.0",
  "slip@1.0.0 > winch = winch@1.0.0",
  "winch@1.0.0 > knot = knot@1.0.0",
  "winch@1.0.0 > rope = rope@1.2.0",
];

test("pnpm 11: the bundle runs as it does in place", { timeout }, async () => {
  const layout = layoutOf("pnpm-11.28.11");
  const root = await installed(layout);
  expect(await runInPlace({ layout, root }, "slip")).toEqual(edges);
  const { answer, problems } = await packTarget({ root }, "slip");
  expect(answer).toEqual(edges);
  expect(problems).toMatchObject(linked);
});

// In place nothing is found: pnpm 10 writes the places of a workspace's packages without the slash at their end.
test("pnpm 10: the bundle runs", { timeout }, async () => {
  const { answer, problems } = await packTarget({ root: await installed(layoutOf("pnpm-10.34.8")) }, "slip");
  expect(answer).toEqual(edges);
  expect(problems).toMatchObject(linked);
});

test("pnpm 12: data of its own form is refused with what to set", { timeout }, async () => {
  const { exitCode, stderr } = await runCommand(["slip"], await installed(layoutOf("pnpm-12.21.0")));
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/\.pnp\.cjs has no Plug'n'Play data in a known form/u);
  expect(stderr).toMatch(/nodeLinker: isolated/u);
});
