import { isPackError } from "@lambda-pack/model";
import type { PackError } from "@lambda-pack/model";

/** The `PackError` that an action ends in; the test fails when it ends otherwise. */
export async function packErrorOf(action: () => unknown): Promise<PackError> {
  let result: unknown;
  try {
    result = await action();
  } catch (error) {
    if (isPackError(error)) return error;
    throw error;
  }
  throw new Error(`Expected a PackError, got ${JSON.stringify(result)}`);
}
