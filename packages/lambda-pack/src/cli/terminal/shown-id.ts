import { idText } from "@lambda-pack/model";
import { printable } from "./printable.ts";

/** How texts name a package: `lodash@4.17.21`, or its name alone where nothing says its version. */
export function shownId(id: string): string {
  return printable(idText(id));
}
