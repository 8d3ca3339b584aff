import { systemCode, systemReason } from "../text/system-reason.ts";
import { isPackError, PackError } from "./error.ts";

/**
 * An error of the operating system in words, or undefined for any other error. What a disk, a limit or a permission refuses is no
 * bug of the tool, wherever it happens; who knows more about the file says so before an error gets as far as here.
 */
export function systemFailure(error: unknown): PackError | undefined {
  const code = systemCode(error);
  if (code === undefined || isPackError(error) || !isOfSystem(code)) return undefined;
  const { path, dest, syscall } = error as NodeError;
  const at = [path, dest].filter((one) => one !== undefined && one !== "");
  const what = at.length === 0 ? "A call of the system" : at.join(" to ");
  const call = syscall === undefined ? "" : ` in ${syscall}`;
  return new PackError("SYSTEM_FAILED", `${what} failed${call}: ${systemReason(error)}.`, {
    hint: hintFor(code),
    details: { code, ...(at.length === 0 ? {} : { path: at[0] }) },
    cause: error,
  });
}

interface NodeError {
  readonly path?: string | undefined;
  readonly dest?: string | undefined;
  readonly syscall?: string | undefined;
}

/** Codes of the system have no underscore: `EIO`. Node's own begin with `ERR_`; of these, only those of files are no bugs. */
function isOfSystem(code: string): boolean {
  return /^E[A-Z0-9]+$/u.test(code) || code.startsWith("ERR_FS_") || code === "ERR_SYSTEM_ERROR";
}

function hintFor(code: string): string {
  if (code === "EMFILE" || code === "ENFILE") return "Raise the limit of open files (ulimit -n), and run it again.";
  if (code === "ENOMEM" || code === "EAGAIN") return "Close other programs, or allow more memory and processes.";
  if (code === "ENOSPC" || code === "EDQUOT") return "Free some space, and run it again.";
  if (code === "EACCES" || code === "EPERM") return "Give the current user access to it, and run it again.";
  if (code === "ENOENT" || code === "ENOTDIR") return "Stop what changes files there, and run it again.";
  return "Check the disk or the network drive, and run it again.";
}
