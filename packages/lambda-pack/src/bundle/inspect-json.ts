import type { PackageList } from "@lambda-pack/inspect";
import type { LeftOutList } from "./left-out/list-left-out.ts";
import type { TrimmedExplanation } from "./why-trim.ts";

/** What `list --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface ListJson extends PackageList {
  readonly schemaVersion: 2;
  /** Only under a trim. */
  readonly trim?: LeftOutList;
}

/** What `why --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface WhyJson extends TrimmedExplanation {
  readonly schemaVersion: 2;
}
