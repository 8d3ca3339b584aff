/** Why a pattern or name in the settings can never match anything, whatever is there. */
export interface UnfitPattern {
  /**
   * Of files: it leads out of the package; is absolute; begins at the workspace root; leads into the package's own node_modules. Of
   * packages: it is a path; it has a version or range.
   */
  readonly unfit: "outside" | "absolute" | "from-root" | "node-modules" | "path" | "range";
  /** What is meant, where that shows. */
  readonly instead?: string;
}

/** Where the package is that a pattern is for. */
export interface PatternPlace {
  /** From the root, empty for the root itself. */
  readonly path: string;
  /** The same as an absolute path. */
  readonly dir: string;
}

/** Why a glob over the files of a package can fit none of them. A slash at its start is the package's directory. */
export function unfitFilePattern(pattern: string, { path, dir }: PatternPlace): UnfitPattern | undefined {
  if (dir !== "" && pattern.startsWith(`${dir}/`)) return { unfit: "absolute", instead: pattern.slice(dir.length + 1) };
  if (/^[a-z]:[/\\]/iu.test(pattern)) return { unfit: "absolute" };
  const segments = withoutDots(pattern);
  if (segments[0] === "..") return { unfit: "outside" };
  const plain = segments.join("/");
  if (path !== "" && plain.startsWith(`${path}/`)) return { unfit: "from-root", instead: plain.slice(path.length + 1) };
  return segments[0] === "node_modules" ? { unfit: "node-modules" } : undefined;
}

/** Why a name or a glob over names can fit no package. */
export function unfitName(name: string): UnfitPattern | undefined {
  const inNodeModules = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)(?:\/(?!node_modules\/)[^/]*)*$/u.exec(name)?.[1];
  if (inNodeModules !== undefined) return { unfit: "path", instead: inNodeModules };
  if (/^\.{0,2}\//u.test(name) || (/^[\w-]/u.test(name) && /^[\w.-]+\/[\w.-]/u.test(name))) return { unfit: "path" };
  const versioned = /^((?:@[^/@]+\/)?[^/@]+)@[^/]+$/u.exec(name)?.[1];
  return versioned === undefined ? undefined : { unfit: "range", instead: versioned };
}

/** `../a` for `b/../../a`. A segment with other dots, or with signs of a glob, stays as it is. */
function withoutDots(path: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    const before = segments.at(-1);
    if (segment === ".." && before !== undefined && before !== ".." && before !== "**") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments;
}
