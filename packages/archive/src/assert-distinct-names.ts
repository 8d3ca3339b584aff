import { PackError } from "@lambda-pack/model";

/**
 * Throws for two paths that some file systems cannot tell apart: equal, or equal but for case or Unicode normal form;
 * also where one of them is a directory of the other's.
 */
export function assertDistinctNames(paths: readonly string[]): void {
  const files = new Map<string, string>();
  for (const path of paths) {
    const earlier = files.get(folded(path));
    if (earlier !== undefined) throw collision(earlier, path);
    files.set(folded(path), path);
  }
  const checked = new Set<string>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash !== -1; slash = path.lastIndexOf("/", slash - 1)) {
      const dir = path.slice(0, slash);
      if (checked.has(dir)) break;
      checked.add(dir);
      const file = files.get(folded(dir));
      if (file !== undefined) throw collision(file, path);
      if (slash === 0) break;
    }
  }
}

function folded(path: string): string {
  return path.toLowerCase().normalize("NFC");
}

function collision(first: string, second: string): PackError {
  return new PackError(
    "FILE_NAMES_COLLIDE",
    `${JSON.stringify(first)} and ${JSON.stringify(second)} are one name on file systems that ignore case or normal form.`,
    { hint: "Rename one of them, or exclude it.", details: { paths: [first, second] } },
  );
}
