import path from "node:path";
import { toolDirectory } from "@lambda-pack/test-support/installs/tools";
import { measureCommand } from "../measure/measure-command.ts";
import type { Peer } from "./peer.ts";

const program = path.join(import.meta.dirname, "programs", "pack-with-package-extractor.mjs");

/** What `rush deploy` is made of. */
export const packageExtractor: Peer = {
  name: "package-extractor",
  title: "@rushstack/package-extractor 0.13.15",
  job: "whole",
  method:
    "Its API on the checkout as Yarn 1 installed it, `createArchiveOnly`, links as links. It stores, it does not compress.",
  open: async ({ root, monorepo }) => {
    const tool = await toolDirectory("@rushstack/package-extractor-0.13.15");
    return {
      run: (output) => {
        const args = [program, tool, root, monorepo.target, path.join(output, "bundle.zip")];
        return measureCommand(process.execPath, args, { cwd: root });
      },
      zip: "bundle.zip",
      handler: path.join(monorepo.directory, monorepo.main),
    };
  },
};
