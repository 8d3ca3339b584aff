import { posix } from "node:path";
import { parentOf, pathInside } from "@lambda-pack/model";
import type { ImportCause } from "@lambda-pack/model";
import type { AskedIn } from "./asked-in.ts";

/** Where a path leads that is written in a file of a package and leads out of it; undefined where it stays inside. */
export function outsideOf({ ask, path, owner, options }: AskedIn): ImportCause | undefined {
  const inPackage = pathInside(owner.place, path);
  const asked = ask.by === "import" ? ask.specifier.replace(/[?#].*$/su, "") : ask.specifier;
  const leads = posix.join(parentOf(inPackage), asked);
  if (leads !== ".." && !leads.startsWith("../")) return undefined;
  return { kind: "outside-package", ...options.findOutside?.(owner.bundlePackage, leads) };
}
