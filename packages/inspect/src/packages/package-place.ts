import { companionNames } from "@lambda-pack/model";

/** A folder where Node looks for a package: `<holder>/node_modules/<name>`. */
export interface PackagePlace {
  /** Empty at the top. */
  readonly holder: string;
  readonly name: string;
}

const NODE_MODULES = "node_modules/";

/** Where a path lies in a node_modules; undefined where no package has such a path: `node_modules/.bin`, `node_modules/a/lib`. */
export function packagePlace(path: string): PackagePlace | undefined {
  const start = path.lastIndexOf(NODE_MODULES);
  if (start === -1 || (start > 0 && path[start - 1] !== "/")) return undefined;
  const name = path.slice(start + NODE_MODULES.length);
  return isName(name) ? { holder: path.slice(0, Math.max(start - 1, 0)), name } : undefined;
}

/** Whether Node can look a dependency of that name up in a node_modules. */
export function isName(name: string): boolean {
  return /^(?:@[^/]+\/[^./][^/]*|[^@./][^/]*)$/u.test(name) || companionNames.has(name);
}
