import { describe, expect, test } from "vitest";
import { findVoidSettings } from "../../src/config/find-void-settings.ts";
import type { Settings } from "../../src/config/settings/settings.ts";

function voids(...layers: readonly Settings[]): readonly string[] {
  return findVoidSettings(layers).map(({ setting, reason }) => `${setting}: ${reason}`);
}

describe("in one place", () => {
  test.each<[Settings, readonly string[]]>([
    [{ stage: false, stageDir: "/a" }, ["stageDir: stage is off"]],
    [{ stage: false, stageMode: "link" }, ["stageMode: stage is off"]],
    [{ zip: false, out: "/a.zip", level: 9 }, ["out: zip is off", "level: zip is off"]],
    [{ format: "tar", level: 9 }, ["level: format is tar"]],
    [{ format: "tar.gz", maxZipSize: 1, smoke: true }, ["maxZipSize: format is tar.gz", "smoke: format is tar.gz"]],
    [{ opened: ["/a.json"] }, ["opened: trim is off"]],
    [{ opened: ["/a.json"], trim: { mode: "off" } }, ["opened: trim is off"]],
    [{ zip: false, format: "tar", smoke: true, maxZipSize: 1 }, ["maxZipSize: zip is off", "smoke: zip is off"]],
    [{ cache: false, verifyCache: true }, ["verifyCache: cache is off"]],
  ])("%j", (settings, expected) => {
    expect(voids(settings)).toEqual(expected);
  });

  test.each<[Settings]>([
    [{}],
    [{ stage: false, stageMode: "auto" }],
    [{ format: "tar.gz", level: 9 }],
    [{ format: "tar", smoke: false }],
    [{ opened: ["/a.json"], trim: "files" }],
    [{ opened: ["/a.json"], trim: { mode: "reachable" } }],
    [{ opened: [] }],
    [{ zip: false, stageDir: "/a", stageMode: "link" }],
    [{ cache: false, verifyCache: false }],
    [{ cache: true, verifyCache: true, smoke: true, maxZipSize: 1, level: 0, out: "/a.zip" }],
  ])("%j is in order", (settings) => {
    expect(voids(settings)).toEqual([]);
  });
});

describe("in several places", () => {
  test("a stronger one turns off what a weaker one has set, without a word", () => {
    expect(voids({ stageMode: "link" }, {}, { stage: false })).toEqual([]);
    expect(voids({ level: 9 }, { format: "tar" })).toEqual([]);
  });

  test("what a stronger one sets has no effect against a weaker one", () => {
    expect(voids({ stage: false }, { stageMode: "link" })).toEqual(["stageMode: stage is off"]);
  });

  test("a check that is left out is told in any case", () => {
    expect(voids({ smoke: true }, { format: "tar" })).toEqual(["smoke: format is tar"]);
  });

  test("what is turned on again has its effect", () => {
    expect(voids({ stage: false, stageMode: "link" }, { stage: true })).toEqual([]);
  });
});
