import { isPackError } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import type { LockfileParser } from "../../src/lockfile/lockfile-parser.ts";
import { parseBunLockfile } from "../../src/lockfile/parse-bun-lockfile.ts";
import { parseNpmLockfile } from "../../src/lockfile/parse-npm-lockfile.ts";
import { parsePnpmLockfile } from "../../src/lockfile/parse-pnpm-lockfile.ts";
import { parseYarnBerryLockfile } from "../../src/lockfile/parse-yarn-berry-lockfile.ts";
import { parseYarnClassicLockfile } from "../../src/lockfile/parse-yarn-classic-lockfile.ts";
import { packErrorOf } from "@lambda-pack/test-support/pack-error-of";
import { drawEdges, parseData, readData, versionsAt } from "./answers.ts";

/** One monorepo, locked by each package manager; `data/readme.md` says how. */
const lockfiles: readonly (readonly [string, LockfileParser])[] = [
  ["npm-11.txt", parseNpmLockfile],
  ["pnpm-10.txt", parsePnpmLockfile],
  ["yarn-3.txt", parseYarnBerryLockfile],
  ["yarn-4.txt", parseYarnBerryLockfile],
  ["bun-1.3.txt", parseBunLockfile],
  ["bun-1.4.txt", parseBunLockfile],
];

/** What Yarn's builtin patch of fsevents adds to the monorepo. */
const OF_NODE_GYP = /^(?:@isaacs|fsevents|minizlib|node-gyp|nopt|tar|tinyglobby|which)/u;

