import { functionsPart } from "./functions.ts";
import { limitsPart } from "./limits.ts";
import { type BenchedMonorepo, seed } from "./monorepos.ts";
import type { Part } from "./part.ts";
import { peerParts } from "./peers/peer-parts.ts";
import { rowParts } from "./rows.ts";
import { startupPart } from "./startup.ts";
import { systemCallsPart } from "./system-calls.ts";
import { tenTimesPart } from "./ten-times.ts";

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
