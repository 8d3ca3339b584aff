import { win32 } from "node:path";
import { expect, test } from "vitest";
import { outputWriteFailed } from "../../src/disk/file-errors.ts";
import { windowsFileSystem } from "../../src/disk/windows-file-system.ts";

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk whose renames fail the given number of times, and what was done and waited for it. Nothing is at the new name unless given. */
function heldDisk(code: string, times: number, target?: "file" | "directory") {
  const calls: string[] = [];
  const pauses: number[] = [];
  const renames = () => calls.filter((call) => call === "rename a b").length;
  const disk = {
    rename: async (from: unknown, to: unknown) => {
      calls.push(`rename ${String(from)} ${String(to)}`);
      if (renames() <= times) throw refusal(code);
    },
    lstat: async () => {
      if (target === undefined) throw refusal("ENOENT");
      return { isDirectory: () => target === "directory" };
    },
  };
  const fs = windowsFileSystem(disk, async (ms) => pauses.push(ms));
  return { fs, calls, pauses };
}

test.each(["EPERM", "EBUSY", "EACCES"])(
  "a rename that %s refuses is tried again, a little later each time",
  async (code) => {
    const { fs, calls, pauses } = heldDisk(code, 3, "file");

    await fs.rename("a", "b");

    expect(calls).toEqual(Array.from({ length: 4 }, () => "rename a b"));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses).toHaveLength(3);
  },
);

test("a rename that stays refused is given up in two seconds, with the system's own error", async () => {
  const { fs, calls, pauses } = heldDisk("EBUSY", Infinity);

  await expect(fs.rename("a", "b")).rejects.toMatchObject({ code: "EBUSY" });

  expect(calls).toHaveLength(pauses.length + 1);
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(2000);
});

test("a directory in the way is told at once, by the code of other systems", async () => {
  const { fs, pauses } = heldDisk("EPERM", Infinity, "directory");

  await expect(fs.rename("a", "b")).rejects.toMatchObject({ code: "EEXIST", cause: { code: "EPERM" } });

  expect(pauses).toEqual([]);
});

test("what another attempt cannot change is not waited for", async () => {
  const { fs, calls, pauses } = heldDisk("ENOSPC", 1);

  await expect(fs.rename("a", "b")).rejects.toMatchObject({ code: "ENOSPC" });

  expect([calls.length, pauses.length]).toEqual([1, 0]);
});

test.each(["EPERM", "EBUSY", "EACCES"])(
  "on Windows, %s of an output asks to close the program that has it open",
  (code) => {
    const { message, hint } = outputWriteFailed(String.raw`C:\out\x.zip`, refusal(code), win32);

    expect(message).toContain(String.raw`C:\out\x.zip could not be written: `);
    expect(hint).toBe(
      "Close the program that has it open, make it writable if it is read-only, or choose another output.",
    );
  },
);
