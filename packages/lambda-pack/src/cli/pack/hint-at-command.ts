import { PackError } from "@lambda-pack/model";
import { nearestNames } from "@lambda-pack/workspace";
import { commandSpecs } from "../commands/commands.ts";

/** Where the first argument names no package, the hint names the command whose name is similar. */
export function hintAtCommand(error: PackError, [name]: readonly string[]): PackError {
  const { code, message, hint = "", details, cause } = error;
  if (code !== "IMPORTER_NOT_FOUND" || name === undefined || details["name"] !== name) return error;
  if (name.includes("/")) return error;
  const commands = commandSpecs.map((spec) => spec.name);
  const [nearest] = nearestNames(name, commands);
  if (nearest === undefined) return error;
  const hints = [hint, `Did you mean the command ${nearest}?`].filter((text) => text !== "");
  return new PackError(code, message, { hint: hints.join(" "), details, cause });
}
