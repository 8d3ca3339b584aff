import type { PlaceReason } from "@lambda-pack/inspect";
import type { InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { placeTexts } from "../../../src/cli/why/place-texts.ts";

const ant = "ant@1.0.0" as InstanceId;
const app = "app@1.0.0" as InstanceId;

test.each<[reason: PlaceReason, texts: readonly string[]]>([
  [{ path: "node_modules/cat", usedBy: [app], why: "declared" }, ["at the top, because app@1.0.0 itself declares it"]],
  [
    { path: "node_modules/cat", usedBy: [ant, app], why: "declared" },
    ["at the top, because app@1.0.0 itself declares it", "found there by ant@1.0.0"],
  ],
  [
    {
      path: "a/node_modules/cat",
      usedBy: [],
      why: "conflict",
      with: { id: ant, path: "node_modules/cat", usedBy: [] },
    },
    ["no higher, because node_modules/cat holds ant@1.0.0"],
  ],
  [
    { path: "a/node_modules/cat", usedBy: [ant], why: "beside", beside: ant },
    ["beside ant@1.0.0, whose native code looks for it there", "found there by ant@1.0.0"],
  ],
  [
    { path: "a/node_modules/cat", usedBy: [], why: "repeated" },
    ["needless: the same lies higher, and would be found there as well"],
  ],
  [{ path: "a/node_modules/cat", usedBy: [], why: "unforced" }, ["nothing lies in its way higher up"]],
  [{ path: "lib/cat", usedBy: [], why: "outside" }, ["in no node_modules, so that nobody finds it by its name"]],
])("%o", (reason, texts) => {
  expect(placeTexts(reason, app)).toEqual(texts);
});
