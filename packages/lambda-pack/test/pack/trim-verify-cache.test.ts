import { tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test, vi } from "vitest";
import { pack } from "../../src/index.ts";

/** The zips whose indexes a trim believes. */
const { believed } = vi.hoisted(() => ({ believed: [] as (string | undefined)[] }));

vi.mock(import("@lambda-pack/archive"), async (load) => {
  const archive = await load();
  return {
    ...archive,
    openKnownDigests: (staging, options) => {
      believed.push(options.zip);
      return archive.openKnownDigests(staging, options);
    },
  };
});

test("with verifyCache, a trim believes nothing that the disk says of files", async () => {
  const cwd = tree({
    "package.json": { name: "app", version: "1.0.0", lambdaPack: { trim: "reachable" } },
    "package-lock.json": { lockfileVersion: 3, packages: {} },
    "index.js": "",
  });
  await pack({ cwd, target: "app", stage: false });
  await pack({ cwd, target: "app", stage: false, verifyCache: true });
  expect(believed).toEqual([expect.stringMatching(/app\.zip$/u), undefined]);
});
