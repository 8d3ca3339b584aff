// The names of archiver and compress-commons begin with an underscore where a subclass is to override them.
/* oxlint-disable no-underscore-dangle */
import type { StagedEntry } from "@lambda-pack/model";
import { Archiver, type EntryData } from "archiver";

import { ZipEngine, type ExactEntry } from "./zip-engine.ts";

/** The earliest moment the format can hold. zip-stream writes it in UTC, so the time zone is no input. */
const date = new Date(Date.UTC(1980, 0, 1));

const fileTypes = { file: 0o100000, link: 0o120000 } as const;

/** archiver with the engine of this package in place of its own. The zip is read from it as from any stream. */
export class ExactZip extends Archiver {
  // Fields that archiver's ZipArchive sets in its constructor, and so does this one.
  declare protected _format: string;
  declare protected _module: EngineModule;
  declare protected _modulePipe: () => void;
  readonly #engine = new ZipEngine();

  constructor() {
    super();
    this._format = "zip";
    this._module = engineModule(this.#engine);
    this._modulePipe();
  }

  /** Resolves when the entry is in the stream and the stream has room for the next one. The target is a link's content. */
  async add(entry: StagedEntry, content: Buffer): Promise<void> {
    const source = entry.kind === "link" ? Buffer.from(entry.target) : content;
    const unixMode = fileTypes[entry.kind] | (entry.kind === "link" ? 0o777 : entry.mode);
    const data: EntryData & ExactEntry = { name: "entry", exactName: entry.path, date, unixMode };
    await new Promise<void>((resolve) => {
      this.once("entry", () => {
        resolve();
      });
      this.append(source, data);
    });
    if (!this.#engine.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.#engine.once("drain", resolve);
    });
  }
}

type EngineModule = Pick<ZipEngine, "finalize" | "on" | "pipe" | "unpipe"> & { readonly append: ZipEngine["entry"] };

/** What archiver calls on a format, see its lib/plugins/zip.js. */
function engineModule(engine: ZipEngine): EngineModule {
  return {
    append: engine.entry.bind(engine),
    finalize: engine.finalize.bind(engine),
    on: engine.on.bind(engine),
    pipe: engine.pipe.bind(engine),
    unpipe: engine.unpipe.bind(engine),
  };
}
