import os from "node:os";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { butter1, churn, whisks } from "./creamery/creamery.ts";
import { installCreamery, oneProblem } from "./creamery/install-creamery.ts";
import { layoutNamed } from "../../evidence/layouts/layouts.ts";

/** The first time, the package manager itself is fetched. */
const timeout = 240_000;
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry([butter1, churn, ...whisks]);
}, timeout);

afterAll(async () => registry.stop());

/** The processor that this machine does not have, whose package nobody installs unasked. */
const foreign = os.arch() === "arm64" ? "x64" : "arm64";

test.each([
  "npm 10",
  "npm 11",
  "npm 12",
  "npm 11, install-strategy=linked",
  "Yarn classic",
  "Yarn 4, node-modules",
  "Yarn 4, Plug'n'Play, global cache",
  "pnpm 10",
  "pnpm 12",
  "Bun 1.3, hoisted",
  "Bun 1.4, isolated",
  "Lerna 4, bootstrap",
  "Lerna 4, bootstrap --hoist",
])("%s: the package for another processor is missing until it is installed as told", { timeout }, async (name) => {
  const needs = { dependencies: { whisk: "^1.0.0" } };
  const creamery = await installCreamery(layoutNamed(name), { registry: registry.url, needs });
  const { install, ...missing } = oneProblem("missing-platform-package", await creamery.problems("--arch", foreign));
  expect(missing).toMatchObject({ package: "whisk@1.0.0", name: `@whisk/linux-${foreign}` });
  // npx would ask the registry for Lerna.
  await creamery.run(install.replaceAll("npx lerna", "lerna"));
  expect(await creamery.problems("--arch", foreign)).toEqual([]);
});
