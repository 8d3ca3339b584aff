import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { assertReplaceable, diskFileSystem, ensureOutputRoot, writeBundle } from "@lambda-pack/archive";
import type { FileSystem, OutputOptions } from "@lambda-pack/archive";
import { describe, expect, test } from "vitest";

import { snapshot } from "../snapshot.ts";
import { stagingOf } from "../staging.ts";
import { link, tree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";

const monorepo: Tree = {
  "package.json": "{}",
  packages: {
    database: { "package.json": "{}", "main.js": "", dist: { "old.js": "" } },
    shared: { "package.json": "{}" },
  },
};

/** The modification time of staged files, in seconds. */
const STAGED = Date.UTC(1980, 0, 1) / 1000;

/** Checks outputs given relative to the root, from packages/database. */
async function check(root: string, options: Partial<OutputOptions>): Promise<void> {
  const absolute = (path: string | undefined) => (path === undefined ? undefined : join(root, path));
  await assertReplaceable({
    root,
    cwd: join(root, "packages/database"),
    importerDirs: [root, join(root, "packages/database"), join(root, "packages/shared")],
    ...options,
    archive: absolute(options.archive),
    stageDir: absolute(options.stageDir),
  });
}

function invalid(message: string): object {
  return { code: "OUTPUT_INVALID", message: expect.stringContaining(message) };
}

describe("a zip", () => {
  test.each([["out.zip"], ["packages/database/out.zip"], ["new/dirs/out.zip"], ["empty.zip"], ["old.zip"]])(
    "may be %s",
    async (zip) => {
      const root = tree({ ...monorepo, "empty.zip": "", "old.zip": "PK\u0003\u0004" });
      const before = snapshot(root);
      await check(root, { archive: zip });
      expect(snapshot(root)).toEqual(before);
    },
  );

  test.each([
    ["packages", "is a directory"],
    ["package.json", "exists and is not a zip"],
    ["package.json/out.zip", "package.json, which is a file"],
    ["package.json/deep/out.zip", "package.json, which is a file"],
    ["to-zip", "is a link"],
    ["to-nowhere", "is a link"],
    ["pipe", "is not a regular file"],
  ])("may not be %s", async (zip, message) => {
    const root = tree({ ...monorepo, "old.zip": "PK", "to-zip": link("old.zip"), "to-nowhere": link("nowhere") });
    execFileSync("mkfifo", [join(root, "pipe")]);
    await expect(check(root, { archive: zip })).rejects.toMatchObject(invalid(message));
  });
});

const ustar = `${"\0".repeat(257)}ustar\u000000`;
const gzip = Buffer.from([0x1f, 0x8b, 8, 0]);
const archives: Tree = {
  "old.zip": "PK\u0003\u0004",
  "old.tar": ustar,
  "old.tar.gz": gzip,
  "short.tar": "ustar",
  empty: "",
};

describe("a tar", () => {
  test.each([
    ["tar", "old.tar"],
    ["tar", "empty"],
    ["tar", "new/dirs/out.tar"],
    ["tar.gz", "old.tar.gz"],
    ["tar.gz", "empty"],
  ] as const)("of the format %s may be %s", async (format, zip) => {
    const root = tree({ ...monorepo, ...archives });
    const before = snapshot(root);
    await check(root, { archive: zip, format });
    expect(snapshot(root)).toEqual(before);
  });

  test.each([
    ["zip", "old.tar"],
    ["zip", "old.tar.gz"],
    ["tar", "old.zip"],
    ["tar", "old.tar.gz"],
    ["tar", "short.tar"],
    ["tar", "package.json"],
    ["tar.gz", "old.tar"],
    ["tar.gz", "old.zip"],
  ] as const)("or zip: where the format is %s, it may not be %s", async (format, zip) => {
    const refused = check(tree({ ...monorepo, ...archives }), { archive: zip, format });
    await expect(refused).rejects.toMatchObject(invalid(`${zip} exists and is not a ${format}.`));
  });
});

describe("a staging directory", () => {
  test.each([["stage"], ["packages/database/stage"], ["a/b/c"], ["empty"], [".lambda-pack/database"]])(
    "may be %s",
    async (stageDir) => {
      const root = tree({ ...monorepo, empty: {}, ".lambda-pack/database/main.js": "left without a manifest" });
      const before = snapshot(root);
      await check(root, { stageDir });
      expect(snapshot(root)).toEqual(before);
    },
  );

  test.each([
    [".", "holds the workspace root"],
    ["..", "holds the workspace root"],
    ["packages", "holds the package in"],
    ["packages/shared", "holds the package in"],
    ["packages/database/dist", "is not empty and was not made by lambda-pack"],
    [".lambda-pack", "is not empty and was not made by lambda-pack"],
    ["package.json", "is not a directory"],
    ["package.json/x", "which is a file"],
    ["to-empty", "is a link"],
    ["loop/packages", "holds the package in"],
  ])("may not be %s", async (stageDir, message) => {
    const root = tree({
      ...monorepo,
      empty: {},
      "to-empty": link("empty"),
      loop: link("."),
      ".lambda-pack/database/main.js": "",
    });
    await expect(check(root, { stageDir })).rejects.toMatchObject(invalid(message));
  });

  test("may not hold the working directory or the zip", async () => {
    const root = tree({ ...monorepo, "elsewhere/deep": {} });
    const cwd = join(root, "elsewhere/deep");
    await expect(check(root, { stageDir: "elsewhere", cwd })).rejects.toMatchObject(
      invalid("holds the working directory"),
    );
    await expect(check(root, { stageDir: "out", archive: "out/a.zip" })).rejects.toMatchObject(
      invalid("holds the archive"),
    );
    await expect(check(root, { stageDir: "out", archive: "out" })).rejects.toMatchObject(invalid("holds the archive"));
    await check(root, { stageDir: "out/a", archive: "out/a.zip" });
  });

  test("may not lie below the zip", async () => {
    const root = tree(monorepo);
    await expect(check(root, { stageDir: "out/a", archive: "out" })).rejects.toMatchObject(invalid("lies below"));
  });

  test("may not be the directory of a scope, which holds the outputs of several packages", async () => {
    const root = tree({ ...monorepo, ".lambda-pack/@botland": { shared: { "main.js": "" }, "shared.zip": "PK" } });
    await expect(check(root, { stageDir: ".lambda-pack/@botland" })).rejects.toMatchObject(
      invalid("was not made by lambda-pack"),
    );
    await check(root, { stageDir: ".lambda-pack/@botland/shared" });
  });

  test.each([["deploy"], [".lambda-pack/deploy"]])(
    "may not hold a history, even where an earlier run made it: %s",
    async (stageDir) => {
      const root = tree(monorepo);
      const staging = stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]);
      await writeBundle(staging, { stageDir: join(root, stageDir) });
      await check(root, { stageDir });
      mkdirSync(join(root, stageDir, ".git"));
      await expect(check(root, { stageDir })).rejects.toMatchObject(invalid("holds the version control folder .git"));
    },
  );

  test("of an earlier run that made hard links may be replaced", async () => {
    const root = tree({ ...monorepo, out: {} });
    const staging = stagingOf(join(root, "src"), [
      { path: "main.js", content: "1" },
      { path: "package.json", content: "{}" },
    ]);
    await writeBundle(staging, { stageDir: join(root, "out/stage"), stageMode: "link" });
    await expect(check(root, { stageDir: "out/stage" })).resolves.toBeUndefined();
  });

  test("of an earlier run may be replaced as long as an index speaks of it, whatever its times", async () => {
    const root = tree(monorepo);
    const [stageDir, pool] = [join(root, "build"), join(root, ".lambda-pack")];
    await writeBundle(stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]), { stageDir, pool });
    writeFileSync(join(stageDir, "package.json"), "{}");
    await check(root, { stageDir: "build" });
    rmSync(join(pool, ".outside"), { recursive: true });
    utimesSync(join(stageDir, "package.json"), STAGED, STAGED);
    await expect(check(root, { stageDir: "build" })).rejects.toMatchObject(invalid("was not made by lambda-pack"));
  });

  test.each([
    ["linked/build", "build"],
    ["build", "linked/build"],
  ])("is the same by every path: made as %s, found as %s", async (made, found) => {
    const root = tree({ ...monorepo, linked: link(".") });
    const staging = stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]);
    const pool = join(root, ".lambda-pack");
    await writeBundle(staging, { stageDir: join(root, made), pool });
    await check(root, { stageDir: found });
    expect((await writeBundle(staging, { stageDir: join(root, found), pool })).foreign).toEqual([]);
  });

  test("outside of the workspace needs an index that knows what only the disk says", async () => {
    const dir = tree({ work: monorepo, mine: { "package.json": "{}" } });
    const root = join(dir, "work");
    const pool = join(root, ".lambda-pack");
    const staging = stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]);
    await writeBundle(staging, { stageDir: join(dir, "out"), pool });
    await check(root, { stageDir: "../out" });
    // As if it came with the workspace.
    copyFileSync(join(pool, ".outside/%2E%2E/out.packindex"), join(pool, ".outside/%2E%2E/mine.packindex"));
    await expect(check(root, { stageDir: "../mine" })).rejects.toMatchObject(invalid("was not made by lambda-pack"));
  });

  test("of a run that was killed before it wrote its index may be replaced", async () => {
    const root = tree(monorepo);
    const [stageDir, pool] = [join(root, "build"), join(root, ".lambda-pack")];
    const staging = stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]);
    // Neither an index nor a claim is removed any more.
    const stopped: FileSystem = {
      ...diskFileSystem,
      rename: async (from, to) => {
        if (!String(to).endsWith(".packindex")) await diskFileSystem.rename(from, to);
        else throw new Error("killed");
      },
      rm: async (path, options) => {
        if (!String(path).endsWith(".claim")) await diskFileSystem.rm(path, options);
      },
    };
    await writeBundle(staging, { stageDir, pool, fs: stopped });
    await check(root, { stageDir: "build" });
    const { foreign } = await writeBundle(staging, { stageDir, pool });
    expect(foreign).toEqual([]);
    const left = readdirSync(join(pool, ".outside")).filter((name) => /\.(?:claim|packindex)$/u.test(name));
    expect(left).toEqual(["build.packindex"]);
  });
});