describe.each(lockfiles)("%s", (name, parse) => {
  const managerOf = name.replace(/-.*/u, "");

  test("tells for each package what its dependencies lead to", async () => {
    const edges = drawEdges(await parseData(parse, name)).filter((edge) => !OF_NODE_GYP.test(edge));
    const chart = { npm: "./vendor/chart", pnpm: "chart", yarn: "chart@0.3.0", bun: "chart" }[managerOf];
    // pnpm takes the version that is there already, the others the newest.
    const ms = managerOf === "pnpm" ? "2.1.2" : "2.1.3";
    const judged = edges.filter((edge) => !/ > (?:@botland\/shared|chart) = /u.test(edge));
    const peers = /^use-sync-external-store@1\.2\.0 > /u;
    expect(judged.filter((edge) => !peers.test(edge)).toSorted()).toEqual(
      [
        "./packages/database > aliased = 3.0.1",
        "./packages/database > debug = 2.6.9",
        "./packages/database > fsevents = 2.3.3",
        "./packages/database > left-pad = 1.3.0",
        "./packages/database > lightningcss-linux-x64-musl = 1.29.1",
        "./packages/database > react = 17.0.2",
        "./packages/database > use-sync-external-store = 1.2.0",
        `./packages/shared > ms = ${ms}`,
        "./packages/web > debug = 4.3.4",
        "./packages/web > ms = 2.1.2",
        "./packages/web > react = 18.2.0",
        "./packages/web > use-sync-external-store = 1.2.0",
        `${chart} > ms = 2.0.0`,
        "debug@2.6.9 > ms = 2.0.0",
        "debug@4.3.4 > ms = 2.1.2",
        "is-odd@3.0.1 > is-number = 7.0.0",
        "loose-envify@1.4.0 > js-tokens = 4.0.0",
        "react@17.0.2 > loose-envify = 1.4.0",
        "react@17.0.2 > object-assign = 4.1.1",
        "react@18.2.0 > loose-envify = 1.4.0",
      ].toSorted(),
    );
  });

  test("has no version for a package of the workspace", async () => {
    const locked = await parseData(parse, name);
    const references = {
      npm: "packages/shared",
      pnpm: "link:../shared",
      yarn: "@botland/shared@workspace:packages/shared",
      bun: "@botland/shared@workspace:packages/shared",
    };
    expect(versionsAt(locked, "./packages/database > @botland/shared")).toBe(
      references[managerOf as keyof typeof references],
    );
  });

  test("tells every version that is there under a name", async () => {
    const locked = await parseData(parse, name);
    expect(
      locked
        .get("react")
        ?.map(({ version }) => version)
        .toSorted(),
    ).toEqual(["17.0.2", "18.2.0"]);
    expect(versionsAt(locked, "is-number")).toBe("7.0.0");
    expect(versionsAt(locked, "aliased")).toBe("3.0.1");
    expect(versionsAt(locked, "left-behind")).toBe("");
  });

  test("tells the platforms of packages that are not installed here", async () => {
    const locked = await parseData(parse, name);
    expect(locked.get("fsevents")?.map(({ platform }) => platform)).toEqual([{ os: ["darwin"], cpu: [], libc: [] }]);
    // Bun writes libc from 1.4 on.
    const libc = name === "bun-1.3.txt" ? [] : ["musl"];
    expect(locked.get("lightningcss-linux-x64-musl")?.map(({ platform }) => platform)).toEqual([
      { os: ["linux"], cpu: ["x64"], libc },
    ]);
    expect(locked.get("debug")?.map(({ platform }) => platform)).toEqual([
      { os: [], cpu: [], libc: [] },
      { os: [], cpu: [], libc: [] },
    ]);
  });

  test("a merge conflict is an error with its line, and not taken for content", async () => {
    const lines = readData(name).split("\n");
    const conflict = [...lines.slice(0, 40), "<<<<<<< HEAD", lines[40], "=======", ">>>>>>> main", ...lines.slice(41)];
    const error = await packErrorOf(() => parse(conflict.join("\n"), "/botland/lockfile"));
    expect(error.code).toBe("LOCKFILE_INVALID");
    expect(error.message).toContain("/botland/lockfile:41");
    expect(error.message).toContain("it contains a merge conflict");
  });

  test("line ends of Windows change nothing", async () => {
    const windows = await parse(readData(name).replaceAll("\n", "\r\n"), "/botland/lockfile");
    expect(windows).toEqual(await parseData(parse, name));
  });

  test("a lockfile that is cut off anywhere is read or is an error", async () => {
    const text = readData(name);
    const cuts = Array.from({ length: 60 }, (_, index) => text.slice(0, Math.floor((text.length * index) / 60)));
    const codes = await Promise.all(cuts.map((cut) => codeOf(async () => parse(cut, "/botland/lockfile"))));
    expect([...new Set(codes)].filter((code) => code !== undefined)).toEqual(["LOCKFILE_INVALID"]);
  });
});

/** The code of the error that an action ends in; undefined when it does not. */
async function codeOf(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return isPackError(error) ? error.code : String(error);
  }
}

describe("yarn-1.txt", () => {
  test("tells versions by descriptor and name, and no platforms", async () => {
    const locked = await parseData(parseYarnClassicLockfile, "yarn-1.txt");
    expect(drawEdges(locked)).toEqual([]);
    expect(versionsAt(locked, "aliased@npm:is-odd@3.0.1")).toBe("3.0.1");
    expect(versionsAt(locked, "is-number@^6.0.0")).toBe("7.0.0");
    expect(versionsAt(locked, "ms")).toBe("2.0.0 | 2.1.2 | 2.1.3");
    expect(locked.get("fsevents")).toEqual([{ version: "2.3.3" }]);
  });
});

describe("yarn.lock, a name that two formats share", () => {
  test("each parser leaves the other's to the other", async () => {
    expect(await parseYarnBerryLockfile(readData("yarn-1.txt"), "yarn.lock")).toBeUndefined();
    expect(await parseYarnBerryLockfile("", "yarn.lock")).toBeUndefined();
    expect(parseYarnClassicLockfile(readData("yarn-3.txt"), "yarn.lock")).toBeUndefined();
    expect(parseYarnClassicLockfile(readData("yarn-4.txt"), "yarn.lock")).toBeUndefined();
  });
});
