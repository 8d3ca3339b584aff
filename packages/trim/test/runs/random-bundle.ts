import { posix } from "node:path";
import * as fc from "fast-check";
import type { BundleFiles, Content } from "@lambda-pack/test-support/bundles/bundle-content";

/** A statement of a module: its form, a file and a package that it asks for, and how it is written. */
export type Statement = readonly [form: number, file: number, packed: number, style: number];

interface RandomPackage {
  readonly isModule: boolean;
  readonly exports: number;
  /** In which other package a copy of another version lies. */
  readonly nestedIn: number;
  readonly hasData: boolean;
  readonly hasAddon: boolean;
  readonly declares: readonly number[];
  readonly files: readonly (readonly Statement[])[];
}

export interface RandomBundle {
  readonly files: BundleFiles;
  readonly entry: string;
}

const PACKAGES = 3;
/** Of each package, without their extensions. */
const NAMES = ["index", "f1", "lib/f2", "lib/index"] as const;
const FORMS = 30;

const below = (max: number) => fc.nat({ max: max - 1 });
const anyStatement: fc.Arbitrary<Statement> = fc.tuple(below(FORMS), below(NAMES.length), below(PACKAGES), below(6));
const statements = fc.array(anyStatement, { maxLength: 2 });

const randomPackage: fc.Arbitrary<RandomPackage> = fc.record({
  isModule: fc.boolean(),
  exports: below(6),
  nestedIn: below(PACKAGES * 3),
  hasData: fc.boolean(),
  hasAddon: fc.constantFrom(false, false, false, true),
  declares: fc.array(below(PACKAGES), { maxLength: 2 }),
  files: fc.array(statements, { minLength: NAMES.length, maxLength: NAMES.length }),
});

/** A target with a handler, and packages that load and open one another in every way that is known. */
export const randomBundle: fc.Arbitrary<RandomBundle> = fc
  .record({
    isModule: fc.boolean(),
    own: fc.array(anyStatement, { minLength: 1, maxLength: 3 }),
    declares: fc.array(below(PACKAGES), { maxLength: PACKAGES }),
    packages: fc.array(randomPackage, { minLength: PACKAGES, maxLength: PACKAGES }),
  })
  .map(({ isModule, own, declares, packages }) => {
    const files: Record<string, Content> = {};
    const entry = isModule ? "index.mjs" : "index.js";
    const self: FileSite = {
      place: "",
      id: "app",
      path: "index",
      isModule,
      extension: isModule ? "mjs" : "js",
      packages,
    };
    files[entry] = textOf(self, own);
    files["package.json"] = { name: "app", version: "1.0.0", ...dependencies([...declares, ...computedIn(own)]) };
    files["node_modules/host/package.json"] = { name: "host", version: "1.0.0" };
    files["node_modules/host/index.js"] = "module.exports = (plugin) => T.try(() => require(plugin));";
    for (const [at, one] of packages.entries()) {
      addPackage(files, one, { place: `node_modules/p${at}`, at, version: "1.0.0", packages });
      const outer = one.nestedIn;
      if (outer < PACKAGES && outer !== at)
        addPackage(files, one, { place: `node_modules/p${outer}/node_modules/p${at}`, at, version: "2.0.0", packages });
    }
    return { files, entry };
  });

interface PackageSite {
  readonly place: string;
  readonly at: number;
  readonly version: string;
  readonly packages: readonly RandomPackage[];
}

function addPackage(
  files: Record<string, Content>,
  one: RandomPackage,
  { place, at, version, packages }: PackageSite,
): void {
  const computed = one.files.flatMap((each) => computedIn(each));
  // What lies in a package's own `node_modules` is there because it depends on it.
  const nested = [...packages.keys()].filter((other) => packages[other]?.nestedIn === at && other !== at);
  const name = `p${at}`;
  files[`${place}/package.json`] = {
    name,
    version,
    ...(one.isModule ? { type: "module" } : {}),
    ...exportsOf(one),
    imports: { "#in": "./lib/f2.js", "#any/*": "./lib/*.js" },
    ...dependencies([...one.declares, ...computed, ...nested]),
  };
  for (const [number, path] of NAMES.entries()) {
    const site = { place, id: `${name}@${version}`, path, isModule: one.isModule, extension: "js", packages };
    files[`${place}/${path}.js`] = textOf(site, one.files[number] ?? []);
  }
  // Twins, which only some conditions lead to.
  const twin = { place, id: `${name}@${version}`, path: "twin", packages };
  if (one.exports >= 3) {
    files[`${place}/twin.mjs`] = textOf({ ...twin, isModule: true, extension: "mjs" }, one.files[1] ?? []);
    files[`${place}/twin.cjs`] = textOf({ ...twin, isModule: false, extension: "cjs" }, one.files[2] ?? []);
  }
  if (one.hasData) {
    files[`${place}/data/x.txt`] = `x of ${name}@${version}`;
    files[`${place}/data/y.json`] = `{"y":"${version}"}`;
    files[`${place}/data/z.js`] = `T.ran("${name}@${version}/data/z.js");`;
    files[`${place}/README.md`] = `# ${name}`;
    files[`${place}/LICENSE`] = "MIT";
  }
  if (one.hasAddon) files[`${place}/build/Release/a.node`] = "";
}

