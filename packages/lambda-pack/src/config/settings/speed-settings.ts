import type { SettingsTable } from "./setting.ts";

/** The settings that change how long a pack takes, and not one byte of what it writes. */
export const speedSettings = {
  concurrency: {
    type: "number",
    minimum: 1,
    describe: "Most threads that compress; what they write does not depend on it",
    option: {
      name: "concurrency",
      value: "n",
      group: "Speed",
      describe: "Most threads that compress",
      defaultText: "one for each core, at most 8",
    },
  },
  cache: {
    type: "boolean",
    default: true,
    describe: "Whether to reuse what earlier bundles have compressed already",
    option: {
      name: "no-cache",
      group: "Speed",
      describe: "Trust nothing of earlier bundles: read and compress every file again",
    },
  },
  verifyCache: {
    type: "boolean",
    default: false,
    describe: "Whether to read every file again, trusting no file times, before what is compressed already is reused",
    option: {
      name: "verify-cache",
      group: "Speed",
      describe: "Read every file again, trusting no file times; reuse what is compressed already",
    },
  },
} as const satisfies SettingsTable<"concurrency" | "cache" | "verifyCache">;