/** Checks an output that a file of the project names. */
async function names(root: string, output: string, what: "archive" | "stageDir" = "archive"): Promise<void> {
  await check(root, { [what]: output, namedByProject: [what], packageDir: join(root, "packages/database") });
}

describe("a place that a file of the project names", () => {
  test.each([["build/a.zip"], ["packages/database/dist/a.zip"], [".lambda-pack/a.zip"], ["new.zip"]])(
    "may be %s",
    async (output) => {
      await expect(names(tree(monorepo), output)).resolves.toBeUndefined();
    },
  );

  test.each([
    ["../a.zip", "lies outside of the workspace"],
    ["../../../../../../../../../../a.zip", "lies outside of the workspace"],
    ["leads-out/a.zip", "lies outside of the workspace"],
    ["packages/shared/dist/a.zip", "lies in the package in"],
    ["leads-to-shared/a.zip", "lies in the package in"],
    [".git/hooks/a.zip", "lies in .git"],
    ["leads-to-git/a", "lies in .git"],
    ["packages/database/.GIT/a", "lies in .GIT"],
    ["node_modules/a.zip", "lies in node_modules"],
    ["packages/database/node_modules/.cache/a.zip", "lies in node_modules"],
  ])("may not be %s, from where the command line may", async (output, message) => {
    const dir = tree({
      work: {
        ...monorepo,
        ".git/hooks": {},
        "leads-out": link(".."),
        "leads-to-git": link(".git"),
        "leads-to-shared": link("packages/shared"),
      },
    });
    const root = join(dir, "work");
    for (const what of ["archive", "stageDir"] as const) {
      await expect(names(root, output, what)).rejects.toMatchObject({
        ...invalid(message),
        hint: expect.stringContaining(what === "archive" ? "--out /" : "--stage-dir /"),
      });
      await expect(check(root, { [what]: output })).resolves.toBeUndefined();
    }
  });

  test.each([
    ["zip", "my.jar", "PK\u0003\u0004"],
    ["zip", "report.docx", "PK\u0003\u0004"],
    ["zip", "empty", ""],
    ["tar", "backup.tar", ustar],
    ["tar.gz", "backup.tgz", gzip],
  ] as const)("is no archive that lambda-pack did not make: %s %s", async (format, name, content) => {
    const root = tree({ ...monorepo, [name]: content });
    await expect(check(root, { archive: name, format, namedByProject: ["archive"] })).rejects.toMatchObject(
      invalid("was not made by lambda-pack, and is named by a file of the project alone"),
    );
    await check(root, { archive: name, format });
  });

  test.each(["zip", "tar", "tar.gz"] as const)(
    "may be a %s of an earlier run, also where it was copied",
    async (format) => {
      const root = tree(monorepo);
      const [archive, pool] = [join(root, "build/a"), join(root, ".lambda-pack")];
      const staging = stagingOf(join(root, "src"), [{ path: "package.json", content: "{}" }]);
      const named = { archive: "build/a", format, namedByProject: ["archive"] } as const;
      await writeBundle(staging, { archive, format, pool });
      await check(root, named);
      copyFileSync(archive, `${archive}.copy`);
      renameSync(`${archive}.copy`, archive);
      await check(root, named);
      appendFileSync(archive, "more");
      await expect(check(root, named)).rejects.toMatchObject(invalid("was not made by lambda-pack"));
    },
  );
});

