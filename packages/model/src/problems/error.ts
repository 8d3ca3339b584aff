export interface PackErrorInfo {
  /** One sentence for documents and lists. */
  readonly summary: string;
}

/** Every way a pack can fail that is not a bug. Codes are public: add freely, never reuse, never rename. */
export const packErrors = {
  WORKSPACE_NOT_FOUND: { summary: "There is no package.json at or above the working directory." },
  WORKSPACE_UNSUPPORTED: { summary: "The monorepo is of a kind that this version cannot pack." },
  IMPORTER_NOT_FOUND: { summary: "No package of the workspace has that name or directory." },
  IMPORTER_AMBIGUOUS: { summary: "The name matches more than one package of the workspace." },
  NO_TARGETS: { summary: "No package of the workspace has a lambdaPack field." },
  MANIFEST_INVALID: { summary: "A package.json or lerna.json cannot be read." },
  LOCKFILE_INVALID: { summary: "A lockfile cannot be read." },
  CONFIG_INVALID: { summary: "The lambdaPack settings are invalid." },
  PACKAGE_NAME_INVALID: { summary: "A package or dependency name cannot be a path of the bundle." },
  DEPENDENCY_NOT_INSTALLED: { summary: "A required dependency is not installed." },
  DEPENDENCY_ABOVE_ROOT: { summary: "A required dependency is installed only above the workspace root." },
  LINKS_NEEDED: { summary: "Packages depend on each other so that copies without links would never end." },
  LINK_LOOP: { summary: "Links form a loop." },
  FILE_UNREADABLE: { summary: "A file or directory cannot be read." },
  FILE_CHANGED: { summary: "A file changed or vanished while it was being packed." },
  FILE_NAME_NOT_UTF8: { summary: "A file name is not UTF-8, which a zip for Lambda must be." },
  FILE_NAME_UNSAFE: { summary: "A file name would escape from the bundle or cannot be unpacked everywhere." },
  FILE_NAMES_COLLIDE: { summary: "Two files of the bundle have names that some file systems cannot tell apart." },
  OUTPUT_INVALID: { summary: "The output path cannot be used." },
  OUTPUT_WRITE_FAILED: { summary: "The output could not be written." },
  BUNDLE_TOO_LARGE: { summary: "The bundle is over the limit for unzipped code." },
  ARCHIVE_TOO_LARGE: { summary: "The archive is over the limit for an upload." },
  NOT_IN_BUNDLE: { summary: "Nothing in the bundle has that name or path." },
  ZIP_UNREADABLE: { summary: "The file that should be a zip cannot be read." },
  ZIP_INVALID: { summary: "The file is not a zip, or is damaged." },
  ZIP_ENCRYPTED: { summary: "The zip is encrypted." },
  ZIP_UNSAFE: { summary: "A name in the zip would escape the folder it is unpacked to, or appears twice." },
  ZIP_TOO_LARGE: { summary: "The zip would unpack to more than any bundle holds." },
  ERRORS_FOUND: { summary: "There are problems of severity error." },
  PROBLEMS_UNDER_STRICT: { summary: "There are problems, and --strict was given." },
  SANDBOX_INVALID: { summary: "A function cannot be isolated from its surroundings." },
  HANDLER_NOT_LOADED: { summary: "The handler cannot be loaded from the packed zip." },
  RECORD_INVALID: { summary: "The files that a function opens cannot be recorded, or a record cannot be used." },
  OPENED_LEFT_OUT: { summary: "A file that a function has opened would be left out of its bundle." },
  EVENT_INVALID: { summary: "The event for an invoke is not JSON, or too large." },
  NODE_UNUSABLE: { summary: "The program given to --node is not Node.js." },
  PORT_UNUSABLE: { summary: "A port cannot be used." },
  WATCH_FAILED: { summary: "Not all sources can be watched for changes." },
  SYSTEM_FAILED: { summary: "The operating system refused something: a disk, a limit or a permission." },
  INTERRUPTED: { summary: "The command was interrupted." },
} as const satisfies Record<string, PackErrorInfo>;

export type PackErrorCode = keyof typeof packErrors;

export interface PackErrorFields {
  /** One sentence, an action. */
  readonly hint?: string;
  /** Plain JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Why a pack did not succeed. Callers switch on `code`; there are no subclasses. */
export class PackError extends Error {
  readonly code: PackErrorCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  /** `message` is one sentence that names the thing and the file. */
  constructor(code: PackErrorCode, message: string, { hint, details = {}, cause }: PackErrorFields = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "PackError";
    this.code = code;
    this.hint = hint;
    this.details = details;
  }
}

/** Asks for the code, not the class: two copies of this package may be installed. */
export function isPackError(error: unknown): error is PackError {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && Object.hasOwn(packErrors, error.code)
  );
}
