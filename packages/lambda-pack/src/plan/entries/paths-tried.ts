import { mainCandidates } from "@lambda-pack/model";
import { posix } from "node:path";

/** Paths, from the package's directory, of the files that a field of its package.json could mean. */
export function pathsTried(field: string, target: string): readonly string[] {
  const named = field === "main" ? mainCandidates(target) : [target.replace(/[?#].*$/su, "")];
  return named.map((path) => posix.normalize(`./${path}`)).filter((path) => path !== "." && !path.startsWith("../"));
}
