import { json } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { MadeUpPackage } from "@lambda-pack/test-support/installs/made-up-package";

type Ranges = Readonly<Record<string, string>>;

/** What a made-up package depends on. */
export interface Needs {
  readonly dependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
}

/** A package whose module tells who it is, and loads what it needs on demand, so that circles do no harm. */
export function walkedPackage(
  label: string,
  needs: Needs = {},
  fields: Readonly<Record<string, unknown>> = {},
): MadeUpPackage {
  const { name, version } = parseLabel(label);
  return { name, version, fields: { ...needs, ...fields }, files: { "index.js": commonModule(label, needs) } };
}

/** The same as a directory: an importer, or what a `file:` range leads to. */
export function walkedDirectory(made: MadeUpPackage): Tree {
  const { name, version, fields, files } = made;
  return { ...files, "package.json": json({ name, version, ...fields }) };
}

/** A package to be packed: its `lambdaHandler` answers with every edge that Node resolves from here on. */
export function walkingTarget(label: string, needs: Needs): MadeUpPackage {
  const made = walkedPackage(label, needs, { private: true, main: "index.js" });
  return { ...made, files: { "index.js": `${commonModule(label, needs)}${walkFromHere}` } };
}

function parseLabel(label: string): { readonly name: string; readonly version: string } {
  const at = label.indexOf("@", 1);
  return { name: label.slice(0, at), version: label.slice(at + 1) };
}

function namesOf({ dependencies, peerDependencies, optionalDependencies }: Needs): readonly string[] {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

export function commonModule(label: string, needs: Needs): string {
  return `
exports.id = ${JSON.stringify(label)};
exports.names = ${JSON.stringify(namesOf(needs))};
exports.load = async (name) => {
  try {
    return require(name);
  } catch (error) {
    return error.code === "MODULE_NOT_FOUND" ? undefined : import(name);
  }
};
`;
}

export function ecmaScriptModule(label: string, needs: Needs): string {
  return `
export const id = ${JSON.stringify(label)};
export const names = ${JSON.stringify(namesOf(needs))};
export const load = (name) => import(name);
`;
}

/** From its own module on, every edge as Node resolves it: `press@1.0.0 > apple = apple@1.2.0`. */
const walkFromHere = `
exports.lambdaHandler = async () => {
  const edges = new Set();
  const modules = new Set([exports]);
  for (const { id, names, load } of modules) {
    for (const name of names) {
      const found = await load(name);
      edges.add(id + " > " + name + " = " + (found === undefined ? "nothing" : found.id));
      if (found !== undefined) modules.add(found);
    }
  }
  return [...edges].sort();
};
`;
