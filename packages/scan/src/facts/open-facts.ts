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

/** What earlier runs have read, of the same depth. */
export interface FactsMemory {
  readonly known: KnownFacts;
  /** SHA-256 in base64url; undefined for what has to be read first. */
  readonly digestOf: (file: BundleFile) => string | undefined;
  /** Called with what this run has asked for, known or not. */
  readonly onFacts: (key: string, facts: FileFacts) => void;
}

export interface FactsOptions {
  readonly depth?: FactsDepth;
  readonly memory?: FactsMemory;
  /** The caller's own thread unless given. */
  readonly reader?: FactsReader;
}

/** Reads each file when it is first asked for. */
export function openFacts({ read }: BundleContents, options: FactsOptions = {}): Facts {
  const { depth = "references", memory, reader = openFactsReader(0) } = options;
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
    const known = recall(file, format);
    if (known !== undefined) return known;
    const content = await read(file);
    const facts = recall(file, format) ?? (await reader.read({ content, format, depth }));
    const digest = memory?.digestOf(file);
    if (digest !== undefined) memory?.onFacts(`${format}:${digest}`, facts);
    return facts;
  }

  /** Undefined also where the file has to be read first. */
  function recall(file: BundleFile, format: TextFormat): FileFacts | undefined {
    const digest = memory?.digestOf(file);
    const facts = digest === undefined ? undefined : memory?.known.get(`${format}:${digest}`);
    if (facts !== undefined) memory?.onFacts(`${format}:${digest}`, facts);
    return facts;
  }
}
