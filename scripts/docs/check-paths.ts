import type { Documents } from "./check-links.ts";

/** Paths of this repository that a document names as code, such as `packages/model/src/`, and that are not there. */
export function checkPaths(documents: Documents, exists: (file: string) => boolean): readonly string[] {
  return [...documents].flatMap(([file, text]) =>
    listPaths(text)
      .filter((path) => !exists(path))
      .map((path) => `${file}: there is no ${path}.`),
  );
}

/** With a placeholder in it, such as `<name>`, it is no path. */
function listPaths(text: string): readonly string[] {
  const spans = text.matchAll(/`(?<path>(?:packages|scripts|test|evidence|bench|docs|fixtures)\/[\w./-]*)`/gu);
  return [...spans].map(({ groups }) => groups?.["path"] ?? "");
}
