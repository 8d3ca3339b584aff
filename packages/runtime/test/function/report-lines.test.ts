import { expect, test } from "vitest";
import { endLines, startLine } from "../../src/function/report-lines.ts";
import type { InvokeReport } from "../../src/function/report-lines.ts";

const report: InvokeReport = {
  requestId: "flood-1",
  duration: 12.345,
  initDuration: 100.5,
  memory: 128,
  peakMemory: 40 * 1024 * 1024 + 1,
  status: "success",
};

test("an invoke's log begins with its id and version", () => {
  expect(startLine("flood-1")).toBe("START RequestId: flood-1 Version: $LATEST\n");
});

test("the first invoke of a process tells how long it took to be ready, and is billed for it", () => {
  expect(endLines(report)).toBe(
    "END RequestId: flood-1\n" +
      "REPORT RequestId: flood-1\tDuration: 12.35 ms\tBilled Duration: 113 ms\tMemory Size: 128 MB\tMax Memory Used: 41 MB\tInit Duration: 100.50 ms\n",
  );
});

test("later invokes do not", () => {
  expect(endLines({ ...report, initDuration: undefined })).toContain("\tBilled Duration: 13 ms\t");
  expect(endLines({ ...report, initDuration: undefined })).not.toContain("Init Duration");
});

test("what failed says so at the end", () => {
  expect(endLines({ ...report, status: "error" })).toMatch(/\tStatus: error\n$/u);
  expect(endLines({ ...report, status: "timeout" })).toMatch(/\tStatus: timeout\n$/u);
});

test("no more memory is told than there is", () => {
  expect(endLines({ ...report, peakMemory: 200 * 1024 * 1024 })).toContain("\tMax Memory Used: 128 MB\t");
});

test("where the system does not tell the memory, neither does the line", () => {
  expect(endLines({ ...report, peakMemory: undefined })).not.toContain("Max Memory Used");
});
