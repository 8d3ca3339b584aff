import path from "node:path";
import { clearOutputs, runPack } from "../monorepos/checkout.ts";
import type { Peer } from "./peer.ts";

/** Ourselves, measured and looked at as the others are. */
export const lambdaPack: Peer = {
  name: "lambda-pack",
  title: "**lambda-pack**, cold, `--no-stage`",
  job: "whole",
  method: "The command on the checkout as Yarn 1 installed it, with no earlier bundle.",
  open: async (checkout) => {
    await clearOutputs(checkout);
    return {
      run: (output) => runPack(checkout, ["--no-stage", "--out", path.join(output, "bundle.zip")]),
      zip: "bundle.zip",
      handler: checkout.monorepo.main,
    };
  },
};
