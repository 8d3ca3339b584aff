import { crc32 } from "node:zlib";
import type { ZippedFacts } from "@lambda-pack/model";

/** Content, what a package.json says, or an entry that is out of the ordinary. */
export type Content = string | Buffer | Manifest | EntryFacts;

/** Path → what lies there, in the order of the archive. */
export type BundleFiles = Readonly<Record<string, Content>>;

type Manifest = Readonly<Record<string, unknown>> & { readonly name: string };

export interface EntryFacts {
  readonly content?: string | Buffer;
  readonly mode?: number;
  /** Makes it a link. */
  readonly link?: string;
  readonly zipped?: Partial<ZippedFacts>;
}

export function isManifest(content: Content | undefined): content is Manifest {
  return typeof content === "object" && "name" in content;
}

export function isFacts(content: Content): content is EntryFacts {
  return typeof content === "object" && !Buffer.isBuffer(content) && !("name" in content);
}

export function linkOf(content: Content): string | undefined {
  return isFacts(content) ? content.link : undefined;
}

export function bytesOf(content: Content): Buffer {
  if (Buffer.isBuffer(content)) return content;
  if (typeof content === "string") return Buffer.from(content);
  return Buffer.from(isFacts(content) ? (content.content ?? "") : JSON.stringify(content));
}

/** What a zip says of an entry that nothing else is said of. */
export function zippedFacts(content: string | Buffer, index: number): ZippedFacts {
  return {
    index,
    bytes: content.length,
    crc32: crc32(content),
    method: 8,
    flags: 0x800,
    modified: "1980-01-01T00:00:00",
    madeBy: 3,
    extraFields: [],
  };
}
