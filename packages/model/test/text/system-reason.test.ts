import { expect, test } from "vitest";
import { systemReason } from "../../src/index.ts";

function failure(message: string, code?: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

test.each([
  [failure("ENOSPC: no space left on device, write", "ENOSPC"), "no space left on the device (ENOSPC)"],
  [failure("ENXIO: no such device or address", "ENXIO"), "the system refused (ENXIO)"],
  [
    failure("File size is greater than 2 GiB", "ERR_FS_FILE_TOO_LARGE"),
    "it is too large to be read at once (ERR_FS_FILE_TOO_LARGE)",
  ],
  [failure("Not a zip archive", "ZIP_ER_NOZIP"), "the zip that holds it is damaged or not a zip (ZIP_ER_NOZIP)"],
  [failure("Cannot find module './db.js'", "ERR_MODULE_NOT_FOUND"), "Cannot find module './db.js'"],
  [failure("no database today"), "no database today"],
  ["thrown text", "thrown text"],
])("the reason of %s is told as %s", (error, reason) => {
  expect(systemReason(error)).toBe(reason);
});
