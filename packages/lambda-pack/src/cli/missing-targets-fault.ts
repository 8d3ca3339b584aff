import { isPackError } from "@lambda-pack/model";
import { readWorkspace } from "@lambda-pack/workspace";

/** A sentence that asks for a package, with the names there are; without them where there is no workspace to read. */
export async function missingTargetsFault(cwd: string): Promise<string> {
  const names = await readPackageNames(cwd);
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
  return `Name the package to pack${names.length === 0 ? "" : `, one of ${shown.join(", ")}`}.`;
}

async function readPackageNames(cwd: string): Promise<readonly string[]> {
  try {
    const { importers } = await readWorkspace(cwd);
    return importers.filter(({ path }) => path !== "").flatMap(({ name }) => name ?? []);
  } catch (error) {
    if (isPackError(error)) return [];
    throw error;
  }
}
