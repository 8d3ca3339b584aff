import { defineConfig } from "vitest/config";

/** Tests run on the sources: the `source` condition of each package's exports leads there. */
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["{packages/*/test,bench,evidence,scripts,test}/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
  },
});
