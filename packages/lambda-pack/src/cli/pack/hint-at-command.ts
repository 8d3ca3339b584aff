import { PackError } from "@lambda-pack/model";
import { nearestNames } from "@lambda-pack/workspace";
import { commandSpecs } from "../commands/commands.ts";

/** Where the first word names no package, a command may have been meant whose name is near. */
export function hintAtCommand(error: PackError, [word]: readonly string[]): PackError {
  const { code, message, hint = "", details, cause } = error;
  if (code !== "IMPORTER_NOT_FOUND" || word === undefined || details["name"] !== word) return error;
  const commands = commandSpecs.map(({ name }) => name);
  const [nearest] = nearestNames(word, commands);
  if (nearest === undefined) return error;
  const hints = [hint, `There is also a command ${nearest}.`].filter((text) => text !== "");
  return new PackError(code, message, { hint: hints.join(" "), details, cause });
}
