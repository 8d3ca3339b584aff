// @ts-check
/** @import { BatchDisk, FileRequest, StageRequest } from "./batch.ts" */
import { constants } from "node:fs";
import { during } from "./step-failure.mjs";

/** The modification time of every staged file, in seconds: 1980-01-01T00:00:00Z. */
export const STAGED_SECONDS = 315_532_800;

/**
 * @typedef {object} StageOptions
 * @property {BatchDisk} disk
 * @property {(stage: StageRequest) => void} copy Writes the content to the file that is asked for.
 */

/**
 * Writes a staged file by `copy`, or by what the request prefers to it; gives what the disk says of it then. Undefined where
 * none is asked for, or what is staged already has the content.
 *
 * @param {FileRequest} request
 * @param {Buffer} digest
 * @param {StageOptions} options
 */
export function stageUnlessThere({ source, stage }, digest, { disk, copy }) {
  if (stage === undefined || (stage.unless !== undefined && digest.equals(stage.unless))) return undefined;
  const { file, mode, how } = stage;
  return during("stage", () => {
    if (how === "link" && (disk.statSync(source).mode & 0o7777) === mode) disk.linkSync(source, file);
    else {
      if (how === "clone") disk.copyFileSync(source, file, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      else copy(stage);
      disk.utimesSync(file, STAGED_SECONDS, STAGED_SECONDS);
    }
    const { ino, ctimeMs, mode: made } = disk.lstatSync(file);
    if ((made & 0o7777) === mode) return { ino, ctimeMs };
    // The umask took something away, or the source has other permissions.
    disk.chmodSync(file, mode);
    return { ino, ctimeMs: disk.lstatSync(file).ctimeMs };
  });
}
