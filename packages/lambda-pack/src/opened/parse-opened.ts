import { isJsonObject, PackError } from "@lambda-pack/model";
import { OPENED_VERSION, openedKinds } from "./opened-files.ts";
import type { OpenedFile, OpenedFiles, OpenedKind } from "./opened-files.ts";

/** Reads the text of a record. `where` is the file, as it was named. */
export function parseOpened(text: string, where: string): OpenedFiles {
  const parsed = parseJson(text, where);
  const fault = faultOf(parsed);
  if (fault !== undefined) throw invalid(where, fault);
  return parsed as OpenedFiles;
}

/** Whether a file is a record, as those are that were made in the directory of a package. */
export function isRecordText(text: string): boolean {
  if (!text.includes('"sha256"')) return false;
  try {
    return faultOf(JSON.parse(text)) === undefined;
  } catch {
    return false;
  }
}

/** Throws unless a record is of one of these bundles, such as a whole one and what is left of it. */
export function assertSameBundle(
  { bundle }: OpenedFiles,
  { where, name, sha256 }: { readonly where: string; readonly name: string; readonly sha256: readonly string[] },
): void {
  if (sha256.includes(bundle.sha256)) return;
  const what =
    bundle.name === name
      ? `an earlier or later state of ${name}: files of the bundle have changed since`
      : `the bundle of ${bundle.name}, not of ${name}`;
  throw new PackError("RECORD_INVALID", `${where} is a record of ${what}.`, {
    hint: "Record again, into a new file: lambda-pack invoke --record <file>.",
    details: { path: where, recorded: bundle, bundle: { name, sha256: sha256[0] ?? "" } },
  });
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (cause) {
    throw invalid(where, `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

function faultOf(value: unknown): string | undefined {
  if (!isJsonObject(value) || !("bundle" in value) || !("files" in value)) return "it is not a file of --record";
  const { version, bundle, files, listed, checked } = value;
  if (version !== OPENED_VERSION) return `its version is ${JSON.stringify(version)}, and this lambda-pack reads 1`;
  if (!isJsonObject(bundle) || typeof bundle["name"] !== "string" || !isDigest(bundle["sha256"])) {
    return "bundle needs a name and a sha256";
  }
  if (!Array.isArray(files) || !files.every(isOpenedFile)) return "files must be a list of a path and kinds each";
  return isTexts(listed) && isTexts(checked) ? undefined : "listed and checked must be lists of paths";
}

function isDigest(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{64}$/u.test(value);
}

function isOpenedFile(value: unknown): value is OpenedFile {
  if (!isJsonObject(value)) return false;
  const { path, kinds } = value;
  return typeof path === "string" && isTexts(kinds) && kinds.every((kind) => openedKinds.includes(kind as OpenedKind));
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function invalid(where: string, reason: string, cause?: unknown): PackError {
  return new PackError("RECORD_INVALID", `${where} cannot be used as a record: ${reason}.`, {
    hint: "Name a file that lambda-pack invoke --record has written.",
    details: { path: where },
    ...(cause === undefined ? {} : { cause }),
  });
}
