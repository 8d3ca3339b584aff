import path from "node:path";

/** The root of this repository. */
export const repository = path.join(import.meta.dirname, "..", "..", "..");

/** What is fetched or made once and kept between runs: tools, installed fixtures, monorepos of the benchmarks. */
export const cacheDirectory = path.join(repository, ".cache");
