import { checkModules } from "@lambda-pack/check";
import type { Finding, OpenedBundle } from "@lambda-pack/model";
import type { Facts } from "@lambda-pack/scan";
import type { EffectiveOptions } from "../../config/effective-options.ts";
import { exclusionsOf } from "../select/select-options.ts";

export interface TrimProof {
  readonly whole: OpenedBundle;
  readonly rest: OpenedBundle;
  /** What was read for the trim: nothing is read again. */
  readonly facts: Facts;
  readonly options: EffectiveOptions;
  readonly signal?: AbortSignal | undefined;
}

/** The proof of every pack that leaves out code: a check finds in the rest what it finds in the whole. Anything else is a bug. */
export async function proveTrim({ whole, rest, facts, options, signal }: TrimProof): Promise<void> {
  const exclusions = exclusionsOf(options);
  const { handler, otherHandlers, runtime } = options;
  const isLeftOut = (name: string): boolean => exclusions.some(({ matches }) => matches(name));
  const check = async (opened: OpenedBundle): Promise<readonly string[]> => {
    const findings = await checkModules(opened, { runtime, handler, otherHandlers, isLeftOut, facts, signal });
    return findings.map(whatIsFound);
  };
  const [before, after] = [await check(whole), await check(rest)];
  const [lost, added] = [
    before.filter((each) => !after.includes(each)),
    after.filter((each) => !before.includes(each)),
  ];
  if (lost.length === 0 && added.length === 0) return;
  throw new Error(
    `A check of the trimmed bundle differs from that of the whole one: ${JSON.stringify({ lost: lost.slice(0, 5), added: added.slice(0, 5) })}`,
  );
}

/** What may be the cause is told by what else lies there, such as a file of a similar name. */
function whatIsFound(finding: Finding): string {
  const {
    cause: _,
    similar: _similar,
    ...rest
  }: Finding & { readonly cause?: unknown; readonly similar?: unknown } = finding;
  return JSON.stringify(rest);
}
