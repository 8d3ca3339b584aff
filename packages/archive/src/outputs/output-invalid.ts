import { PackError } from "@lambda-pack/model";

/** An output cannot be where the user wants it. `fault` goes on from the path: `is a directory`. */
export function outputInvalid(path: string, fault: string, hint: string): PackError {
  return new PackError("OUTPUT_INVALID", `The output ${path} ${fault}.`, { hint, details: { path } });
}
