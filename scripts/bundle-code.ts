import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "esbuild";

const packages = path.join(import.meta.dirname, "..", "packages");
const published = path.join(packages, "lambda-pack");
const dist = path.join(published, "dist");

/** What other threads and processes are started from, as it stands: by how its starter names it, the folder that it lies in. */
const started: ReadonlyMap<string, string> = new Map([
  ["./process-batch.mjs", path.join(packages, "archive", "src", "threads")],
  ["./bootstrap/main.mjs", path.join(packages, "runtime", "src", "process")],
  ["./recorder/recorder.cjs", path.join(packages, "runtime", "src", "record")],
]);

/** Content by path from `dist`. */
export type Outputs = ReadonlyMap<string, string>;

/**
 * The code of the published package, made of the sources as they are now, in one readable bundle: our own packages inside,
 * all others left to the user's node_modules.
 */
export async function bundleCode(): Promise<Outputs> {
  const { outputFiles } = await build({
    entryPoints: {
      index: path.join(published, "src", "index.ts"),
      bin: path.join(published, "src", "bin.ts"),
      // A thread is started from it, by the chunk that lies beside it.
      "chunks/facts-thread": path.join(packages, "scan", "src", "facts", "facts-thread.ts"),
    },
    outdir: dist,
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["source"],
    external: await outsideDependencies(),
    legalComments: "inline",
    plugins: [evaluated, packInOneFile],
    logLevel: "warning",
  });
  const outputs = new Map(outputFiles.map((file) => [path.relative(dist, file.path), file.text]));
  return new Map([...outputs, ...(await besideTheirStarters(outputs))]);
}

/** Runs the modules that make texts, the parts of the report's page and the tool's version, and puts what they export in their place. */
const evaluated: Plugin = {
  name: "evaluated",
  setup: (bundling) => {
    // oxlint-disable-next-line require-unicode-regexp -- esbuild takes no such flag.
    const filter = /[/\\]src[/\\](?:page-parts|report[/\\]tool-version)\.ts$/;
    bundling.onLoad({ filter }, async ({ path: file }) => {
      const texts: Readonly<Record<string, string>> = await import(pathToFileURL(file).href);
      const lines = Object.entries(texts).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`);
      return { contents: lines.join(""), loader: "js" };
    });
  },
};

/**
 * What two commands have in common becomes a file of its own, so that each command would cut the code of a pack into smaller files,
 * and a pack would wait for each of them. A command is only loaded from `run-command.ts`, which has loaded a pack already: when each
 * command says that it needs that, a pack is one set, and stays together.
 */
const packInOneFile: Plugin = {
  name: "pack-in-one-file",
  setup: (bundling) => {
    // oxlint-disable-next-line require-unicode-regexp -- esbuild takes no such flag.
    bundling.onLoad({ filter: /[/\\]cli[/\\][a-z]+[/\\]run-[a-z]+\.ts$/ }, async ({ path: file }) => {
      const folder = path.dirname(file);
      const starter = await readFile(path.join(folder, "..", "run-command.ts"), "utf8");
      const text = await readFile(file, "utf8");
      const isStarted = starter.includes(`import("./${path.basename(folder)}/${path.basename(file)}")`);
      return { contents: isStarted ? `${text}import "../run-command.ts";\n` : text, loader: "ts" };
    });
  },
};

async function outsideDependencies(): Promise<string[]> {
  const { dependencies } = JSON.parse(await readFile(path.join(published, "package.json"), "utf8"));
  return Object.keys(dependencies);
}

/** Each is found from the file that starts it, with all of its own folder that it may import. */
async function besideTheirStarters(outputs: Outputs): Promise<Outputs> {
  const copies = new Map<string, string>();
  for (const [name, folder] of started) {
    const starters = [...outputs].filter(([, text]) => text.includes(`"${name}"`)).map(([file]) => file);
    if (starters.length === 0) throw new Error(`Nothing starts ${name} any more.`);
    const directory = path.dirname(name);
    const files = (await readdir(path.join(folder, directory), { recursive: directory !== "." })).filter((file) =>
      /\.[cm]js$/u.test(file),
    );
    for (const file of files) {
      const text = await readFile(path.join(folder, directory, file), "utf8");
      for (const starter of starters) copies.set(path.join(path.dirname(starter), directory, file), text);
    }
  }
  return copies;
}
