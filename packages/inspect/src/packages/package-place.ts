import { isCompanionName, splitPlace } from "@lambda-pack/model";

/** A folder where Node looks for a package: `<holder>/node_modules/<name>`. */
export interface PackagePlace {
  /** Empty at the top. */
  readonly holder: string;
  readonly name: string;
}

/** Where a path lies in a node_modules; undefined where no package has such a path: `node_modules/.bin`, `node_modules/a/lib`. */
export function packagePlace(path: string): PackagePlace | undefined {
  const place = splitPlace(path);
  return place !== undefined && isName(place.name) ? { holder: place.owner, name: place.name } : undefined;
}

/** Whether Node can look a dependency of that name up in a node_modules. */
export function isName(name: string): boolean {
  return /^(?:@[^/]+\/[^./][^/]*|[^@./][^/]*)$/u.test(name) || isCompanionName(name);
}
