import { byCodeUnit, defined, parseHandler } from "@lambda-pack/model";
import type { Finding, Handler } from "@lambda-pack/model";
import {
  MAX_SCRIPT_BYTES,
  exportedNames,
  fileFormat,
  findHandlerFile,
  parseModule,
  resolveSpecifier,
  unlessTooDeep,
} from "@lambda-pack/scan";
import type { Entry, HandlerFile, ScanSource } from "@lambda-pack/scan";
import { labelOf } from "../../owner-of.ts";
import { checkScript } from "./check-script.ts";
import { findSimilar } from "./find-similar.ts";
import { findWrapper } from "./find-wrapper.ts";
import type { ModuleOptions } from "../module-options.ts";

export interface CheckedHandler {
  readonly findings: readonly Finding[];
  /** The handler's file, where it is one of the bundle. */
  readonly entry?: Entry;
  /** The function's own handler is another one, which is not known. */
  readonly wraps?: true;
}

type Named = Extract<Handler, { readonly kind: "handler" }>;

/** What is wrong with a handler, so far as it is certain: an export that may be computed is not missed. */
export async function checkHandler(
  source: ScanSource,
  handler: string,
  options: ModuleOptions,
): Promise<CheckedHandler> {
  const { bundle } = source.opened;
  const script = await checkScript(source, handler, options);
  if (script !== undefined) return script;
  const parsed = parseHandler(handler);
  const about = { package: labelOf(bundle, bundle.target), handler } as const;
  if (parsed.kind === "malformed") {
    return { findings: [{ kind: "handler-malformed", severity: "error", ...about, reason: parsed.reason }] };
  }
  const wrapper = findWrapper(parsed.module);
  const provided = { kind: "handler-provided", severity: "note", ...about, ...wrapper } as const;
  if (parsed.kind === "outside") return { findings: [{ ...provided, by: "layer" }] };

  // In a package that is packed with a prefix, the handler is meant below it; a zip is unpacked as it is.
  const root = bundle.origin === "workspace" ? bundle.root : "";
  const file = findHandlerFile(source.resolver, { root, module: parsed.module });
  if (file.kind === "missing") {
    // A name without a folder is found in a layer's `node_modules`, too.
    if (wrapper !== undefined && !parsed.module.includes("/")) return { findings: [{ ...provided, by: "layer" }] };
    return { findings: [{ kind: "handler-missing", severity: "error", ...about, ...missing(source, file, options) }] };
  }
  if (wrapper !== undefined) return { findings: [{ ...provided, by: "bundle" }], entry: file, wraps: true };
  const exports = await missingExport(source, file, parsed);
  if (exports === undefined) return { findings: [], entry: file };
  return {
    findings: [{ kind: "handler-not-exported", severity: "error", ...about, path: file.path, exports }],
    entry: file,
  };
}

interface Missing {
  readonly tried: readonly string[];
  readonly folder?: string;
  readonly typescript?: string;
  readonly directory?: string;
  readonly similar?: { readonly path: string; readonly packed: boolean };
  readonly absent?: string;
}

function missing(
  source: ScanSource,
  { tried, directory }: Extract<HandlerFile, { readonly kind: "missing" }>,
  options: ModuleOptions,
): Missing {
  const { opened, resolver } = source;
  const [base = ""] = tried;
  const [, absent] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(base) ?? [];
  if (absent !== undefined && resolver.tree.kindOf(`node_modules/${absent}`) === undefined) return { tried, absent };
  const typescript = [".ts", ".mts", ".cts", ".tsx"]
    .map((extension) => base + extension)
    .find((path) => resolver.tree.kindOf(path) === "file");
  const folders = opened.bundle.entries.flatMap(({ path }) => {
    const end = tried.find((each) => path.endsWith(`/${each}`));
    return end === undefined || `/${path}`.includes("/node_modules/") ? [] : [path.slice(0, -end.length - 1)];
  });
  const folder = folders.toSorted((a, b) => a.length - b.length || byCodeUnit(a, b))[0];
  return {
    tried,
    ...defined({
      directory,
      typescript,
      folder,
      similar: folder === undefined && typescript === undefined ? findSimilar(source, base, options) : undefined,
    }),
  };
}

/** The names that the file has instead; undefined where it exports the handler's, or may do so. */
async function missingExport(
  source: ScanSource,
  { path, by }: Entry,
  { names: [name] }: Named,
): Promise<readonly string[] | undefined> {
  const exported = await readExports(source, { path, by }, new Set());
  if (exported === undefined || exported.has(name)) return undefined;
  const isModule = fileFormat(path, source.resolver.packageJsons, by) === "module";
  // There, a handler may be a member of the default export.
  if (isModule && source.resolver.runtime.contract === "promise" && exported.has("default")) return undefined;
  return [...exported].filter((each) => each !== "__esModule").toSorted(byCodeUnit);
}

/** All names that a file exports; undefined where there may be more. */
async function readExports(
  source: ScanSource,
  { path, by }: Entry,
  seen: Set<string>,
): Promise<ReadonlySet<string> | undefined> {
  seen.add(path);
  const { tree, packageJsons } = source.resolver;
  const format = fileFormat(path, packageJsons, by);
  const file = tree.fileAt(path);
  if (file === undefined || (format !== "module" && format !== "commonjs")) return undefined;
  if (file.size > MAX_SCRIPT_BYTES) return undefined;
  const parsed = parseModule(new TextDecoder().decode(await source.opened.read(file)), format);
  if (parsed.kind !== "program") return undefined;
  const exported = unlessTooDeep(() => exportedNames(parsed.program, format));
  if (exported?.complete !== true) return undefined;

  const all = new Set(exported.names);
  for (const specifier of exported.stars) {
    const found = resolveSpecifier(source.resolver, { specifier, by: "import", from: path });
    if (found.kind !== "file") return undefined;
    if (seen.has(found.path)) continue;
    const inner = await readStar(source, found.path, seen);
    if (inner === undefined) return undefined;
    for (const name of inner) if (name !== "default") all.add(name);
  }
  return all;
}

/** What Node finds in a CommonJS file that is exported from an ES module is not the same as what it exports. */
async function readStar(source: ScanSource, path: string, seen: Set<string>): Promise<ReadonlySet<string> | undefined> {
  if (fileFormat(path, source.resolver.packageJsons, "import") !== "module") return undefined;
  return await readExports(source, { path, by: "import" }, seen);
}
