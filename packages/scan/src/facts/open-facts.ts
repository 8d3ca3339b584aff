import { hash } from "node:crypto";
import type { BundleContents, BundleFile } from "@lambda-pack/model";
import { namedClasses } from "../openings/named-classes.ts";
import type { NamedClass } from "../openings/opening.ts";
import { openFactsReader } from "./facts-reader.ts";
import type { FactsReader } from "./facts-reader.ts";
import type { FactsDepth, FileFacts, TextFormat } from "./file-facts.ts";

/** What is known of the files of a bundle. Each is read and parsed once, however often it is asked for. */
export interface Facts {
  readonly of: (file: BundleFile, format: TextFormat) => Promise<FileFacts>;
  /** The classes of files that a text names, without parsing it. */
  readonly classesOf: (file: BundleFile) => Promise<readonly NamedClass[]>;
}

/** Facts by the key of a content. Only what a content says for itself is in facts, so they hold wherever it lies. */
export type KnownFacts = ReadonlyMap<string, FileFacts>;

export interface FactsOptions {
  readonly depth?: FactsDepth;
  /** What earlier runs have read, of the same depth. */
  readonly known?: KnownFacts;
  /** Called with what this run has asked for, known or not. */
  readonly onFacts?: (key: string, facts: FileFacts) => void;
  /** The caller's own thread unless given. */
  readonly reader?: FactsReader;
}

/** Reads each file when it is first asked for. */
export function openFacts({ read }: BundleContents, options: FactsOptions = {}): Facts {
  const { depth = "references", known, onFacts, reader = openFactsReader(0) } = options;
  const asked = new Map<string, Promise<FileFacts>>();
  return {
    of: (file, format) => {
      const name = `${format}:${file.path}`;
      const facts = asked.get(name) ?? factsAt(file, format);
      asked.set(name, facts);
      return facts;
    },
    classesOf: async (file) => namedClasses(new TextDecoder().decode(await read(file))),
  };

  async function factsAt(file: BundleFile, format: TextFormat): Promise<FileFacts> {
    const content = await read(file);
    const key = known === undefined ? "" : `${format}:${hash("sha256", content, "base64url")}`;
    const facts = known?.get(key) ?? (await reader.read({ content, format, depth }));
    onFacts?.(key, facts);
    return facts;
  }
}