function exportsOf({ exports, isModule }: RandomPackage): object {
  const index = "./index.js";
  const open = { "./package.json": "./package.json", "./*": "./*.js", "./data/*": "./data/*" };
  return (
    [
      {},
      { main: "lib" },
      { exports: { ".": index, ...open } },
      { exports: { ".": { import: "./twin.mjs", require: "./twin.cjs", browser: index }, ...open } },
      { exports: { ".": { "module-sync": "./twin.mjs", default: isModule ? index : "./twin.cjs" }, ...open } },
      { exports: { ".": { node: { "module-sync": "./twin.mjs", import: index }, default: "./twin.cjs" } } },
    ][exports] ?? {}
  );
}

function dependencies(numbers: readonly number[]): object {
  return { dependencies: Object.fromEntries(numbers.map((at) => [`p${at}`, "*"])) };
}

/** Packages that statements ask for by a name that is put together: a package declares what it may ask for so. */
function computedIn(all: readonly Statement[]): readonly number[] {
  return all.flatMap(([form, , packed]) => (COMPUTED.has(form) ? packed : []));
}

const COMPUTED: ReadonlySet<number> = new Set([8, 9, 10, 26, 27]);

interface FileSite {
  readonly place: string;
  readonly id: string;
  /** From the package's directory, without its extension. */
  readonly path: string;
  readonly isModule: boolean;
  readonly extension: string;
  readonly packages: readonly RandomPackage[];
}

function textOf(site: FileSite, all: readonly Statement[]): string {
  const { id, path, extension, isModule } = site;
  const head = isModule
    ? "import * as path from 'node:path'; import { createRequire } from 'node:module';"
    : "const path = require('node:path'); const { createRequire } = require('node:module');";
  const needs = isModule ? "const require = createRequire(import.meta.url);" : "";
  const here = isModule ? "const dir = path.dirname(new URL(import.meta.url).pathname);" : "";
  const lines = all.map((each) => (isModule ? moduleStatement(site, each) : commonStatement(site, each)));
  const usesRequire = lines.some((line) => /\brequire\b/u.test(line));
  const usesHere = lines.some((line) => /\bdir\b/u.test(line));
  return [
    `${head}${isModule && usesRequire ? needs : ""}${usesHere ? here : ""}`,
    `T.ran("${id}/${path}.${extension}");`,
    ...lines,
    ...(isModule ? ["export const value = 1;"] : []),
  ].join("\n");
}

/** A file of the same package, from a file. */
function relative({ path }: Pick<FileSite, "path">, to: string): string {
  const from = posix.relative(posix.dirname(path), to);
  return from.startsWith(".") ? from : `./${from}`;
}

function commonStatement(site: FileSite, statement: Statement): string {
  return bothStatement(site, statement, { file: "__filename", dir: "__dirname", ends: "" });
}

/** ES modules name files with their extensions, and get paths from `import.meta`. */
function moduleStatement(site: FileSite, statement: Statement): string {
  const [form, file, packed, style] = statement;
  const to = relative(site, NAMES[file] ?? "index");
  const name = `p${packed}`;
  if (form === 0) return `T.later(() => import("${to}.js"));`;
  if (form === 2) return style === 0 ? `import "${name}";` : `T.later(() => import("${name}"));`;
  if (form === 7) return `T.later(() => import(T.id("${to}.js")));`;
  if (form === 8) return `T.later(() => import(T.id("${name}")));`;
  if (form === 11 && style < 3) return `T.read(new URL("${relative(site, "data/x.txt")}", import.meta.url));`;
  if (form === 11) return `T.read(new URL(T.id("${relative(site, "data/x.txt")}"), import.meta.url));`;
  if (form === 13) return `T.try(() => T.note(import.meta.resolve("${name}")));`;
  return bothStatement(site, statement, { file: "import.meta.url", dir: "dir", ends: ".js" });
}