describe("the directory of outputs", () => {
  test.each([
    [".lambda-pack", { ".lambda-pack": link("../home") }, ".lambda-pack/a.zip"],
    [".lambda-pack/@botland", { ".lambda-pack/@botland": link("../../home") }, ".lambda-pack/@botland/a.zip"],
    [".lambda-pack", { ".lambda-pack": link("nowhere") }, ".lambda-pack/a.zip"],
    [".lambda-pack", { ".lambda-pack": link("../home") }, "build/a.zip"],
    [".lambda-pack/.outside", { ".lambda-pack/.outside": link("../../home") }, "build/a.zip"],
    [".lambda-pack/.outside/build", { ".lambda-pack/.outside/build": link("../../../home") }, "build/a.zip"],
  ])("is no link: %s, %o, %s", async (where, files, archive) => {
    const dir = tree({ work: { ...monorepo, ...files }, home: {} });
    for (const what of ["archive", "stageDir"] as const) {
      await expect(check(join(dir, "work"), { [what]: archive })).rejects.toMatchObject({
        code: "OUTPUT_INVALID",
        message: expect.stringContaining(`${where} is a link`),
      });
    }
    expect(readdirSync(join(dir, "home"))).toEqual([]);
  });

  test("has a folder of indexes, which is no staging directory", async () => {
    const root = tree({ ...monorepo, ".lambda-pack/.outside/build/a.zip.packindex": "1" });
    for (const stageDir of [".lambda-pack/.outside", ".lambda-pack/.outside/build"])
      await expect(check(root, { stageDir })).rejects.toMatchObject(invalid("was not made by lambda-pack"));
  });
});

