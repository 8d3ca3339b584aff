import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** What takes longest on two cores, the longest first: begun last, one of them would keep one core busy and leave the other idle. */
const longest = [
  "packages/archive/test/zip/large-files.test.ts",
  "evidence/layouts/layouts.test.ts",
  "test/machines/node-releases.test.ts",
  "test/end-to-end/platform-packages.test.ts",
  "evidence/conformance/conformance.test.ts",
  "test/end-to-end/install-layouts.test.ts",
  "test/end-to-end/comparison-problems.test.ts",
  "test/end-to-end/real-packages.test.ts",
  "test/end-to-end/list-and-why.test.ts",
  "test/end-to-end/other-tools.test.ts",
  "test/machines/windows/commands.test.ts",
  "test/machines/arm64/arm64.test.ts",
  "test/machines/windows/paths.test.ts",
  "test/end-to-end/one-manager.test.ts",
  "packages/trim/test/trim-runs.test.ts",
  "test/completion.test.ts",
  "test/help-examples.test.ts",
  "packages/archive/test/zip/readers.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is a sequencer that sorts, and no array
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(file));
  return place === -1 ? longest.length : place;
}

/** Tests run on the sources: the `source` condition of each package's exports leads there. */
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["{packages/*/test,bench,evidence,scripts,test}/**/*.test.ts"],
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
    // No test writes into the home of who runs it.
    env: { XDG_STATE_HOME: path.join(os.tmpdir(), `lambda-pack-test-state-${os.userInfo().username}`) },
  },
});
