import { PackError, patternFault, shownPattern } from "@lambda-pack/model";

export interface GlobsPlace {
  readonly file: string;
  readonly field: "workspaces" | "packages";
}

/** The globs of a workspace, unless one of them would keep the libraries that read it busy without end. */
export function assertGlobs(globs: readonly string[], { file, field }: GlobsPlace): readonly string[] {
  for (const glob of globs) {
    const fault = patternFault(glob);
    if (fault === undefined) continue;
    throw new PackError("MANIFEST_INVALID", `${file} is invalid: ${shownPattern(glob)} in "${field}" ${fault}.`, {
      hint: 'Write a shorter pattern, such as "packages/*".',
      details: { file, faults: [field] },
    });
  }
  return globs;
}
