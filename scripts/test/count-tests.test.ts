import { writeFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { repository } from "@lambda-pack/test-support/repository";
import { execa } from "execa";
import { expect, test } from "vitest";

const script = path.join(repository, "scripts", "count-tests.mjs");

/** One file of tests by the status of each. */
interface ReportedFile {
  readonly status: "passed" | "failed";
  readonly tests: readonly string[];
}

async function count(files: readonly ReportedFile[] | undefined): Promise<readonly [number | undefined, string]> {
  const directory = temporaryDirectory();
  const report = path.join(directory, "report.json");
  if (files !== undefined) {
    const testResults = files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((testStatus) => ({ status: testStatus })),
    }));
    await writeFile(report, JSON.stringify({ success: files.every((file) => file.status === "passed"), testResults }));
  }
  const { exitCode, stdout } = await execa(process.execPath, [script, report], { reject: false });
  return [exitCode, stdout];
}

test("passed tests are counted over all files", async () => {
  const files = [
    { status: "passed", tests: ["passed", "passed"] },
    { status: "passed", tests: ["passed"] },
  ] as const;
  expect(await count(files)).toEqual([0, "3 passed, 0 failed"]);
});

test("a failed test fails the run", async () => {
  expect(await count([{ status: "failed", tests: ["passed", "failed"] }])).toEqual([1, "1 passed, 1 failed"]);
});

test("a file that could not be loaded is a failure", async () => {
  const files = [
    { status: "passed", tests: ["passed"] },
    { status: "failed", tests: [] },
  ] as const;
  expect(await count(files)).toEqual([1, "1 passed, 1 failed"]);
});

test("a run without tests fails", async () => {
  expect(await count([])).toEqual([1, "0 passed, 0 failed"]);
});

test("a run without a report fails", async () => {
  expect(await count(undefined)).toEqual([1, "0 passed, 0 failed"]);
});
