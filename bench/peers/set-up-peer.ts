import path from "node:path";
import { benchDirectory, makeOnce } from "../monorepos/monorepos.ts";

/** A checkout of a peer's own, made the first time and kept in `.cache/bench/peers`. */
export async function setUpPeer(name: string, make: (fresh: string) => Promise<void>): Promise<string> {
  return makeOnce(path.join(benchDirectory, "peers", name), make);
}
