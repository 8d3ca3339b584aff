import { functionsPart } from "./cases/functions.ts";
import { limitsPart } from "./cases/limits.ts";
import { seed } from "./monorepos/monorepos.ts";
import type { BenchedMonorepo } from "./monorepos/monorepos.ts";
import type { Part } from "./part.ts";
import { peerParts } from "./peers/peer-parts.ts";
import { rowParts } from "./cases/rows.ts";
import { startupPart } from "./cases/startup.ts";
import { systemCallsPart } from "./cases/system-calls.ts";
import { tenTimesPart } from "./cases/ten-times.ts";

/** Everything that is measured, in the order of the page. */
export function listParts(monorepo: BenchedMonorepo): readonly Part[] {
  return [
    ...rowParts(monorepo, "rows"),
    functionsPart,
    tenTimesPart,
    startupPart,
    ...rowParts(seed, "seed"),
    limitsPart(monorepo),
    systemCallsPart(monorepo),
    ...peerParts(monorepo),
  ];
}
