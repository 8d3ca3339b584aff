import type { Closure } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { chooseRootWinners } from "../../src/layout/choose-root-winners.ts";
import { closureOf } from "../closure-of.ts";

test("the target's own dependencies win, by the names it requires them by", () => {
  const lists = {
    "app@0": ["ms@2", "old=bee@1"],
    "ms@2": ["ms@1", "old=bee@3"],
    "bee@1": ["ms@1"],
    "bee@3": ["ms@1"],
  };
  expect(drawWinners(closureOf(lists, { bytes: { "ms@1": 5000 } }))).toEqual(["ms = ms@2", "old = bee@1"]);
});

test("size times the dependents that need no copy of their own decides", () => {
  // ms@1 saves 2 × 100, ms@2 saves 1 × 201
  const lists = {
    "app@0": ["ant@1", "bee@1", "cat@1", "dog@1", "emu@1"],
    "ant@1": ["ms@1"],
    "bee@1": ["ms@1"],
    "cat@1": ["ms@1"],
    "dog@1": ["ms@2"],
    "emu@1": ["ms@2"],
  };
  expect(chooseRootWinners(closureOf(lists, { bytes: { "ms@2": 201 } })).get("ms")).toBe("ms@2");
  expect(chooseRootWinners(closureOf(lists, { bytes: { "ms@2": 199 } })).get("ms")).toBe("ms@1");
});

test("one dependent saves nothing, however large its dependency is", () => {
  const lists = { "app@0": ["ant@1", "bee@1", "cat@1"], "ant@1": ["ms@1"], "bee@1": ["ms@2"], "cat@1": ["ms@2"] };
  expect(chooseRootWinners(closureOf(lists, { bytes: { "ms@1": 1_000_000, "ms@2": 1 } })).get("ms")).toBe("ms@2");
});

test("ties go by code unit", () => {
  const lists = { "app@0": ["ant@1", "bee@1"], "ant@1": ["ms@9"], "bee@1": ["ms@10"] };
  expect(chooseRootWinners(closureOf(lists)).get("ms")).toBe("ms@10");
});

test("what has to lie beside the target's own dependencies wins with them, unless the target needs another one", () => {
  const lists = {
    "app@0": ["linux@1", "ant@1", "bee@1"],
    "linux@1": ["beside vips@1"],
    "ant@1": ["vips@2"],
    "bee@1": ["vips@2"],
  };
  expect(chooseRootWinners(closureOf(lists)).get("vips")).toBe("vips@1");
  const both = { ...lists, "app@0": ["ant@1", "bee@1", "linux@1", "vips@2"] };
  expect(chooseRootWinners(closureOf(both)).get("vips")).toBe("vips@2");
});

test("one whose siblings win goes before one that could not lie at the root, however much it saves", () => {
  // linux@1 would win by its bytes, vips@2 does.
  const lists = {
    "app@0": ["ant@1", "bee@1", "cat@1", "dog@1"],
    "ant@1": ["linux@1", "vips@2"],
    "bee@1": ["linux@1"],
    "cat@1": ["linux@2", "vips@2"],
    "dog@1": ["linux@2", "vips@1"],
    "linux@1": ["beside vips@1"],
    "linux@2": ["beside vips@2"],
  };
  const winners = chooseRootWinners(closureOf(lists, { bytes: { "linux@1": 5000 } }));
  expect([winners.get("linux"), winners.get("vips")]).toEqual(["linux@2", "vips@2"]);
});

test("the target saves no bytes, as it is never copied", () => {
  // Two ask for app@0, the target itself, and two for another package of its name.
  const lists = {
    "app@0": ["ant@1", "bee@1", "cat@1", "dog@1"],
    "ant@1": ["app@0"],
    "bee@1": ["app@0"],
    "cat@1": ["app@9"],
    "dog@1": ["app@9"],
  };
  expect(chooseRootWinners(closureOf(lists, { bytes: { "app@0": 9_000, "app@9": 1 } })).get("app")).toBe("app@9");
});

test("an alias has a winner of its own", () => {
  const lists = { "app@0": ["ant@1", "ms@2"], "ant@1": ["millis=ms@1"] };
  expect(drawWinners(closureOf(lists))).toEqual(["ant = ant@1", "millis = ms@1", "ms = ms@2"]);
});

function drawWinners(closure: Closure): readonly string[] {
  return [...chooseRootWinners(closure)].map(([name, id]) => `${name} = ${id}`).toSorted();
}
