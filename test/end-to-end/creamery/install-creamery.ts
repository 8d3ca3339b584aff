import { readFile } from "node:fs/promises";
import path from "node:path";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { json, writeTree } from "@lambda-pack/test-support/disk/tree";
import type { Tree } from "@lambda-pack/test-support/disk/tree";
import type { Report } from "../../../packages/lambda-pack/src/index.ts";
import { runCommand } from "../../harness/run-command.ts";
import { install, runInstalled } from "../../../evidence/layouts/install.ts";
import type { Layout } from "../../../evidence/layouts/layout.ts";
import { creamery } from "./creamery.ts";
import type { CreameryNeeds } from "./creamery.ts";

/** How one creamery is to be installed. */
export interface CreameryRequest extends CreameryNeeds {
  readonly registry: string;
  /** Added to what the layout says. */
  readonly rootFields?: Readonly<Record<string, unknown>>;
  readonly rootFiles?: Tree;
  /** Lies beside the root, in no workspace. */
  readonly beside?: Tree;
  /** Instead of the layout's own. */
  readonly commands?: Layout["commands"];
}

/** A creamery on disk, until the end of the test. */
export interface InstalledCreamery {
  readonly root: string;
  /** What `lambda-pack creamery` tells, with these options. */
  readonly problems: (...options: readonly string[]) => Promise<Report["problems"]>;
  /** Runs a command as a user types it, with the package manager on PATH. */
  readonly run: (commandLine: string) => Promise<void>;
  readonly write: (tree: Tree) => void;
  /** Changes one file's text. */
  readonly edit: (file: string, change: (text: string) => string) => Promise<void>;
}

/** Installs the creamery anew, with nothing of other installs in caches and stores. */
export async function installCreamery(base: Layout, request: CreameryRequest): Promise<InstalledCreamery> {
  const layout = layoutFor(base, request);
  const places = { registry: request.registry, outside: temporaryDirectory() };
  writeTree(places.outside, request.beside ?? {});
  const root = await install(layout, creamery(layout.rootFields, request), places);
  return {
    root,
    problems: async (...options) => problemsOf(root, options),
    run: async (commandLine) => runInstalled(layout, places, ["sh", "-c", commandLine]),
    write: (tree) => {
      writeTree(root, tree);
    },
    edit: async (file, change) => {
      writeTree(root, { [file]: change(await readFile(path.join(root, file), "utf8")) });
    },
  };
}

function layoutFor(layout: Layout, { rootFields = {}, rootFiles = {}, commands }: CreameryRequest): Layout {
  return {
    ...layout,
    rootFields: { ...layout.rootFields, ...rootFields },
    rootFiles: (places) => ({ ...layout.rootFiles?.(places), ...rootFiles }),
    commands: commands ?? layout.commands,
  };
}

async function problemsOf(root: string, options: readonly string[]): Promise<Report["problems"]> {
  const { exitCode, stdout, stderr } = await runCommand(["creamery", "--json", "--dry-run", ...options], root);
  if (exitCode !== 0) throw new Error(`lambda-pack failed with ${exitCode}:\n${stdout}${stderr}`);
  const { packs }: { readonly packs: readonly Report[] } = JSON.parse(stdout);
  return packs[0]?.problems ?? [];
}

/** A change of one package.json, as an editor makes it. */
export function withField(name: string, value: unknown): (text: string) => string {
  return (text) => {
    const manifest: unknown = JSON.parse(text);
    return json({ ...Object(manifest), [name]: value });
  };
}

type ProblemOf<Kind> = Extract<Report["problems"][number], { readonly kind: Kind }>;

/** The only problem, which is of this kind. */
export function oneProblem<Kind extends Report["problems"][number]["kind"]>(
  kind: Kind,
  problems: Report["problems"],
): ProblemOf<Kind> {
  const only = problems.find((problem): problem is ProblemOf<Kind> => problem.kind === kind);
  if (only === undefined || problems.length > 1) throw new Error(`not one ${kind}: ${json(problems)}`);
  return only;
}
