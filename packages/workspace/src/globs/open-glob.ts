import { globMatcher, isHardGlob } from "@lambda-pack/model";
import { loadMicromatch } from "./load-micromatch.ts";

/** Whether a name or a path matches a glob; stars match no leading dot unless `dot` says so. */
export function openGlob(glob: string, { dot = false }: { readonly dot?: boolean } = {}): (text: string) => boolean {
  const micromatch = loadMicromatch();
  if (isHardGlob(glob)) return globMatcher(glob, micromatch.makeRe(glob, { dot }));
  const matches = micromatch.matcher(glob, { dot });
  // The library's matcher answers with an object, which is always true, to a second argument.
  return (text) => matches(text);
}
