import type { LambdaFunction } from "@lambda-pack/runtime";
import { isAbsolute, join } from "node:path";
import { aborted } from "./aborted.ts";
import { functionNameOf } from "./run-options.ts";
import { watchSources } from "./watch-sources.ts";
import { withFunction } from "./with-function.ts";
import type { FunctionRequest, RunningFunction } from "./with-function.ts";

export interface ServeRequest extends Omit<FunctionRequest, "onUnpack"> {
  /** Whether a change of the sources has it opened anew. */
  readonly watch: boolean;
  /** Called when it has been opened anew. */
  readonly onChanged: (name: string) => void;
  /** Called with the reason when it could not be. */
  readonly onFailed: (error: unknown) => void;
}

/** A function that stays as its sources are. While it is opened anew, invokes wait. */
export interface ServedFunction extends Pick<LambdaFunction, "invoke" | "close"> {
  readonly name: string;
}

/** Opens a function for as long as it is served. Rejects when it cannot be opened the first time. */
export async function serveFunction(request: ServeRequest): Promise<ServedFunction> {
  const ending = new AbortController();
  const first = openOnce(request, ending.signal);
  const { name, root, sources } = await first.opened;
  let current = first;
  let closed = false;

  const change = async (): Promise<void> => {
    if (closed) return;
    const old = current;
    current = openOnce(request, ending.signal);
    old.end();
    await old.ended;
    try {
      await current.opened;
      request.onChanged(name);
    } catch (error) {
      request.onFailed(error);
    }
  };
  const watched =
    request.watch && root !== undefined ? sources.map((path) => (isAbsolute(path) ? path : join(root, path))) : [];
  const unwatch = watchSources(watched, () => void change());

  return {
    name,
    invoke: async (invoke) => (await current.opened).function.invoke(invoke),
    close: async () => {
      closed = true;
      unwatch();
      ending.abort();
      current.end();
      await current.ended;
    },
  };
}

interface Served extends RunningFunction {
  readonly name: string;
  /** Of the workspace; undefined for a zip, which never changes. */
  readonly root: string | undefined;
  /** Directories of the workspace's own packages in it. */
  readonly sources: readonly string[];
}

interface Opening {
  readonly opened: Promise<Served>;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Opens a function until `end` is called. */
function openOnce(request: ServeRequest, signal: AbortSignal): Opening {
  const until = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  const opened = new Promise<Served>((resolve, reject) => {
    ended = withFunction(
      { ...request, signal: request.signal ?? signal, onUnpack: () => undefined },
      async (running) => {
        resolve(served(running));
        await aborted(until.signal);
      },
    ).catch(reject);
  });
  // Whoever invokes it hears why it could not be opened.
  opened.catch(() => undefined);
  return { opened, ended, end: () => until.abort() };
}

function served(running: RunningFunction): Served {
  const { bundle, workspaceRoot } = running.opened;
  const own = [...bundle.packages.values()].filter(({ importer }) => importer);
  const sources = own.flatMap(({ installedIn }) => installedIn);
  return { ...running, name: functionNameOf(bundle.label), root: workspaceRoot, sources };
}
