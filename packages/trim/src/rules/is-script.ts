import type { BundleFile } from "@lambda-pack/model";

/** Code that Node loads, by its extension alone. */
export function isScript(path: string): boolean {
  return /\.[cm]?js$/u.test(path);
}

/** What the system may start: a command, or a script of a shell, executable or not, since a shell may be started with it. */
export function isProgram({ path, mode }: Pick<BundleFile, "path" | "mode">): boolean {
  return /\.(?:ba|z)?sh$/u.test(path) || (!/\.[^./]*$/u.test(path) && (mode & 0o111) !== 0);
}
