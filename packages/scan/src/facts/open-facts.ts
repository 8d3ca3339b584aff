import type { BundleContents, BundleFile } from "@lambda-pack/model";
import { namedClasses } from "../openings/named-classes.ts";
import type { NamedClass } from "../openings/opening.ts";
import { factsOf } from "./file-facts.ts";
import type { FactsDepth, FileFacts, TextFormat } from "./file-facts.ts";

/** What is known of the files of a bundle. Each is read and parsed once, however often it is asked for. */
export interface Facts {
  readonly of: (file: BundleFile, format: TextFormat) => Promise<FileFacts>;
  /** The classes of files that a text names, without parsing it. */
  readonly classesOf: (file: BundleFile) => Promise<readonly NamedClass[]>;
}

export interface FactsOptions {
  readonly depth?: FactsDepth;
}

/** Reads each file when it is first asked for. */
export function openFacts({ read }: BundleContents, { depth = "references" }: FactsOptions = {}): Facts {
  const known = new Map<string, Promise<FileFacts>>();
  return {
    of: (file, format) => {
      const key = `${format}:${file.path}`;
      const facts = known.get(key) ?? readFacts(file, format);
      known.set(key, facts);
      return facts;
    },
    classesOf: async (file) => namedClasses(new TextDecoder().decode(await read(file))),
  };

  async function readFacts(file: BundleFile, format: TextFormat): Promise<FileFacts> {
    // The decoder drops a byte order mark, as Node does.
    return factsOf(new TextDecoder().decode(await read(file)), format, depth);
  }
}
