import { appendFileSync, chmodSync, mkdirSync, readdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { listFiles } from "@lambda-pack/test-support/disk/list-directory";
import { pseudoRandomBytes } from "@lambda-pack/test-support/disk/pseudo-random-bytes";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, link, pkg, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import { untilChildAppears } from "@lambda-pack/test-support/disk/until-child-appears";
import { plainEnvironment } from "@lambda-pack/test-support/installs/tools";
import { asUnprivileged } from "@lambda-pack/test-support/processes/as-unprivileged";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { buildCommand } from "./harness/build-command.ts";
import { observatory } from "./harness/observatory.ts";
import { refusal } from "./harness/refusal.ts";
import type { Refusal } from "./harness/refusal.ts";
import { runBin, runCommand } from "./harness/run-command.ts";

/** How the command refuses to pack `telescope` when the usual monorepo has these changes. */
async function refusalOf(changes: Tree, argv: readonly string[] = ["telescope"]): Promise<Refusal> {
  const root = await observatory(changes);
  return refuse(root, argv);
}

async function refuse(root: string, argv: readonly string[] = ["telescope"], cwd = root): Promise<Refusal> {
  return refusal(root, () => withoutLastNewline(runCommand(argv, cwd)));
}

/** As a child's output is given. */
async function withoutLastNewline(run: ReturnType<typeof runCommand>): ReturnType<typeof runCommand> {
  const { exitCode, stdout, stderr } = await run;
  return { exitCode, stdout, stderr: stderr.replace(/\n$/u, "") };
}

/** So much that compressing it takes a while, and whatever comes after it in the zip can still be changed. */
const survey: Tree = Object.fromEntries(
  ["a", "b", "c", "d", "e", "f"].map((name) => [`packages/telescope/survey/${name}.bin`, pseudoRandomBytes(6_000_000)]),
);

describe("where to pack, and what", () => {
  test("outside of any package", async () => {
    const directory = temporaryDirectory();
    const { exitCode, line } = await refuse(directory);
    expect(exitCode).toBe(1);
    expect(line).toContain(`There is no package.json at or above ${directory}.`);
    expect(line).toContain("--cwd");
  });

  test("in a package that stands alone, another name is none, and what works is said", async () => {
    const directory = temporaryDirectory();
    writeTree(directory, pkg("lonely@1.0.0"));
    const { exitCode, line } = await refuse(directory);
    expect(exitCode).toBe(1);
    expect(line).toContain(
      `The package ${directory} stands alone, and "telescope" is neither its name nor a directory.`,
    );
    expect(line).toContain("run lambda-pack in it without arguments");
  });

  test.each(["./packages", "packages/telescope/lenses", "packages/telescope/lenses/", "packages/telescope/main.js"])(
    "%s is no package, and neither the root nor the package around it comes in its place",
    async (argument) => {
      const { exitCode, line } = await refusalOf({ "packages/telescope/lenses/convex.js": "" }, [argument]);
      expect(exitCode).toBe(1);
      expect(line).toContain(`"${argument}" is`);
      expect(line).toContain('"packages/telescope"');
    },
  );

  test("an unknown package offers the nearest name", async () => {
    const { exitCode, line } = await refusalOf({}, ["telescpoe"]);
    expect(exitCode).toBe(1);
    expect(line).toContain('Did you mean "telescope"?');
  });

  test("an ambiguous name lists what it may mean", async () => {
    const changes = { "packages/a": pkg("@north/camera@1.0.0"), "packages/b": pkg("@south/camera@1.0.0") };
    const { exitCode, line } = await refusalOf(changes, ["camera"]);
    expect(exitCode).toBe(1);
    expect(line).toContain("@north/camera (packages/a), @south/camera (packages/b)");
  });

  test.each([
    [["telescope", "--ou", "x.zip"], "--out"],
    [[], "telescope"],
    [["telescope", "--arch", "mips"], "x64"],
    [["telescope", "--max-size", "much"], "--max-size"],
    [["telescope", "--no-zip", "--no-stage"], "nothing to write"],
  ])("the command line %j is wrong usage, and the line helps: %s", async (argv, help) => {
    const { exitCode, line } = await refusalOf({}, argv);
    expect(exitCode).toBe(2);
    expect(line).toContain(help);
  });

  test("an unknown setting in package.json is wrong usage that names the file and the nearest setting", async () => {
    const fields = { lambdaPack: { maxSzie: 1 }, dependencies: {} };
    const { exitCode, line } = await refusalOf({ "packages/telescope": pkg("telescope@1.0.0", fields) });
    expect(exitCode).toBe(2);
    expect(line).toContain("maxSize");
    expect(line).toMatch(/packages\/telescope\/package\.json/u);
  });
});

describe("files that cannot be understood", () => {
  test.each([
    ["packages/telescope/package.json", '{\n  "name": "telescope",\n  "version" "1.0.0"\n}\n', 3],
    ["package.json", '{\n  "workspaces": ["packages/*"],\n}\n', 3],
    ["lerna.json", '{\n  "packages": [\n    "packages/*"\n  }\n', 4],
    ["node_modules/prism/package.json", '{ "name": "prism", "version": 2.1.0 }\n', 1],
    ["package-lock.json", '{\n  "lockfileVersion": 3,\n  "packages": {\n<<<<<<< ours\n}}', 4],
    ["yarn.lock", '# yarn lockfile v1\n\n\nprism@^2.0.0:\n  version "2.1.0"\n  resolved: = nothing\n', 6],
  ])("%s", async (file, content, lineNumber) => {
    const { exitCode, line } = await refusalOf({ [file]: content });
    expect(exitCode).toBe(1);
    expect(line).toMatch(
      new RegExp(`${file.replaceAll(".", String.raw`\.`)}(?::| at line |, line |.*\\bline )${lineNumber}\\b`, "u"),
    );
  });

  test("a package.json that is no object", async () => {
    const { exitCode, line } = await refusalOf({ "packages/telescope/package.json": "[]\n" });
    expect(exitCode).toBe(1);
    expect(line).toContain("packages/telescope/package.json");
  });

  test("an empty package.json of a dependency", async () => {
    const { exitCode, line } = await refusalOf({ "node_modules/prism/package.json": "" });
    expect(exitCode).toBe(1);
    expect(line).toContain("node_modules/prism/package.json");
  });
});

describe("dependencies that are not there", () => {
  test.each([
    ["yarn.lock", "# yarn lockfile v1\n", "yarn install"],
    ["package-lock.json", '{ "lockfileVersion": 3, "packages": {} }', "npm install"],
  ])("one that is not installed, with %s", async (lockfile, content, command) => {
    const root = await observatory({ [lockfile]: content });
    rmSync(path.join(root, "node_modules", "prism"), { recursive: true });
    const { exitCode, line } = await refuse(root);
    expect(exitCode).toBe(1);
    expect(line).toContain("prism");
    expect(line).toContain("packages/telescope/package.json");
    expect(line).toContain(command);
  });

  test("one that a sibling package needs is blamed on the sibling", async () => {
    const changes = {
      "packages/lens/package.json": json({ name: "@observatory/lens", dependencies: { coating: "1" } }),
    };
    const { exitCode, line } = await refusalOf(changes);
    expect(exitCode).toBe(1);
    expect(line).toContain("coating");
    expect(line).toContain("packages/lens/package.json");
  });

  test("one that is found above the root only", async () => {
    const above = temporaryDirectory();
    const root = path.join(above, "observatory");
    writeTree(root, {
      "package.json": json({ name: "observatory", private: true, workspaces: ["packages/*"] }),
      "packages/telescope": pkg("telescope@1.0.0", { dependencies: { prism: "^2.0.0" } }),
    });
    writeTree(above, { "node_modules/prism": pkg("prism@2.1.0") });
    const { exitCode, line } = await refuse(root);
    expect(exitCode).toBe(1);
    expect(line).toContain(path.join(above, "node_modules", "prism"));
    expect(line).toContain("packages/telescope/package.json");
  });

  test("one whose link leads back to itself", async () => {
    const root = await observatory();
    rmSync(path.join(root, "node_modules", "prism"), { recursive: true });
    writeTree(root, { "node_modules/prism": link("mirror"), "node_modules/mirror": link("prism") });
    const { exitCode, line } = await refuse(root);
    expect(exitCode).toBe(1);
    expect(line).toContain("node_modules/prism");
    expect(line).toContain("loop");
  });
});

describe("names", () => {
  test.each(["../../evil", "..", "a/b", "/etc", "@scope/../evil"])("a dependency named %s", async (name) => {
    const fields = { dependencies: { [name]: "1.0.0" } };
    const root = await observatory({ "packages/telescope": pkg("telescope@1.0.0", fields) });
    writeTree(path.dirname(root), {});
    const { exitCode, line } = await refuse(root);
    expect(exitCode).toBe(1);
    expect(line).toContain(JSON.stringify(name).slice(1, -1));
    expect(line).toContain("packages/telescope/package.json");
  });

  test("a dependency named __proto__ is a name like others: not installed", async () => {
    const text = '{ "name": "telescope", "version": "1.0.0", "dependencies": { "__proto__": "1.0.0" } }\n';
    const { exitCode, line } = await refusalOf({ "packages/telescope/package.json": text });
    expect(exitCode).toBe(1);
    expect(line).toContain("__proto__");
    expect(line).toContain("packages/telescope/package.json");
  });

  test("a target that names itself ../../evil writes nothing outside", async () => {
    const manifest = json({ name: "../../evil", version: "1.0.0" });
    const root = await observatory({ "packages/telescope/package.json": manifest });
    const { exitCode, line } = await refuse(root, ["packages/telescope"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(`${path.join(root, "packages", "telescope")} has the name "../../evil"`);
  });

  test("a file name that is not UTF-8", async () => {
    const root = await observatory();
    const directory = Buffer.from(path.join(root, "packages", "telescope/"));
    writeFileSync(Buffer.concat([directory, Buffer.from("caf\xe9.txt", "latin1")]), "");
    const { exitCode, line } = await refuse(root);
    expect(exitCode).toBe(1);
    expect(line).toContain(String.raw`caf\xe9.txt`);
    expect(line).toContain("UTF-8");
  });

  test("two file names that differ only by case", async () => {
    const { exitCode, line } = await refusalOf({ "packages/telescope": { "Stars.json": "", "stars.json": "" } });
    expect(exitCode).toBe(1);
    expect(line).toContain("Stars.json");
    expect(line).toContain("stars.json");
  });

  test("two file names that differ only by the form of an accent", async () => {
    const { exitCode, line } = await refusalOf({
      "packages/telescope": { "caf\u00e9.json": "", "cafe\u0301.json": "" },
    });
    expect(exitCode).toBe(1);
    expect(line).toContain("\u00e9.json");
  });
});

describe("files that cannot be packed", () => {
  test("one that may not be read", async () => {
    const root = await observatory({ "node_modules/prism/secret.key": "for root only" });
    chmodSync(path.join(root, "node_modules", "prism", "secret.key"), 0);
    const { exitCode, line } = await refuseUnprivileged(root);
    expect(exitCode).toBe(1);
    expect(line).toContain(path.join("node_modules", "prism", "secret.key"));
    expect(line).toContain("permission denied");
  });

  test("a folder that may not be entered", async () => {
    const root = await observatory({ "packages/telescope/closed": { "a.txt": "" } });
    const closed = path.join(root, "packages", "telescope", "closed");
    chmodSync(closed, 0);
    const { exitCode, line } = await refuseUnprivileged(root).finally(() => {
      chmodSync(closed, 0o755);
    });
    expect(exitCode).toBe(1);
    expect(line).toContain(path.join("packages", "telescope", "closed"));
  });

  test.each<[string, (file: string) => void]>([
    [
      "changed",
      (file) => {
        appendFileSync(file, "one star more");
      },
    ],
    [
      "vanished",
      (file) => {
        unlinkSync(file);
      },
    ],
  ])("one that has %s while others were compressed", async (what, change) => {
    const root = await observatory({ ...survey, "packages/telescope/survey/z.bin": "the last stars" });
    const file = path.join(root, "packages", "telescope", "survey", "z.bin");
    const outputs = await outputsWithEarlierZip(root);
    const running = withoutLastNewline(runCommand(["telescope", "--no-stage"], root));
    await untilChildAppears(outputs, /^\.lambda-pack-/u);
    change(file);

    const { exitCode, stdout, stderr } = await running;
    expect(stderr).toMatch(/^lambda-pack: [^\n]+$/u);
    expect(stderr).toContain(`${file} ${what} while it was being packed`);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(readdirSync(outputs).toSorted()).toEqual([".gitignore", "telescope.zip"]);
    expect(await readFile(path.join(outputs, "telescope.zip"), "utf8")).toBe("PK earlier");
  });
});

describe("outputs", () => {
  test("a directory", async () => {
    const root = await observatory({ "out.zip": {} });
    const { exitCode, line } = await refuse(root, ["telescope", "--out", "out.zip"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(`${path.join(root, "out.zip")} is a directory`);
  });

  test("a staging directory that would become a package of the workspace", async () => {
    const root = await observatory();
    const { exitCode, line } = await refuse(root, ["telescope", "--stage-dir", "packages/staged"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(`${path.join(root, "packages", "staged")} would be a package of the workspace`);
  });

  test("a place in a file", async () => {
    const root = await observatory();
    const { exitCode, line } = await refuse(root, ["telescope", "--out", "packages/telescope/main.js/out.zip"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(`lies in ${path.join(root, "packages", "telescope", "main.js")}, which is a file`);
  });

  test("a device", async () => {
    const { exitCode, line } = await refusalOf({}, ["telescope", "--out", "/dev/full"]);
    expect(exitCode).toBe(1);
    expect(line).toContain("/dev/full is not a regular file");
  });

  test("a file of another kind", async () => {
    const { exitCode, line } = await refusalOf({}, ["telescope", "--out", "packages/telescope/main.js"]);
    expect(exitCode).toBe(1);
    expect(line).toContain("main.js exists and is not a zip");
  });

  test("a directory in which one may not write", async () => {
    const root = await observatory({ "closed/out.zip": "PK earlier" });
    chmodSync(path.join(root, "closed"), 0o555);
    const { exitCode, line } = await refuseUnprivileged(root, ["telescope", "--no-stage", "--out", "closed/out.zip"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(path.join(root, "closed", "out.zip"));
    expect(line).toContain("permission denied");
    expect(await readFile(path.join(root, "closed", "out.zip"), "utf8")).toBe("PK earlier");
  });

  test("an earlier zip that is read-only", async () => {
    const root = await observatory({ "out.zip": "PK earlier" });
    chmodSync(path.join(root, "out.zip"), 0o444);
    const { exitCode, line } = await refuseUnprivileged(root, ["telescope", "--no-stage", "--out", "out.zip"]);
    expect(exitCode).toBe(1);
    expect(line).toContain(path.join(root, "out.zip"));
    expect(await readFile(path.join(root, "out.zip"), "utf8")).toBe("PK earlier");
  });

  test("a staging directory that holds sources", async () => {
    const { exitCode, line } = await refusalOf({}, ["telescope", "--stage-dir", "packages"]);
    expect(exitCode).toBe(1);
    expect(line).toMatch(/packages holds .*which a pack would remove/u);
  });

  test("a disk that takes no more: here, a limit on the size of files", async () => {
    const root = await observatory(survey);
    const { exitCode, line } = await refusal(root, async () => {
      const limited = ["-c", 'ulimit -f 8192; exec "$@"', "sh", process.execPath, await buildCommand()];
      const options = { cwd: root, extendEnv: false, env: plainEnvironment(), reject: false };
      const { exitCode: code, stdout, stderr } = await execa("sh", [...limited, "telescope", "--no-stage"], options);
      return { exitCode: code ?? -1, stdout, stderr };
    });
    expect(exitCode).toBe(1);
    expect(line).toContain(`${path.join(root, ".lambda-pack", "telescope.zip")} could not be written: it is too large`);
  });
});

describe("limits", () => {
  const heavy = { "node_modules/prism/cut.bin": pseudoRandomBytes(40_000) };

  test("too large unzipped: the heaviest are named, and what requires each", async () => {
    const { exitCode, line } = await refusalOf(heavy, ["telescope", "--max-size", "10000"]);
    expect(exitCode).toBe(1);
    expect(line).toContain("over the limit of 10,000");
    expect(line).toMatch(/prism@2\.1\.0 with [\d,]+ \(telescope@1\.0\.0 > prism@2\.1\.0\)/u);
    expect(line).toContain("(telescope@1.0.0 > @observatory/lens@1.0.0");
  });

  test("too large zipped", async () => {
    const { exitCode, line } = await refusalOf(heavy, ["telescope", "--max-zip-size", "20000"]);
    expect(exitCode).toBe(1);
    expect(line).toContain("over the limit of 20,000");
    expect(line).toContain("prism@2.1.0");
  });
});

describe("the real command", () => {
  test.each<[number, readonly string[]]>([
    [1, ["telescpoe"]],
    [2, ["--every"]],
  ])("exits with %i for %j", async (code, argv) => {
    const root = await observatory();
    const { exitCode } = await refusal(root, () => runBin(argv, { cwd: root }));
    expect(exitCode).toBe(code);
  });

  test.each<["SIGINT" | "SIGTERM", number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("after %s it leaves nothing half-written and exits with %i", async (signal, code) => {
    const root = await observatory(survey);
    const outputs = await outputsWithEarlierZip(root);
    writeTree(outputs, { "telescope/main.js": "staged earlier" });
    const running = execa(process.execPath, [await buildCommand(), "telescope"], { cwd: root, reject: false });
    await untilChildAppears(outputs, /^\.lambda-pack-/u);
    running.kill(signal);

    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(code);
    expect(stderr).toMatch(/^lambda-pack: The command was interrupted[^\n]*$/u);
    expect(await listFiles(outputs)).toEqual([".gitignore", "telescope.zip", "telescope/main.js"]);
    expect(await readFile(path.join(outputs, "telescope.zip"), "utf8")).toBe("PK earlier");
    expect(await readFile(path.join(outputs, "telescope", "main.js"), "utf8")).toBe("staged earlier");
  });
});

async function outputsWithEarlierZip(root: string): Promise<string> {
  const outputs = path.join(root, ".lambda-pack");
  mkdirSync(outputs);
  writeTree(outputs, { ".gitignore": "*\n", "telescope.zip": "PK earlier" });
  return outputs;
}

/** Refusal for a user who owns nothing here, but may read all and write to the output directory. */
async function refuseUnprivileged(root: string, argv?: readonly string[]): Promise<Refusal> {
  return refusal(root, () => withoutLastNewline(unprivileged(root, argv)));
}

async function unprivileged(root: string, argv: readonly string[] = ["telescope"]): ReturnType<typeof runCommand> {
  chmodSync(root, 0o755);
  chmodSync(path.join(root, ".lambda-pack"), 0o777);
  return asUnprivileged(() => runCommand(argv, root));
}
