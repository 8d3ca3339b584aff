import { posix, win32 } from "node:path";
import { aroundCalls } from "./around-calls.ts";

/**
 * The directory as the drive `C:` of Windows: paths with slashes of both kinds lead into it, in any case, and real paths come
 * with backslashes, in the case of the disk.
 */
export function windowsDisk<FileSystem extends { readonly readdirSync: (path: string) => readonly string[] }>(
  disk: FileSystem,
  directory: string,
): FileSystem {
  const drive = "C:\\";

  function inside(path: string): string {
    const full = win32.normalize(path);
    if (!full.toLowerCase().startsWith(drive.toLowerCase())) throw new Error(`${path} is not on the drive C:.`);
    const names = full.slice(drive.length).split("\\");
    return names.filter((name) => name !== "").reduce(asOnDisk, directory);
  }

  function asOnDisk(folder: string, name: string): string {
    const known = namesIn(folder).find((each) => each.toLowerCase() === name.toLowerCase());
    return posix.join(folder, known ?? name);
  }

  function namesIn(folder: string): readonly string[] {
    try {
      return disk.readdirSync(folder);
    } catch {
      return [];
    }
  }

  return aroundCalls(disk, ({ name, parameters: [path, ...rest], run }) => {
    if (typeof path !== "string") return run();
    const result = run([inside(path), ...rest]);
    if (name === "readlinkSync") return String(result).replaceAll("/", "\\");
    return name === "realpathSync" ? win32.join(drive, posix.relative(directory, String(result))) : result;
  });
}
