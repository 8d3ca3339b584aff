const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use or a mount point",
  EDQUOT: "the disk quota is exceeded",
  EEXIST: "it already exists",
  EFBIG: "it is too large for the file system",
  EIO: "input/output error",
  EISDIR: "it is a directory",
  ELOOP: "links form a loop",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "it does not exist",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is not a directory",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  EXDEV: "it is on another file system",
  ERR_FS_FILE_TOO_LARGE: "it is too large to be read at once",
};

/**
 * Why the system refused, in words and with its code: `no space left on the device (ENOSPC)`. Errors of Node itself
 * (`ERR_…`) that are not in the list have a sentence of their own, and so has everything that has no code.
 */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  const reason = code === undefined ? undefined : reasons[code];
  if (reason !== undefined) return `${reason} (${code})`;
  if (isDamagedZip(error)) return `the zip that holds it is damaged or not a zip (${code})`;
  if (code !== undefined && !code.startsWith("ERR_")) return `the system refused (${code})`;
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error, `ENOENT`; undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether a reader of zips could not make sense of one; its codes are those of libzip. */
export function isDamagedZip(error: unknown): boolean {
  return systemCode(error)?.startsWith("ZIP_ER_") === true;
}

/** Whether nothing is at that path. */
export function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOENT" || code === "ENOTDIR";
}
