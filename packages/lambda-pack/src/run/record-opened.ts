import { byCodeUnit, PackError } from "@lambda-pack/model";
import type { Bundle } from "@lambda-pack/model";
import { openRecorder } from "@lambda-pack/runtime";
import type { Recorder, Recording, Sandbox } from "@lambda-pack/runtime";
import { bundleDigest } from "../opened/bundle-digest.ts";
import { mergeOpened, OPENED_VERSION, openedKinds } from "../opened/opened-files.ts";
import type { OpenedFile, OpenedFiles, OpenedKind } from "../opened/opened-files.ts";
import { assertSameBundle } from "../opened/parse-opened.ts";
import { readOpenedIfThere } from "../opened/read-opened.ts";
import type { InspectedBundle } from "../bundle/with-bundle.ts";
import { writePage } from "../bundle/write-page.ts";

/** A function's recorder, and the file that its results are for. */
export interface OpenedRecord {
  readonly recorder: Recorder;
  /** Adds what was opened to the file. To be called when no process of the function is left. */
  readonly save: () => Promise<void>;
}

/** Prepares recording into a file, which may hold earlier results of the same bundle. Throws where it holds something else. */
export async function recordOpened(file: string, opened: InspectedBundle, sandbox: Sandbox): Promise<OpenedRecord> {
  const { bundle } = opened;
  const name = bundle.packages.get(bundle.target)?.name ?? bundle.label;
  const sha256 = await bundleDigest(opened);
  const readEarlier = async (): Promise<OpenedFiles | undefined> => {
    const earlier = await readOpenedIfThere(file);
    if (earlier !== undefined) assertSameBundle(earlier, { where: file, name, sha256: [sha256] });
    return earlier;
  };
  await readEarlier();
  const recorder = await openRecorder(sandbox);
  return {
    recorder,
    save: async () => {
      const recording = await recorder.read();
      assertRecorded(recording, file);
      const found = openedOf(recording, bundle, { name, sha256 });
      // Read again: another run may have added to it meanwhile.
      const earlier = await readEarlier();
      await writePage(file, `${JSON.stringify(mergeOpened(earlier ?? found, found), undefined, 2)}\n`);
    },
  };
}

/** What was recorded of the entries of a bundle. */
export function openedOf(
  { acts }: Pick<Recording, "acts">,
  { entries }: Pick<Bundle, "entries">,
  bundle: OpenedFiles["bundle"],
): OpenedFiles {
  const isEntry = new Set(entries.map(({ path }) => path));
  const all = [...acts].toSorted(([a], [b]) => byCodeUnit(a, b));
  const files = all.flatMap(([path, did]): OpenedFile[] => {
    const kinds = [...did].filter(isKind).toSorted(byCodeUnit);
    return isEntry.has(path) && kinds.length > 0 ? [{ path, kinds }] : [];
  });
  const isOpened = new Set(files.map(({ path }) => path));
  return {
    version: OPENED_VERSION,
    bundle,
    files,
    listed: all.flatMap(([path, did]) => (did.has("listed") ? path || "." : [])),
    checked: all.flatMap(([path, did]) => (did.has("checked") && isEntry.has(path) && !isOpened.has(path) ? path : [])),
  };
}

function isKind(act: string): act is OpenedKind {
  return openedKinds.includes(act as OpenedKind);
}

function assertRecorded({ faults, started, expected }: Recording, file: string): void {
  if (faults.length === 0 && (started > 0 || expected === 0)) return;
  const reason = faults.length === 0 ? "none of its processes has begun to record" : faults.join("; ");
  throw new PackError("RECORD_INVALID", `What the function opens cannot be recorded in ${file}: ${reason}.`, {
    hint: "Record it without Node.js's permission model (--permission in NODE_OPTIONS).",
    details: { path: file, faults },
  });
}
