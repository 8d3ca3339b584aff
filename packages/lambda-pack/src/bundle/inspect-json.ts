import type { Explanation, PackageList } from "@lambda-pack/inspect";
import type { LeftOutList } from "./left-out/left-out-list.ts";

/** What `list --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface ListJson extends PackageList {
  readonly schemaVersion: 2;
  /** Only under a trim. */
  readonly trim?: LeftOutList;
}

/** What `why --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface WhyJson extends Explanation {
  readonly schemaVersion: 2;
  /** Only under a trim. */
  readonly trim?: WhyTrimJson;
}

export interface WhyTrimJson {
  readonly mode: "files" | "reachable";
  /** Only where a file was asked for; one that is left out has the setting that keeps it. */
  readonly file?: Partial<WhyReachedJson> & {
    readonly path: string;
    readonly kept: boolean;
    readonly reason: WhyReasonJson;
    readonly setting?: string;
  };
  readonly packages: readonly (WhyReachedJson & {
    readonly id: string;
    readonly files: number;
    readonly bytes: number;
    readonly leftFiles: number;
    readonly leftBytes: number;
    readonly isLoaded: boolean;
  })[];
}

/** How something is reached, and why its package is whole. */
export interface WhyReachedJson {
  readonly whole?: WhyReasonJson;
  readonly steps: readonly {
    readonly from: string;
    readonly line?: number;
    readonly kind: string;
    readonly what: string;
  }[];
  readonly root?: WhyReasonJson;
}

/** What else there is depends on the kind. */
export interface WhyReasonJson {
  readonly kind: string;
  readonly from?: string;
  readonly line?: number;
}
