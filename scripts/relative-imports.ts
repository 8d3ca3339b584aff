/**
 * A declaration file with imports as they must be in the published package: of our internal packages relative, and of
 * files by the extension of what runs. `directory` is where it lies, from its own package's folder; the packages lie
 * side by side.
 */
export function relativeImports(declaration: string, directory: string): string {
  const depth = directory === "." ? 1 : directory.split(/[/\\]/u).length + 1;
  const up = "../".repeat(depth);
  return declaration
    .replaceAll(
      /(?<start>\bfrom |\bimport\(|\bimport )"@lambda-pack\/(?<name>[a-z-]+)"/gu,
      `$<start>"${up}$<name>/index.js"`,
    )
    .replaceAll(/(?<start>\bfrom |\bimport\(|\bimport )"(?<file>\.[^"]*)\.ts"/gu, '$<start>"$<file>.js"');
}
