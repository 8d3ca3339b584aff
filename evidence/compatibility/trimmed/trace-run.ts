import { chmod, readFile, writeFile } from "node:fs/promises";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { inTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { readTrace, TRACED_CALLS } from "@lambda-pack/test-support/processes/read-trace";
import { runModule } from "../run-module.ts";
import type { Stall } from "../stall.ts";

/** The files of an unzipped stall that its processes open while its handler runs, as strace sees it. */
export async function traceRun({ nodeOptions }: Stall, directory: string, node: string): Promise<readonly string[]> {
  return inTemporaryDirectory(async (temporary) => {
    const [trace, traced] = [path.join(temporary, "trace"), path.join(temporary, "node")];
    const tracer = `strace -f -qq -s 4096 -o ${trace} -e trace=${TRACED_CALLS}`;
    await writeFile(traced, `#!/bin/sh\nexec ${tracer} ${node} "$@"\n`);
    await chmod(traced, 0o755);
    const main = ["main.js", "main.mjs"].map((name) => path.join(directory, name)).find((file) => existsSync(file));
    await runModule(main ?? "", { node: traced, env: { NODE_OPTIONS: nodeOptions } });
    return [...readTrace(await readFile(trace, "utf8"), realpathSync(directory))].toSorted();
  });
}
