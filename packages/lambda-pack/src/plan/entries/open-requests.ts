import type { PackageFiles } from "@lambda-pack/model";
import type { SourceFileSystem } from "@lambda-pack/workspace";

/** Whether code that is packed of the workspace asks for something by this name. */
export type IsAskedFor = (specifier: string) => boolean;

/**
 * Looks for the name, in quotes, in the text of scripts. That is quicker than parsing them and finds what parsing finds; a name
 * that only a comment quotes is found as well. The scripts are read at the first question, and most packs ask none.
 */
export function openRequests(packages: readonly PackageFiles[], source: SourceFileSystem): IsAskedFor {
  let texts: readonly string[] | undefined;
  return (specifier) => {
    texts ??= readScripts(packages, source);
    const quoted = [`"${specifier}"`, `'${specifier}'`, `\`${specifier}\``];
    return texts.some((text) => quoted.some((name) => text.includes(name)));
  };
}

function readScripts(packages: readonly PackageFiles[], source: SourceFileSystem): readonly string[] {
  const scripts = packages.flatMap(({ files }) => files).filter(({ path }) => /\.[cm]?js$/u.test(path));
  return scripts.map((file) => source.readFileSync(file.source, "utf8"));
}
