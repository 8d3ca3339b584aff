import type { Explanation, PackageList } from "@lambda-pack/inspect";

/** What `list --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface ListJson extends PackageList {
  readonly schemaVersion: 2;
}

/** What `why --json` prints; `docs/inspecting.md` describes it for readers. Within one `schemaVersion`, fields are only added. */
export interface WhyJson extends Explanation {
  readonly schemaVersion: 2;
}
