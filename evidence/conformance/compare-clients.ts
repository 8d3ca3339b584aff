import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Contract } from "../../packages/model/src/lambda/runtimes.ts";
import { awsClient, ownClient } from "./clients.ts";
import type { Client } from "./clients.ts";
import { comparable } from "./comparable.ts";
import type { Comparable } from "./comparable.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import type { TestedNode } from "./nodes.ts";
import { observeClient } from "./observe-client.ts";

/** What both clients did with one case on one Node.js. */
export interface Comparison {
  readonly major: number;
  readonly ours: Comparable;
  readonly aws: Comparable;
}

/** Runs one case on our client and on AWS's, under one contract, on each Node.js. */
export async function compareClients(
  tested: ConformanceCase,
  contract: Contract,
  nodes: readonly TestedNode[],
): Promise<readonly Comparison[]> {
  return inTemporaryDirectory(async (directory) => {
    const taskRoot = path.join(directory, "task");
    const runtime = contract === "callback" ? "nodejs22.x" : "nodejs24.x";
    writeTree(directory, { task: tested.files });
    const see = async (client: Client, node: TestedNode) =>
      comparable(await observeClient({ client, node, tested, runtime, taskRoot }), { client, taskRoot });
    const comparisons: Comparison[] = [];
    for (const node of nodes) {
      const [ours, aws] = await Promise.all([see(ownClient(contract), node), see(await awsClient(contract), node)]);
      comparisons.push({ major: node.major, ours, aws });
    }
    return comparisons;
  });
}
