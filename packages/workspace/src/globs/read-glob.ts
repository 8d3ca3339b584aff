export interface ImporterGlob {
  /** What the glob means for the package.json files below the root. */
  readonly pattern: string;
  readonly negated: boolean;
}

/** A glob over directories as package managers read it: slashes at the end and `./` say nothing, every `!` negates once more. */
export function readGlob(glob: string): ImporterGlob {
  const [marks = ""] = /^!*/u.exec(glob) ?? [];
  const path = glob
    .slice(marks.length)
    .replace(/^(?:\.\/+)+/u, "")
    .replace(/\/+$/u, "");
  const pattern = path === "" || path === "." ? "package.json" : `${path}/package.json`;
  return { pattern, negated: marks.length % 2 === 1 };
}
