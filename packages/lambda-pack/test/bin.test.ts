import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { botland } from "./botland.ts";

/** A process that compiles the sources first is slow on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

function start(argv: readonly string[], cwd: string, preloaded: readonly string[] = []) {
  const imports = [import.meta.resolve("tsx"), ...preloaded].map((url) => `--import=${url}`);
  return spawn(process.execPath, ["--conditions=source", ...imports, bin, ...argv], { cwd });
}

async function run(argv: readonly string[], cwd: string) {
  const child = start(argv, cwd);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: Number(code), out, err };
}

test("the real binary prints the version of its package.json", async () => {
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  expect(await run(["--version"], await botland())).toEqual({ code: 0, out: `${manifest.version}\n`, err: "" });
});

test("the real binary packs, and exits with 1 for what is not there", async () => {
  const cwd = await botland();
  const packed = await run(["database"], cwd);
  expect([packed.code, packed.err]).toEqual([0, ""]);
  expect(packed.out).toMatch(/^Packed @botland\/database 1\.0\.0 /u);
  expect(await run(["databse"], cwd)).toMatchObject({ code: 1, out: "" });
});

test("a reader that goes away is no error", async () => {
  const child = start(["--help"], await botland());
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect([code, err]).toEqual([0, ""]);
});

test.each([
  ["SIGINT", 130],
  ["SIGHUP", 129],
  ["SIGQUIT", 131],
] as const)("%s in the middle of writing leaves nothing half-written, and exits with %d", async (signal, exitCode) => {
  const cwd = await botland();
  // Random bytes do not compress, so that there is time to interrupt.
  await writeFile(join(cwd, "packages/database/model.bin"), randomBytes(48 * 1024 * 1024));
  const child = start(["database"], cwd);
  const outputs = join(cwd, ".lambda-pack/@botland");
  while ((await listed(outputs)).length === 0 && child.exitCode === null) await setTimeout(5);
  child.kill(signal);
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect([code, err]).toEqual([exitCode, "lambda-pack: The command was interrupted.\n"]);
  expect(await listed(outputs)).toEqual([]);
});

/** Code that makes a call of node:fs run without end, and says on standard error when it does. */
function endless(call: string, holder = "fs"): string {
  const lines = [
    'import fs from "node:fs";',
    'import { syncBuiltinESMExports } from "node:module";',
    `const original = ${holder}.${call};`,
    `${holder}.${call} = (...given) => {`,
    '  if (!String(given[0]).includes("botland") && !String(given[0]).includes("lambda-pack-")) return original(...given);',
    '  fs.writeSync(2, "busy");',
    "  for (;;);",
    "};",
    "syncBuiltinESMExports();",
  ];
  return `data:text/javascript,${encodeURIComponent(lines.join("\n"))}`;
}

test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const)(
  "%s ends a run that is busy with reading, as there is nothing to clean up yet",
  async (signal) => {
    const child = start(["database"], await botland(), [endless("readdirSync")]);
    const closed = once(child, "close");
    await once(child.stderr, "data");
    child.kill(signal);
    expect(await closed).toEqual([null, signal]);
  },
);

test.each([
  ["SIGINT", "SIGINT"],
  ["SIGTERM", "SIGHUP"],
] as const)("after %s, a second signal, %s, ends a run that does not come to an end", async (first, second) => {
  const cwd = await botland();
  await writeFile(join(cwd, "packages/database/model.bin"), randomBytes(48 * 1024 * 1024));
  const child = start(["database"], cwd, [endless("rm", "fs.promises")]);
  const closed = once(child, "close");
  const outputs = join(cwd, ".lambda-pack/@botland");
  while ((await listed(outputs)).length === 0 && child.exitCode === null) await setTimeout(5);
  child.kill(first);
  await once(child.stderr, "data");
  child.kill(second);
  expect(await closed).toEqual([null, second]);
});

async function listed(directory: string): Promise<readonly string[]> {
  return existsSync(directory) ? readdir(directory) : [];
}

test.runIf(existsSync("/dev/full"))("standard output that takes nothing is one line, and exits with 1", async () => {
  const cwd = await botland();
  const tsx = import.meta.resolve("tsx");
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, ["--conditions=source", `--import=${tsx}`, bin, "list", "database"], {
    cwd,
    stdio: ["pipe", full, "pipe"],
  });
  const [err, [code]] = await Promise.all([text(child.stderr ?? Readable.from([])), once(child, "close")]);
  closeSync(full);
  expect(err).toBe("lambda-pack: Standard output cannot be written: ENOSPC: no space left on device, write.\n");
  expect(code).toBe(1);
});
