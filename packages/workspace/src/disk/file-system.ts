import * as fs from "node:fs";

/** The calls that reading a workspace makes; those of `node:fs` unless a caller passes its own. */
export type FileSystem = Pick<typeof fs, "lstatSync" | "readdirSync" | "readFileSync" | "readlinkSync" | "statSync"> & {
  readonly realpathSync: typeof fs.realpathSync.native;
};

/** The machine's own. Links are followed by the system, which asks once where Node's own code asks for each folder. */
export const nodeFileSystem: FileSystem = { ...fs, realpathSync: fs.realpathSync.native };
