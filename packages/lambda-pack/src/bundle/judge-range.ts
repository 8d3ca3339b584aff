import { semver } from "@lambda-pack/workspace";

/** `npm:string-width@` and `workspace:`, before the range itself. */
const PREFIX = /^(?:npm|workspace):(?:@?[^@]+@)?/u;

const loosely = { loose: true, includePrerelease: true };

/** Whether a range allows a version; undefined where that cannot be judged: of tags, paths, addresses and odd versions. */
export function judgeRange(range: string, version: string): boolean | undefined {
  const asked = range.replace(PREFIX, "");
  if (semver.validRange(asked, loosely) === null || semver.valid(version, loosely) === null) return undefined;
  return semver.satisfies(version, asked, loosely);
}
