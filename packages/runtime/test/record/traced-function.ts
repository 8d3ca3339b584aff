import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasProgram } from "@lambda-pack/test-support/processes/has-program";
import { readTrace, TRACED_CALLS } from "@lambda-pack/test-support/processes/read-trace";
import { onTestFinished } from "vitest";
import { openFunction } from "../../src/function/open-function.ts";
import type { FunctionOptions } from "../../src/function-options.ts";
import { ownNode } from "../../src/process/own-node.ts";
import { openRecorder } from "../../src/record/open-recorder.ts";
import type { RecordedAct, Recording } from "../../src/record/recording.ts";
import { openSandbox } from "../../src/sandbox/sandbox.ts";

/** What a function has done, as the recorder and the system's own tracer saw it. */
export interface Traced {
  readonly payload: unknown;
  readonly failed: boolean;
  readonly log: string;
  readonly recording: Recording;
  /** Files of the bundle that the tracer saw opened or executed, by real path. */
  readonly traced: ReadonlySet<string>;
  /** The acts of a path, sorted. */
  readonly actsOf: (path: string) => readonly RecordedAct[];
}

/** A file's content, or where a link leads. */
export type TestFiles = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

/** Runs the handler of `index.js` or `index.mjs` once, under strace. */
export async function traceFunction(
  files: TestFiles,
  { limitFiles, ...options }: Partial<FunctionOptions> & { readonly limitFiles?: number } = {},
): Promise<Traced> {
  const sandbox = await openSandbox();
  onTestFinished(async () => sandbox.remove());
  await writeFiles(files, sandbox.taskRoot);
  const trace = join(sandbox.dir, "trace");
  const node = join(sandbox.dir, "traced-node");
  await writeFile(
    node,
    `#!/bin/sh\n${limitFiles === undefined ? "" : `ulimit -n ${limitFiles}\n`}exec ${tracer(trace)} ${ownNode.path} "$@"\n`,
  );
  await chmod(node, 0o755);
  const recorder = await openRecorder(sandbox);
  let log = "";
  const opened = openFunction(
    {
      name: "robot",
      handler: "index.handler",
      runtime: "nodejs22.x",
      memory: 2048,
      timeout: 60,
      env: {},
      node: { ...ownNode, path: node },
      ...options,
    },
    { sandbox, recorder, onLog: (chunk) => void (log += chunk.toString()) },
  );
  const result = await opened.invoke({ event: Buffer.from("{}") });
  await opened.close();
  const recording = await recorder.read();
  return {
    payload: result.payload.length === 0 ? undefined : JSON.parse(result.payload.toString()),
    failed: result.functionError !== undefined,
    log,
    recording,
    traced: readTrace(await readFile(trace, "utf8").catch(() => ""), sandbox.taskRoot),
    actsOf: (path) => [...(recording.acts.get(path) ?? [])].toSorted(),
  };
}

/** Without the tracer, where it is not on this machine, there is only the recorder. */
function tracer(trace: string): string {
  return hasProgram("strace") ? `strace -f -qq -s 4096 -o ${trace} -e trace=${TRACED_CALLS}` : "env";
}

/** What the tracer saw and the recorder did not: must be nothing. */
export function missed({ traced, recording }: Traced): readonly string[] {
  const seen: readonly RecordedAct[] = ["module", "data", "addon", "executed", "manifest"];
  return [...traced].filter((path) => !seen.some((act) => recording.acts.get(path)?.has(act) === true)).toSorted();
}

async function writeFiles(files: TestFiles, root: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(file, content, { mode: 0o755 });
    else await symlink(content.link, file);
  }
}
