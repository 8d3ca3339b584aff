import path from "node:path";
import { clear, outputPath, zipOf } from "../cases/by-hand.ts";
import { openCheckout } from "../monorepos/checkout.ts";
import { measureRounds } from "../measure/measure-rounds.ts";
import type { BenchedMonorepo } from "../monorepos/monorepos.ts";
import type { Part } from "../part.ts";
import { inspectBundle } from "./inspect-bundle.ts";
import type { Peer } from "./peer.ts";
import { wholeJobs } from "./whole-jobs.ts";
import { writers } from "./writers.ts";

export const peers: readonly Peer[] = [...wholeJobs, ...writers];

/** Each peer beside the yardstick, pair by pair, and then a look into the zip that it has written last. */
export function peerParts(monorepo: BenchedMonorepo): readonly Part[] {
  return peers.map((peer) => ({
    name: `peers/${peer.name}`,
    measure: async (rounds) => {
      const checkout = await openCheckout(monorepo);
      const { run, zip, handler } = await peer.open(checkout);
      const output = outputPath(".");
      const subject = { name: peer.name, prepare: clear, run: () => run(output) };
      const measured = await measureRounds([zipOf(checkout), subject], rounds);
      const bundle = await inspectBundle(path.join(output, zip), handler);
      return { kind: "peer", rounds: measured, facts: {}, bundle };
    },
  }));
}
