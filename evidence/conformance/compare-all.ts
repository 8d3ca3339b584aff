import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";
import { conformanceCases } from "./cases/cases.ts";
import { compareClients } from "./compare-clients.ts";
import type { Comparison } from "./compare-clients.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { nodeOf } from "./nodes.ts";
import type { ComparedCase } from "./render-conformance.ts";
import { majorsOf } from "./runs.ts";

/** Cases that run at once: most of their time is Node.js that starts. */
const AT_ONCE = 3;

/** Runs every case on both clients, by topic. */
export async function compareAll(): Promise<ReadonlyMap<string, readonly ComparedCase[]>> {
  const topics = Object.entries(conformanceCases);
  const waiting = topics.flatMap(([, cases]) => cases);
  const compared = new Map<ConformanceCase, ComparedCase>();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      compared.set(next, await compareCase(next));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return new Map(
    topics.map(([topic, cases]) => [topic, cases.flatMap((tested) => compared.get(tested) ?? [])] as const),
  );
}

async function compareCase(tested: ConformanceCase): Promise<ComparedCase> {
  const compare = async (contract: Contract): Promise<readonly Comparison[]> => {
    const nodes = await Promise.all(majorsOf(tested, contract).map(nodeOf));
    return compareClients(tested, contract, nodes);
  };
  const [callback, promise] = [await compare("callback"), await compare("promise")];
  return { tested, comparisons: { callback, promise } };
}
