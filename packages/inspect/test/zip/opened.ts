import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle, BundlePackage, BundlePath, InstanceId, OpenedBundle } from "@lambda-pack/model";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { onTestFinished } from "vitest";
import { openZip } from "../../src/open-zip.ts";
import { madeZip } from "./made-zip.ts";
import type { MadeEntry } from "./made-zip.ts";

/** A file `name` with these bytes. */
export function fileWith(bytes: Uint8Array, name = "lighthouse.zip"): string {
  const file = join(temporaryDirectory(), name);
  writeFileSync(file, bytes);
  return file;
}

/** Opens a zip until the test ends. Its label is `lighthouse.zip`. */
export async function opened(file: string): Promise<OpenedBundle> {
  const bundle = await openZip(file, { label: "lighthouse.zip" });
  onTestFinished(() => bundle.close());
  return bundle;
}

/** The bundle in a zip of these entries. */
export async function openedEntries(entries: readonly MadeEntry[]): Promise<OpenedBundle> {
  return opened(fileWith(madeZip(entries)));
}

/** Path → content, an object for JSON, `link("target")`. */
export type Contents = Readonly<Record<string, string | object | MadeEntry>>;

/** A link as a zip of Unix has it. */
export function link(target: string): MadeEntry {
  return { name: "", content: target, unixMode: 0o120777, method: 0 };
}

/** A bundle read from a zip of these files. */
export async function bundleWith(contents: Contents): Promise<Bundle> {
  const entries = Object.entries(contents).map(([name, content]): MadeEntry => {
    if (typeof content === "string") return { name, content };
    return "unixMode" in content ? { ...content, name } : { name, content: JSON.stringify(content) };
  });
  const { bundle } = await openedEntries(entries);
  return bundle;
}

/** Every package with its edges, one line each: `beam@1.0.0 -> lens@2.0.0, optional mirror@1.0.0`. */
export function edgesOf({ packages }: Bundle): readonly string[] {
  return [...packages.values()].map(({ id, edges }) => {
    const ends = edges.map(({ name, optional, to }) => {
      const alias = to.startsWith(`${name}@`) ? to : `${name}=${to}`;
      return optional ? `optional ${alias}` : alias;
    });
    return ends.length === 0 ? id : `${id} -> ${ends.join(", ")}`;
  });
}

/** The package of that id. */
export function packageOf({ packages }: Bundle, id: string): BundlePackage | undefined {
  return packages.get(id as InstanceId);
}

/** The package that lies there. */
export function packageAt(bundle: Bundle, path: string): BundlePackage | undefined {
  return packageOf(bundle, bundle.places.get(path as BundlePath) ?? "");
}
