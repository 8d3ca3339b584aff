import type { Closure } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { chooseHomes } from "../../src/layout/choose-homes.ts";
import { chooseRootWinners } from "../../src/layout/choose-root-winners.ts";
import { placeOnce } from "../../src/layout/place-once.ts";
import { closureOf } from "../closure-of.ts";

/** Where directories should lie instead of where a first plan has put them. */
function moves(closure: Closure): Readonly<Record<string, string>> {
  const placed = placeOnce(closure, { winners: chooseRootWinners(closure), rivals: new Map(), homes: new Map() });
  return Object.fromEntries(chooseHomes(closure, placed));
}

test("nothing moves where nothing has a link", () => {
  expect(moves(closureOf({ "app@0": ["ant@1", "ms@2"], "ant@1": ["ms@1"] }))).toEqual({});
});

test("a directory moves to where more find it", () => {
  // app ─┬─ ms@2
  //      ├─ ant ── ms@1
  //      └─ bee ─┬─ ms@1
  //              └─ cat@1 ── ms@1      (cat@2 at the root)
  const lists = {
    "app@0": ["ms@2", "ant@1", "bee@1", "cat@2"],
    "ant@1": ["ms@1"],
    "bee@1": ["ms@1", "cat@1"],
    "cat@1": ["ms@1"],
  };
  expect(moves(closureOf(lists))).toEqual({ "ms@1": "node_modules/bee/node_modules/ms" });
});

test("it stays where as many find it elsewhere, at the same height", () => {
  const lists = { "app@0": ["ms@2", "bee@1", "ant@1"], "bee@1": ["ms@1"], "ant@1": ["ms@1"] };
  expect(moves(closureOf(lists))).toEqual({});
});

test("of two names in one node_modules its own is better", () => {
  expect(moves(closureOf({ "app@0": ["day=dayjs@1", "dayjs@1"] }))).toEqual({ "dayjs@1": "node_modules/dayjs" });
});

test("a higher place is better than a lower one that as many find", () => {
  // app ─┬─ ms@2 ── millis = ms@1
  //      └─ ant ── ms@1
  const lists = { "app@0": ["ant@1", "ms@2"], "ant@1": ["ms@1"], "ms@2": ["millis=ms@1"] };
  expect(moves(closureOf(lists))).toEqual({ "ms@1": "node_modules/millis" });
});

test("what has siblings moves only to where they can lie beside it", () => {
  const apart = {
    "app@0": ["linux@1", "sharp@1", "vips@2"],
    "sharp@1": ["linux@1"],
    "linux@1": ["beside vips@1"],
  };
  expect(moves(closureOf(apart))).toEqual({ "linux@1": "node_modules/sharp/node_modules/linux" });

  // linux@1 lies beside vips@1 in ant; that more find it in bee is no reason to leave.
  const together = {
    "app@0": ["linux@2", "vips@2", "ant@1", "bee@1", "cat@2"],
    "ant@1": ["linux@1"],
    "bee@1": ["linux@1", "cat@1"],
    "cat@1": ["linux@1"],
    "linux@1": ["beside vips@1"],
  };
  expect(moves(closureOf(together))).toEqual({});
});
