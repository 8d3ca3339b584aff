import { readFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { repository } from "@lambda-pack/test-support/repository";
import { expect, test } from "vitest";
import type { Report } from "../../packages/lambda-pack/src/index.ts";
import { runBin } from "../harness/run-command.ts";

const timeout = 240_000;
let root = "";

/** Packs it with the command that users run, and answers its report. */
async function packed(name: string, ...options: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runBin(["database", "--no-stage", "--out", name, "--json", ...options], {
    cwd: root,
  });
  expect(stderr).toBe("");
  const { packs }: { readonly packs: readonly [Report] } = JSON.parse(stdout);
  return packs[0];
}

async function answerOf(zip: string): Promise<unknown> {
  const words = ["invoke", zip, "--handler", "main.lambdaHandler", "--event", "{}", "--out", "answer.json"];
  expect((await runBin(words, { cwd: root })).exitCode).toBe(0);
  return JSON.parse(await readFile(path.join(root, "answer.json"), "utf8"));
}

/** What `check` finds, without what it guesses to be the cause from files that lie beside. */
async function findingsOf(zip: string): Promise<unknown> {
  const words = ["check", zip, "--handler", "main.lambdaHandler", "--json"];
  const { findings } = JSON.parse((await runBin(words, { cwd: root })).stdout);
  return findings.map((finding: object) => ({ ...finding, cause: undefined, similar: undefined }));
}

test("botland answers the same with six tenths of its bytes, and is found as right", { timeout }, async () => {
  root = path.join(temporaryDirectory(), "botland");
  await installFixture({ fixture: path.join(repository, "fixtures", "botland"), into: root });
  const whole = await packed("whole.zip");
  const trimmed = await packed("trimmed.zip", "--trim=reachable");
  expect(trimmed.sizes.bytes / whole.sizes.bytes).toBeLessThan(0.6);
  expect(trimmed.trim?.bytes).toBe(whole.sizes.bytes - trimmed.sizes.bytes);
  const answer = await answerOf("whole.zip");
  expect(answer).toMatchObject({ success: true });
  expect(await answerOf("trimmed.zip")).toEqual(answer);
  expect(await findingsOf("trimmed.zip")).toEqual(await findingsOf("whole.zip"));
});
