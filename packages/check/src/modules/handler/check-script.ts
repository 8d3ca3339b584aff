import { defined, pathBelow, TASK_ROOT } from "@lambda-pack/model";
import type { BundleFile, Finding } from "@lambda-pack/model";
import { MAX_SCRIPT_BYTES, fileFormat, isReadable } from "@lambda-pack/scan";
import type { Entry, ScanSource } from "@lambda-pack/scan";
import { labelOf } from "../../owner-of.ts";
import type { ModuleOptions } from "../module-options.ts";

export interface CheckedScript {
  readonly findings: readonly Finding[];
  /** The file that it runs with Node, where that can be read from it. */
  readonly entry?: Entry;
}

/**
 * A handler that is the name of a program: a wrapper (AWS_LAMBDA_EXEC_WRAPPER) starts it below the task root, as that of the Lambda
 * Web Adapter does with `run.sh`. Undefined for a handler that is none.
 */
export async function checkScript(
  source: ScanSource,
  handler: string,
  options: ModuleOptions,
): Promise<CheckedScript | undefined> {
  const { bundle } = source.opened;
  const root = bundle.origin === "workspace" ? bundle.root : "";
  const name = handler.startsWith(`${TASK_ROOT}/`) ? handler.slice(TASK_ROOT.length + 1) : handler;
  const path = pathBelow(root, name);
  const file = source.resolver.tree.fileAt(source.resolver.tree.realPath(path) ?? path);
  const about = { package: labelOf(bundle, bundle.target), handler } as const;
  if (file === undefined) {
    if (!SCRIPT.test(name) || name.startsWith("/")) return undefined;
    const target = bundle.packages.get(bundle.target);
    const isThere = target !== undefined && options.hasFile?.(target, name) === true;
    const reason = isThere ? "not-packed" : "missing";
    return { findings: [{ kind: "handler-script", severity: "error", ...about, path, reason }] };
  }
  if (/\.(?:[cm]?[jt]sx?|json|node)$/u.test(name)) return undefined;
  const isText = isReadable(file) && file.size <= MAX_SCRIPT_BYTES;
  const text = isText ? decoder.decode(await source.opened.read(file)) : undefined;
  const fault = findFault(file, text);
  return {
    findings: [
      fault === undefined
        ? { kind: "handler-provided", severity: "note", ...about, by: "wrapper" }
        : { kind: "handler-script", ...about, path, ...fault },
    ],
    ...defined({ entry: findEntry(source, root, text ?? "") }),
  };
}

/** Linux does not see past a byte order mark. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const SCRIPT = /\.(?:ba|z)?sh$/u;

type Fault = Pick<Extract<Finding, { readonly kind: "handler-script" }>, "reason" | "severity" | "mode">;

/** APPNOTE 4.4.2: what other systems write says nothing of modes. */
const UNIX = 3;

/** Bytes that a program of Linux begins with, decoded. */
const ELF = "\u007FELF";

function findFault({ mode, zipped }: BundleFile, text: string | undefined): Fault | undefined {
  const isKnown = zipped === undefined || zipped.madeBy === UNIX;
  if (isKnown && (mode & 0o111) === 0) {
    return { reason: "mode", severity: "error", mode: (mode & 0o777).toString(8).padStart(3, "0") };
  }
  if (text === undefined || text.startsWith(ELF)) return undefined;
  if (text.includes("\r\n")) return { reason: "line-ends", severity: "error" };
  // Where a shell starts it, the shell runs it itself.
  return text.startsWith("#!") ? undefined : { reason: "first-line", severity: "warning" };
}

/** What stands behind `node` in a line of it. */
function findEntry({ resolver }: ScanSource, root: string, text: string): Entry | undefined {
  const [, name] = /(?:^|[\s/])node(?:\s+-\S+)*\s+["']?(?:\.\/)?([\w./-]+\.[cm]?js)\b/mu.exec(text) ?? [];
  const path = name === undefined ? undefined : pathBelow(root, name);
  if (path === undefined || resolver.tree.kindOf(path) !== "file") return undefined;
  return { path, by: fileFormat(path, resolver.packageJsons, "import") === "module" ? "import" : "require" };
}
