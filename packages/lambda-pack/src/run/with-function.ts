import { throwIfInterrupted } from "@lambda-pack/model";
import { assertPortFree } from "./assert-port-free.ts";
import { functionOptions } from "./run-options.ts";
import type { RunOptions } from "./run-options.ts";
import { withBundle } from "../bundle/with-bundle.ts";
import type { BundleRequest } from "../bundle/with-bundle.ts";
import { withUnpacked } from "./with-unpacked.ts";
import type { RunningFunction, UnpackRequest } from "./with-unpacked.ts";

export interface FunctionRequest
  extends
    BundleRequest,
    Required<Pick<UnpackRequest, "onLog" | "onUnpack">>,
    Pick<UnpackRequest, "noteAbsent" | "onUnrecorded"> {
  readonly run: RunOptions;
}

/** Runs the named package or zip for one use: see `withUnpacked`. Rejects when it is interrupted, whatever the use answers. */
export async function withFunction<T>(
  request: FunctionRequest,
  use: (running: RunningFunction) => Promise<T>,
): Promise<T> {
  const { signal, run, noteAbsent, onLog, onUnpack, onUnrecorded } = request;
  return withBundle(request, async (opened) => {
    const options = await functionOptions(opened, run);
    if (run.inspect !== undefined) await assertPortFree(run.inspect);
    // A debugger's settings contain the path of the sources, so it has to be the same each time.
    const name = run.inspect === undefined ? undefined : `lambda-pack-inspect-${run.inspect}`;
    return withUnpacked(
      { opened, options, name, signal, record: run.record, noteAbsent, onLog, onUnpack, onUnrecorded },
      async (running) => {
        const result = await use(running);
        throwIfInterrupted(signal);
        return result;
      },
    );
  });
}
