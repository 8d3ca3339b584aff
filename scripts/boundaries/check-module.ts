import { builtinModules } from "node:module";
import { binFile, diskFiles, processFiles, clockFiles } from "./outside.ts";
import type { SourceModule } from "./read-module.ts";

export interface Fault {
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  /** One sentence. */
  readonly message: string;
}

/** A package.json of the repository, as far as the rules need it. */
export interface PackageManifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Boundary {
  /** The packages of the repository that may be imported. */
  readonly internal: readonly string[];
  /** Whether packages of others and Node's own modules may be imported. */
  readonly outside: boolean;
  /** Whether it lies in the pipeline, where the same input must give the same bytes. */
  readonly pipeline: boolean;
  /** Packages of others that are used while the tool is built, so that no user needs them: development dependencies. */
  readonly building?: readonly string[];
}

const boundaries: Readonly<Record<string, Boundary>> = {
  model: { internal: [], outside: false, pipeline: true },
  graph: { internal: ["model"], outside: false, pipeline: true },
  workspace: { internal: ["model"], outside: true, pipeline: true },
  archive: { internal: ["model"], outside: true, pipeline: true },
  inspect: { internal: ["model"], outside: true, pipeline: true },
  scan: { internal: ["model"], outside: true, pipeline: true },
  check: { internal: ["model", "scan"], outside: true, pipeline: true },
  trim: { internal: ["model", "scan"], outside: true, pipeline: true },
  "report-page": { internal: ["model"], outside: true, pipeline: false, building: ["d3-hierarchy", "esbuild"] },
  runtime: { internal: ["model"], outside: true, pipeline: false },
  "lambda-pack": {
    internal: ["model", "graph", "workspace", "archive", "inspect", "scan", "check", "trim", "report-page", "runtime"],
    outside: true,
    pipeline: false,
  },
};

const cliDirectory = "packages/lambda-pack/src/cli/";
const terminalPackages =
  /^(?:picocolors|chalk|kleur|string-width|strip-ansi|wrap-ansi|log-update|node:tty|node:readline)$/u;
const processNames = new Set(["process", "node:process", "globalThis.process", "global.process"]);
const unrepeatable = new Map([
  ["Date.now", "reads the clock"],
  ["new Date()", "reads the clock"],
  ["Date()", "reads the clock"],
  ["performance.now", "reads the clock"],
  ["Math.random", "is a random source"],
  [".localeCompare", "depends on the locale"],
  [".toLocaleLowerCase", "depends on the locale"],
  [".toLocaleUpperCase", "depends on the locale"],
  [".toLocaleString", "depends on the locale"],
  ["Intl", "depends on the locale"],
  [".env", "reads the environment"],
]);

/** Where one source file breaks a rule that can be seen in this file and its package's package.json. */
export function checkModule(module: SourceModule, manifest: PackageManifest): readonly Fault[] {
  const boundary = boundaries[packageOf(module.file)];
  if (boundary === undefined) {
    return [fault(module, 1, `packages/${packageOf(module.file)} has no line in the import rules.`)];
  }
  return [
    ...module.imports.flatMap(({ name, line }) =>
      importFaults({ name, module, boundary, manifest }).map((message) => fault(module, line, message)),
    ),
    ...mentionFaults(module, boundary),
    ...diskFaults(module),
    ...defaultExportFaults(module),
  ];
}

interface ImportToCheck {
  readonly name: string;
  readonly module: SourceModule;
  readonly boundary: Boundary;
  readonly manifest: PackageManifest;
}

function importFaults({ name, module, boundary, manifest }: ImportToCheck): readonly string[] {
  const own = packageOf(module.file);
  if (name.startsWith(".")) return leavesSource(module.file, name) ? [`${name} leads out of packages/${own}/src.`] : [];
  const faults: string[] = [];
  if (isBrowserCode(module.file) && isBuiltin(name)) faults.push(`A browser has no ${name}.`);
  if (terminalPackages.test(name) && !module.file.startsWith(cliDirectory) && module.file !== binFile) {
    faults.push(`Only ${cliDirectory} knows how things look, so ${name} stays there.`);
  }
  if (isBuiltin(name)) {
    if (!boundary.outside) faults.push(`${own} imports no module of Node, but ${name} is one.`);
    if (!name.startsWith("node:")) faults.push(`${name} is written node:${name}.`);
    return faults;
  }
  const dependency = packageName(name);
  const internal = /^@lambda-pack\/(?<name>.+)$/u.exec(dependency)?.groups?.["name"];
  if (internal !== undefined && !boundary.internal.includes(internal)) faults.push(`${own} may not import ${name}.`);
  if (internal === undefined && !boundary.outside) faults.push(`${own} has no dependencies, but imports ${name}.`);
  const isInstalled = internal === undefined && boundary.building?.includes(dependency) !== true;
  const declared = isInstalled ? manifest.dependencies : { ...manifest.devDependencies, ...manifest.dependencies };
  if (!Object.hasOwn(declared, dependency)) faults.push(`packages/${own}/package.json does not declare ${dependency}.`);
  return faults;
}

function mentionFaults(module: SourceModule, { pipeline }: Boundary): readonly Fault[] {
  return [...module.mentions, ...module.imports].flatMap(({ name, line }) => {
    if (processNames.has(name) && !processFiles.has(module.file))
      return [fault(module, line, `Only ${binFile} touches process.`)];
    const reason = pipeline && !clockFiles.has(module.file) ? unrepeatable.get(name) : undefined;
    return reason === undefined ? [] : [fault(module, line, `${name.replace(/^\./u, "")} ${reason}.`)];
  });
}

function diskFaults(module: SourceModule): readonly Fault[] {
  if (diskFiles.has(module.file) || isBrowserCode(module.file)) return [];
  const message = "It uses node:fs itself, but is not among the files of scripts/boundaries/outside.ts that may.";
  return module.diskImports.map((line) => fault(module, line, message));
}

/** A declaration file tells what a package of others exports. */
function defaultExportFaults(module: SourceModule): readonly Fault[] {
  if (module.file.endsWith(".d.ts")) return [];
  return module.defaultExports.map((line) => fault(module, line, "Default exports are not used here."));
}

/** The folder below `packages/`. */
export function packageOf(file: string): string {
  return file.split("/")[1] ?? "";
}

/** `@scope/name` of `@scope/name/path`, `name` of `name/path`. */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

export function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier);
}

/** A page's own code may use what makes the page, but not the other way round. */
function leavesSource(file: string, specifier: string): boolean {
  const [packages, own, source] = file.split("/");
  const allowed = isBrowserCode(file) ? ["browser", "src"] : [source];
  const { pathname } = new URL(specifier, `file:///${file}`);
  return !allowed.some((folder) => pathname.startsWith(`/${packages}/${own}/${folder}/`));
}

function isBrowserCode(file: string): boolean {
  return file.split("/")[2] === "browser";
}

function fault({ file }: SourceModule, line: number, message: string): Fault {
  return { file, line, message };
}
