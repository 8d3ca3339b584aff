import type { PlaceReason } from "@lambda-pack/inspect";
import type { InstanceId } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { placeTexts } from "../../../src/cli/why/place-texts.ts";

const ant = "ant@1.0.0" as InstanceId;
const app = "app@1.0.0" as InstanceId;

test.each<[reason: PlaceReason, texts: readonly string[]]>([
  [
    { path: "node_modules/cat", usedBy: [app], why: "declared" },
    ["at the top, because app@1.0.0 itself depends on it"],
  ],
  [
    { path: "node_modules/cat", usedBy: [ant, app], why: "declared" },
    ["at the top, because app@1.0.0 itself depends on it", "used by ant@1.0.0"],
  ],
  [
    {
      path: "a/node_modules/cat",
      usedBy: [],
      why: "conflict",
      with: { id: ant, path: "node_modules/cat", usedBy: [] },
    },
    ["nested, because node_modules/cat is ant@1.0.0"],
  ],
  [
    { path: "a/node_modules/cat", usedBy: [ant], why: "beside", beside: ant },
    ["beside ant@1.0.0, whose native code loads it from there", "used by ant@1.0.0"],
  ],
  [
    { path: "a/node_modules/cat", usedBy: [], why: "repeated" },
    ["redundant, because the same package lies higher up, where it would be found as well"],
  ],
  [
    { path: "a/node_modules/cat", usedBy: [], why: "unforced" },
    ["nested, although nothing higher up conflicts with it"],
  ],
  [
    { path: "lib/cat", usedBy: [], why: "outside" },
    ["outside of node_modules, so no package can resolve it by its name"],
  ],
])("%o", (reason, texts) => {
  expect(placeTexts(reason, app)).toEqual(texts);
});
