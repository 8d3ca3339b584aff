import { remove } from "fs-extra/esm";
import { onTestFinished } from "vitest";
import { makeTemporaryDirectory } from "./make-temporary-directory.ts";

/** A new empty directory, by its real path, that is removed after the test. */
export function temporaryDirectory(): string {
  const directory = makeTemporaryDirectory();
  onTestFinished(() => remove(directory));
  return directory;
}
