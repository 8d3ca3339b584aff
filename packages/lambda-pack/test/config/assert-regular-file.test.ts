import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { assertRegularFile } from "../../src/config/assert-regular-file.ts";

test("a pipe, a device and a file that is too large are refused, with the reason", async () => {
  const root = tree({ "large.env": "" });
  execFileSync("mkfifo", [join(root, "pipe")]);
  truncateSync(join(root, "large.env"), 200_000_000);
  await expect(assertRegularFile(join(root, "pipe"))).rejects.toThrow("it is a named pipe, not a regular file");
  await expect(assertRegularFile("/dev/zero")).rejects.toThrow("it is a device, not a regular file");
  await expect(assertRegularFile(join(root, "large.env"))).rejects.toThrow(
    "it has 200,000,000 bytes, and may have 134,217,728",
  );
});

test("a file is right; a directory, and what is not there, are for the one who reads them", async () => {
  const root = tree({ "some.env": "A=1" });
  await expect(assertRegularFile(join(root, "some.env"))).resolves.toBeUndefined();
  await expect(assertRegularFile(root)).resolves.toBeUndefined();
  await expect(assertRegularFile(join(root, "none"))).rejects.toThrow("ENOENT");
});
