import { amazonLinux2, amazonLinux2023 } from "./systems.ts";
import type { LambdaSystem } from "./systems.ts";

/** How handlers are loaded and answer: with callbacks, or without them and loaded by `import()`. */
export type Contract = "callback" | "promise";

/**
 * Something of Node.js that Lambda switches off: Node.js has not got it, AWS says that it is off, or it is taken to be off as
 * elsewhere though nothing of AWS says so.
 */
export type SwitchedOff = "absent" | "off" | "unconfirmed";

/** How a runtime treats a function's code. */
export interface RuntimeBehaviour {
  /** Of its Node.js; undefined for a runtime that is not known here. */
  readonly major: number | undefined;
  readonly contract: Contract;
  /** `require()` of ES modules. */
  readonly requireOfModules: SwitchedOff;
  /** Looking into a file to find out whether it is an ES module. */
  readonly moduleDetection: SwitchedOff;
  /** Whether Node.js loads TypeScript by leaving types away. */
  readonly stripsTypes: boolean;
  /** Packages that it brings: names, or scopes with `/*` behind them. */
  readonly packages: readonly string[];
}

/** One of Lambda's managed Node.js runtimes. */
export interface LambdaRuntime extends RuntimeBehaviour {
  readonly major: number;
  /** NODE_MODULE_VERSION, `process.versions.modules`: what addons are bound to that do not use Node-API. */
  readonly moduleVersion: number;
  readonly system: LambdaSystem;
  /** Node's own modules that it has and the runtime before it has not, without their prefix `node:`, which they need. */
  readonly newBuiltins?: readonly string[];
  /** Those that the runtime before it has, and it has not. */
  readonly goneBuiltins?: readonly string[];
  readonly support: RuntimeSupport;
}

/** Dates are those that AWS has announced: YYYY-MM-DD. */
export type RuntimeSupport =
  | { readonly phase: "preview"; readonly since: string }
  | {
      readonly phase: "current" | "deprecated";
      readonly end: string;
      /** From when on no function can be created, or updated, with it, where that is known. */
      readonly createBlocked?: string;
      readonly updateBlocked?: string;
    };

const sdk2 = ["aws-sdk"];
const sdk3 = ["@aws-sdk/*", "@smithy/*"];

/** Up to Node.js 18, there is nothing to switch off. */
const before20 = {
  contract: "callback",
  requireOfModules: "absent",
  moduleDetection: "absent",
  stripsTypes: false,
  system: amazonLinux2,
} as const;

/**
 * One row for each runtime, the oldest first; nothing else has to change for a new one. All is as of 2026-11-30, and no clock plays
 * a part: a runtime whose end is still to come is not deprecated here. What the columns are taken from:
 * - dates, systems: Lambda Developer Guide, "Lambda runtimes" and "Building Lambda functions with Node.js". Node.js 16's last two
 *   days were moved too often to be listed. Of the preview of Node.js 26, which aws/aws-lambda-nodejs-runtime-interface-client#198
 *   announces, no system is named: it is taken for that of the runtime before it, as all else that nobody tells;
 * - `moduleVersion`, builtins, `stripsTypes`: Node.js itself, in its releases 20.20, 22.23, 24.21 and 26.10; older ones by Node's
 *   own table of NODE_MODULE_VERSION;
 * - `contract`: Lambda Developer Guide, "Define Lambda function handler in Node.js";
 * - `requireOfModules`, `moduleDetection`: "Building Lambda functions with Node.js", experimental features, which has 20 and 22;
 *   for 24, reports of others confirm the first alone;
 * - `packages`: the same page, "Runtime-included SDK versions".
 */
export const lambdaRuntimes: readonly LambdaRuntime[] = [
  {
    ...before20,
    major: 10,
    moduleVersion: 64,
    packages: sdk2,
    support: { phase: "deprecated", end: "2021-07-30", createBlocked: "2021-07-30", updateBlocked: "2022-02-14" },
  },
  {
    ...before20,
    major: 12,
    moduleVersion: 72,
    packages: sdk2,
    support: { phase: "deprecated", end: "2023-03-31", createBlocked: "2023-03-31", updateBlocked: "2023-04-30" },
  },
  {
    ...before20,
    major: 14,
    moduleVersion: 83,
    packages: sdk2,
    support: { phase: "deprecated", end: "2023-12-04", createBlocked: "2024-01-09", updateBlocked: "2024-02-08" },
  },
  { ...before20, major: 16, moduleVersion: 93, packages: sdk2, support: { phase: "deprecated", end: "2024-06-12" } },
  {
    ...before20,
    major: 18,
    moduleVersion: 108,
    newBuiltins: ["test", "test/reporters"],
    packages: sdk3,
    support: { phase: "deprecated", end: "2025-09-01", createBlocked: "2025-10-01", updateBlocked: "2025-11-01" },
  },
  {
    major: 20,
    moduleVersion: 115,
    system: amazonLinux2023,
    contract: "callback",
    requireOfModules: "off",
    moduleDetection: "unconfirmed",
    stripsTypes: false,
    newBuiltins: ["sea"],
    packages: sdk3,
    support: { phase: "deprecated", end: "2026-04-30", createBlocked: "2026-08-31", updateBlocked: "2026-09-30" },
  },
  {
    major: 22,
    moduleVersion: 127,
    system: amazonLinux2023,
    contract: "callback",
    requireOfModules: "off",
    moduleDetection: "off",
    stripsTypes: true,
    newBuiltins: ["sqlite"],
    packages: sdk3,
    support: { phase: "current", end: "2027-04-30", createBlocked: "2027-06-01", updateBlocked: "2027-07-01" },
  },
  {
    major: 24,
    moduleVersion: 137,
    system: amazonLinux2023,
    contract: "promise",
    requireOfModules: "off",
    moduleDetection: "unconfirmed",
    stripsTypes: true,
    packages: sdk3,
    support: { phase: "current", end: "2028-04-30", createBlocked: "2028-06-01", updateBlocked: "2028-07-01" },
  },
  {
    major: 26,
    moduleVersion: 147,
    system: amazonLinux2023,
    contract: "promise",
    requireOfModules: "unconfirmed",
    moduleDetection: "unconfirmed",
    stripsTypes: true,
    newBuiltins: ["ffi"],
    goneBuiltins:
      "_stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable".split(" "),
    packages: sdk3,
    support: { phase: "preview", since: "2026-07-24" },
  },
];
