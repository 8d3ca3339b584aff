import type { SettingsTable } from "./setting.ts";

/** The settings that change how long a pack takes, and not one byte of what it writes. */
export const speedSettings = {
  concurrency: {
    type: "number",
    minimum: 1,
    describe: "Maximum number of threads that compress",
    defaultText: "one per core, at most 8",
    option: { name: "concurrency", value: "n", group: "Speed" },
  },
  cache: {
    type: "boolean",
    default: true,
    describe: "Reuse what earlier bundles have compressed",
    option: { name: "no-cache", group: "Speed" },
  },
  verifyCache: {
    type: "boolean",
    default: false,
    describe: "Read every file again instead of trusting file times",
    option: { name: "verify-cache", group: "Speed" },
  },
} as const satisfies SettingsTable<"concurrency" | "cache" | "verifyCache">;
