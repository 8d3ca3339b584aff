import type { BundleFile } from "@lambda-pack/model";
import type { BinaryRole } from "./find-role.ts";
import type { Binary } from "./read/read-binary.ts";

/** A file of the bundle that is machine code, and what is read of it. */
export interface FoundBinary<Content extends Binary = Binary> {
  readonly file: BundleFile;
  readonly role: BinaryRole;
  readonly binary: Content;
}
