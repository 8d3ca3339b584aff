import type { LambdaFunction } from "@lambda-pack/runtime";
import { isAbsolute, join } from "node:path";
import { FunctionVersions } from "./function-versions.ts";
import type { VersionRequest } from "./function-versions.ts";
import { functionNameOf } from "./run-options.ts";
import { watchSources } from "./watch-sources.ts";
import type { WatchedSources } from "./watch-sources.ts";
import type { RunningFunction } from "./with-unpacked.ts";

export interface ServeRequest extends VersionRequest {
  /** Whether a change of the sources opens it again. */
  readonly watch: boolean;
  /** Called when a changed function is open. */
  readonly onChanged: (name: string) => void;
  /** Called with the reason when it could not be, or when not all sources can be watched. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * A function that follows its sources. While a new version opens, invokes wait; those under way end with the version they began
 * with. While the sources cannot be opened, invokes fail with the reason.
 */
export interface ServedFunction extends Pick<LambdaFunction, "invoke" | "close"> {
  readonly name: string;
}

/** Opens a function for as long as it is served. Rejects when it cannot be opened the first time. */
export async function serveFunction(request: ServeRequest): Promise<ServedFunction> {
  const versions = new FunctionVersions(request);
  const first = await versions.current.opened;
  const name = functionNameOf(first.opened.bundle.label);
  const unwatch = request.watch ? watchAll(versions, first, { ...request, name }) : undefined;
  return {
    name,
    invoke: async (invoke) => versions.invoke(invoke),
    close: async () => {
      unwatch?.();
      await versions.close();
    },
  };
}

type WatchOptions = Pick<ServeRequest, "onChanged" | "onFailed"> & Pick<ServedFunction, "name">;

function watchAll(
  versions: FunctionVersions,
  first: RunningFunction,
  { name, onChanged, onFailed }: WatchOptions,
): () => void {
  const change = async (): Promise<void> => {
    const version = versions.renew();
    try {
      const running = await version.opened;
      if (!versions.isCurrent(version)) return;
      follow(running);
      onChanged(name);
    } catch (error) {
      // Else another change has come meanwhile, or the end.
      if (versions.isCurrent(version)) onFailed(error);
    }
  };
  const watch = watchSources({ onChange: () => void change(), onFailed });
  const follow = (running: RunningFunction): void => {
    const sources = sourcesOf(running);
    if (sources !== undefined) watch.follow(sources);
  };
  follow(first);
  return watch.close;
}

/** Undefined of a zip, which never changes. */
function sourcesOf({ opened }: RunningFunction): WatchedSources | undefined {
  const { bundle, source } = opened;
  if (source === undefined) return undefined;
  const { root, outputs } = source;
  const own = [...bundle.packages.values()].filter(({ importer }) => importer);
  const packages = own.flatMap(({ installedIn }) => installedIn);
  return {
    root,
    packages: packages.map((path) => (isAbsolute(path) ? path : join(root, path))),
    outputs: [outputs.archive, outputs.stageDir].flatMap((path) => path ?? []),
  };
}
