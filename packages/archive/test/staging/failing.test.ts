import { readdirSync } from "node:fs";
import { join } from "node:path";

import { diskFileSystem, writeBundle } from "@lambda-pack/archive";
import type { BundleOptions } from "@lambda-pack/archive";
import { isPackError, PackError } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";

import { failingFileSystem } from "@lambda-pack/test-support/disk/failing-file-system";
import { packAsAnew } from "../reuse/pack-anew.ts";
import { snapshot } from "../snapshot.ts";
import { threeVersions } from "./versions.ts";

/** Goes on from an earlier staging directory to another version; gives the error, and whether all is as before then. */
async function outcomeOf(
  options: Partial<BundleOptions>,
): Promise<{ readonly error: unknown; readonly isUnchanged: boolean }> {
  const { dir, earlier, high, outputs } = threeVersions();
  await writeBundle(earlier, outputs);
  const before = snapshot(join(dir, "out"));
  const error: unknown = await writeBundle(high, { ...outputs, ...options }).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  // The indexes are among what is compared.
  const isUnchanged = JSON.stringify(snapshot(join(dir, "out"))) === JSON.stringify(before);
  expect(readdirSync(join(dir, "out")).filter((name) => name.startsWith("."))).toEqual([]);
  // What the indexes tell is believed now.
  await packAsAnew(earlier, outputs);
  await packAsAnew(high, outputs);
  return { error, isUnchanged };
}

describe("the earlier staging directory, its index and its zip stay as they were when", () => {
  test("the finished archive is rejected", async () => {
    const rejected = new PackError("ARCHIVE_TOO_LARGE", "The archive is too large, because of lodash.");
    const assertArchive = () => {
      throw rejected;
    };
    expect(await outcomeOf({ assertArchive })).toEqual({ error: rejected, isUnchanged: true });
  });

  test("the run is aborted at its last file", async () => {
    const controller = new AbortController();
    const onProgress = ({ files }: { readonly files: number }) => {
      if (files === 7) controller.abort();
    };
    const { error, isUnchanged } = await outcomeOf({ signal: controller.signal, onProgress });
    expect({ error, isUnchanged }).toMatchObject({ error: { code: "INTERRUPTED" }, isUnchanged: true });
  });

  test.each([["rename"], ["chmod"], ["mkdir"], ["lstatSync"], ["mkdirSync"], ["symlinkSync"], ["rm"], ["mkdtemp"]])(
    "any call of %s fails",
    async (kind) => {
      const errors: unknown[] = [];
      for (let at = 1; ; at += 1) {
        const { fs, failed } = failingFileSystem(diskFileSystem, { at, code: "EIO", only: kind });
        const { error, isUnchanged } = await outcomeOf({ fs });
        if (failed() === undefined) break;
        errors.push(error);
        if (error === undefined) continue;
        expect({ at, isTold: isPackError(error) && error.message.includes("EIO"), isUnchanged }).toEqual({
          at,
          isTold: true,
          isUnchanged: true,
        });
      }
      expect(errors.some((error) => error !== undefined)).toBe(kind !== "rm");
    },
    60_000,
  );
});