function bothStatement(
  site: FileSite,
  [form, file, packed, style]: Statement,
  { file: self, dir, ends }: { readonly file: string; readonly dir: string; readonly ends: string },
): string {
  const target = NAMES[file] ?? "index";
  const to = relative(site, target);
  // What begins so leads to nothing above it.
  const rest = to.replace(/^(?:\.{1,2}\/)+/u, "");
  const steps = to.slice(0, to.length - rest.length);
  const name = `p${packed}`;
  const deep = ["f1", "lib/f2", "lib/f2.js", "package.json", "data/y.json", "lib"][style] ?? "f1";
  const data = relative(site, "data/x.txt");
  const up = posix.relative(posix.dirname(site.path), "") || ".";
  const forms: readonly string[] = [
    `T.try(() => require("${to}"));`,
    `T.try(() => require("${to}.js"));`,
    `T.try(() => require("${name}"));`,
    `T.try(() => require("${name}/${deep}"));`,
    `T.try(() => T.note(require.resolve("${style % 2 === 0 ? to : name}")));`,
    `T.later(() => import("${style % 2 === 0 ? `${to}.js` : name}"));`,
    style % 2 === 0
      ? `T.try(() => require("${steps}" + T.id("${rest}")));`
      : `T.try(() => require(\`${steps}\${T.id("${rest}")}.js\`));`,
    `T.try(() => require(T.id("${to}")));`,
    style < 3
      ? `T.try(() => require(T.id("${name}")));`
      : `{ const asked = T.id("${name}"); T.try(() => require(asked)); }`,
    `T.try(() => require("p" + T.id("${packed}")));`,
    style < 3
      ? `T.try(() => require(T.id("${name}/${deep}")));`
      : `T.try(() => require("${name}/" + T.id("${deep}")));`,
    [
      `T.read(path.join(${dir}, "${data}"));`,
      `T.read(${dir} + "/${data.replace(/^\.\//u, "")}");`,
      `T.read(\`\${${dir}}/${data}\`);`,
      `T.read(path.join(${dir}, "${up}", "data", T.id("x.txt")));`,
      `T.read(path.join(${dir}, T.id("${data}")));`,
      `T.read(path.resolve(${dir}, "${up}", "data/y.json"));`,
    ][style] ?? "",
    [
      `T.list(path.join(${dir}, "${up}", "data"));`,
      `T.list(path.resolve(${dir}, T.id("${up}")));`,
      `T.list(${dir});`,
      `T.list(path.join(${dir}, "${up}"));`,
    ][style % 4] ?? "",
    `T.exists(path.join(${dir}, "${up}", "build", "Release", "a.node"));`,
    [
      `T.read(path.join(${dir}, "${up}", "README.md"));`,
      `T.read(path.join(${dir}, "${up}", "LICENSE"));`,
      `T.read(path.join(${dir}, "${up}", T.id("README") + ".md"));`,
    ][style % 3] ?? "",
    `{ const load = require; T.try(() => load("${to}")); }`,
    `for (const each of T.list(path.join(${dir}, "${up}", "data"))) if (each.endsWith(".js")) T.try(() => require(path.join(${dir}, "${up}", "data", each)));`,
    `T.try(() => require("${style % 2 === 0 ? "#in" : "#any/f2"}"));`,
    `T.once(() => { delete require.cache[require.resolve("${to}")]; require("${to}"); });`,
    ends === "" ? `T.try(() => eval("require")("${to}"));` : `T.try(() => createRequire(${self})("${to}"));`,
    `T.try(() => createRequire(${self})("${style % 2 === 0 ? to : name}"));`,
    `T.try(() => require(path.join(${dir}, "${to}")));`,
    `T.try(() => require(path.join(${dir}, T.id("${to}"))));`,
    `T.try(() => T.read(path.join(path.dirname(require.resolve("${name}/package.json")), "data", "x.txt")));`,
    `T.try(() => createRequire(require.resolve("${name}"))(T.id("./f1")));`,
    `T.try(() => require(require.resolve("${name}", { paths: [${dir}] })));`,
    style < 3
      ? `T.try(() => T.note(require("${name}/data/y.json")));`
      : `T.try(() => require(T.id("${name}/lib/f2")));`,
    // A plugin: its name comes from the application, which depends on it.
    `T.try(() => require("host")${site.place === "" ? `(T.id("${name}"))` : ""});`,
    `T.try(() => require("${name}/${deep}").sub); T.try(() => module.require("${to}"));`,
    `T.read(require.resolve("${style % 2 === 0 ? `${name}/package.json` : to}"));`,
  ];
  return forms[form] ?? "";
}
