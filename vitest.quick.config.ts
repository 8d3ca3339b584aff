import { configDefaults, mergeConfig } from "vitest/config";
import everything from "./vitest.config.ts";

/** What is worth running while working: tests of the packages and scripts that need no network and take no long. */
export default mergeConfig(everything, {
  test: {
    exclude: [
      ...configDefaults.exclude,
      "{bench,evidence,test}/**",
      // Files of gigabytes, other programs, random installs and runs at once: seconds to minutes each.
      "packages/archive/test/reuse/{damaged,same-bytes}.test.ts",
      "packages/archive/test/staging/{failing,runs-at-once}.test.ts",
      "packages/archive/test/tar/{changed-files,faults,reproducible,unpack}.test.ts",
      "packages/archive/test/threads/*.test.ts",
      "packages/archive/test/write/*.test.ts",
      "packages/archive/test/zip/{large-files,readers,write-zip}.test.ts",
      "packages/archive/test/left-out/find-foreign-files.test.ts",
      "packages/archive/test/list/plain-pack-files.test.ts",
      "packages/check/test/modules/installed-packages.test.ts",
      "packages/inspect/test/zip/*.test.ts",
      "packages/lambda-pack/test/bin.test.ts",
      "packages/lambda-pack/test/bundle/explain-places.test.ts",
      "packages/lambda-pack/test/cli/{invoke,serve}/*.test.ts",
      "packages/lambda-pack/test/cli/pack/smoke.test.ts",
      "packages/lambda-pack/test/run/serve-function.test.ts",
      "packages/runtime/test/function/{many-invokes,open-function}.test.ts",
      "packages/runtime/test/server/*.test.ts",
      "packages/workspace/test/graph/lookup/*.test.ts",
      "packages/workspace/test/plug-and-play/extract-runtime-state.test.ts",
    ],
  },
});