test.each([
  [{ kind: "archive", call: "access", code: "EACCES", reason: "permission denied (EACCES)" }],
  [{ kind: "archive", call: "access", code: "EROFS", reason: "the file system is read-only (EROFS)" }],
  [{ kind: "archive", call: "stat", code: "EIO", reason: "input/output error (EIO)" }],
  [{ kind: "archive", call: "lstatSync", code: "EACCES", reason: "permission denied (EACCES)" }],
  [{ kind: "archive", call: "open", code: "EACCES", reason: "permission denied (EACCES)" }],
  [{ kind: "stageDir", call: "access", code: "EPERM", reason: "operation not permitted (EPERM)" }],
  [{ kind: "stageDir", call: "realpathSync", code: "EACCES", reason: "permission denied (EACCES)" }],
  [{ kind: "stageDir", call: "readdir", code: "EACCES", reason: "permission denied (EACCES)" }],
])("a disk that refuses is told with the path: %o", async ({ kind, call, code, reason }) => {
  const root = tree({ ...monorepo, "out.zip": "PK", stage: {} });
  const fail = (): never => {
    throw Object.assign(new Error(code), { code });
  };
  const refuse = call.endsWith("Sync") ? fail : async () => fail();
  const fs: FileSystem = { ...diskFileSystem, [call]: refuse };
  const path = kind === "archive" ? "out.zip" : "stage";
  await expect(check(root, { [kind]: path, fs })).rejects.toMatchObject({
    code: "OUTPUT_WRITE_FAILED",
    message: `${join(root, path)} could not be written: ${reason}.`,
  });
});

describe("the output root", () => {
  test("gets a .gitignore of its own, once, when an output lies in it", async () => {
    const root = tree({});
    const outputs = [join(root, ".lambda-pack/database.zip"), ""];
    await ensureOutputRoot(root, outputs);
    await ensureOutputRoot(root, outputs);
    expect(await readFile(join(root, ".lambda-pack/.gitignore"), "utf8")).toBe("*\n");
    writeFileSync(join(root, ".lambda-pack/.gitignore"), "mine\n");
    await ensureOutputRoot(root, outputs);
    expect(await readFile(join(root, ".lambda-pack/.gitignore"), "utf8")).toBe("mine\n");
  });

  test("is made for the indexes of outputs elsewhere, and not without outputs", async () => {
    const root = tree({ ".lambda-package": {} });
    await ensureOutputRoot(root, []);
    expect(snapshot(root)).toEqual(["dir 755 .lambda-package"]);
    await ensureOutputRoot(root, [join(root, "out.zip"), join(root, ".lambda-package/a.zip")]);
    expect(await readFile(join(root, ".lambda-pack/.gitignore"), "utf8")).toBe("*\n");
  });

  test("that cannot be made is no failure for outputs elsewhere", async () => {
    const root = tree({ ".lambda-pack": "a file" });
    await ensureOutputRoot(root, [join(root, "out.zip")]);
    expect(snapshot(root)).toEqual([expect.stringMatching(/^file 644 \.lambda-pack /u)]);
  });

  test("that cannot be made is told", async () => {
    const root = tree({ ".lambda-pack": "a file" });
    mkdirSync(join(root, "x"));
    await expect(ensureOutputRoot(root, [join(root, ".lambda-pack/a.zip")])).rejects.toMatchObject({
      code: "OUTPUT_WRITE_FAILED",
      message: expect.stringContaining(".lambda-pack/.gitignore could not be written"),
    });
  });
});
