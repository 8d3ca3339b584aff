import type { LambdaFunction } from "@lambda-pack/runtime";
import { isAbsolute, join } from "node:path";
import { Openings } from "./openings.ts";
import type { OpeningRequest } from "./openings.ts";
import { functionNameOf } from "./run-options.ts";
import { watchSources } from "./watch-sources.ts";
import type { WatchedSources } from "./watch-sources.ts";
import type { RunningFunction } from "./with-unpacked.ts";

export interface ServeRequest extends OpeningRequest {
  /** Whether a change of the sources has it opened anew. */
  readonly watch: boolean;
  /** Called when it has been opened anew. */
  readonly onChanged: (name: string) => void;
  /** Called with the reason when it could not be, or when not all sources can be watched. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * A function that stays as its sources are. While it is opened anew, invokes wait; those that are under way end with what they
 * began with. While the sources are such that it cannot be opened, invokes fail with the reason.
 */
export interface ServedFunction extends Pick<LambdaFunction, "invoke" | "close"> {
  readonly name: string;
}

/** Opens a function for as long as it is served. Rejects when it cannot be opened the first time. */
export async function serveFunction(request: ServeRequest): Promise<ServedFunction> {
  const openings = new Openings(request);
  const first = await openings.current.opened;
  const name = functionNameOf(first.opened.bundle.label);
  const unwatch = request.watch ? watchAll(openings, first, { ...request, name }) : undefined;
  return {
    name,
    invoke: async (invoke) => openings.invoke(invoke),
    close: async () => {
      unwatch?.();
      await openings.close();
    },
  };
}

type Told = Pick<ServeRequest, "onChanged" | "onFailed"> & Pick<ServedFunction, "name">;

function watchAll(openings: Openings, first: RunningFunction, { name, onChanged, onFailed }: Told): () => void {
  const change = async (): Promise<void> => {
    const opening = openings.renew();
    try {
      const running = await opening.opened;
      if (!openings.isCurrent(opening)) return;
      follow(running);
      onChanged(name);
    } catch (error) {
      // Else another change has come meanwhile, or the end.
      if (openings.isCurrent(opening)) onFailed(error);
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
  const { bundle, workspaceRoot: root, outputs } = opened;
  if (root === undefined) return undefined;
  const own = [...bundle.packages.values()].filter(({ importer }) => importer);
  const packages = own.flatMap(({ installedIn }) => installedIn);
  return {
    root,
    packages: packages.map((path) => (isAbsolute(path) ? path : join(root, path))),
    outputs: [outputs?.archive, outputs?.stageDir].flatMap((path) => path ?? []),
  };
}
