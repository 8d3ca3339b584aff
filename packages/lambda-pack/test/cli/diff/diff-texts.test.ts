import type { ComparedPackage } from "@lambda-pack/inspect";
import { expect, test } from "vitest";
import { packageNotes } from "../../../src/cli/diff/diff-texts.ts";
import { compared } from "../../sample-difference.ts";

function notes(before: Places, after: Places): readonly string[] {
  return packageNotes({ kind: "changed", before: placed(before), after: placed(after), changes: ["place"] }, String);
}

type Places = Pick<ComparedPackage, "paths" | "links">;

function placed({ paths, links }: Places): ComparedPackage {
  return { ...compared("ms@2.0.0", paths, 100), links };
}

test("a directory that lies elsewhere has moved, and links to it are told beside that", () => {
  expect(notes({ paths: ["a/ms"], links: [] }, { paths: ["b/ms"], links: [] })).toEqual(["moved from a/ms to b/ms"]);
  expect(notes({ paths: ["a/ms"], links: ["b/ms"] }, { paths: ["c/ms"], links: ["b/ms", "d/ms"] })).toEqual([
    "moved from a/ms to c/ms",
    "now linked from d/ms",
  ]);
});

test("a copy that becomes a link, or a link a copy, is told once", () => {
  const copies = { paths: ["a/ms", "b/ms"], links: [] };
  const linked = { paths: ["a/ms"], links: ["b/ms"] };
  expect(notes(copies, linked)).toEqual(["now linked from b/ms"]);
  expect(notes(linked, copies)).toEqual(["now in b/ms"]);
});

test("a link that is gone is told", () => {
  expect(notes({ paths: ["."], links: ["a/ms", "b/ms"] }, { paths: ["."], links: [] })).toEqual([
    "no longer linked from a/ms and b/ms",
  ]);
});

test("a directory and a link that change places have a word for each", () => {
  expect(notes({ paths: ["a/ms"], links: ["b/ms"] }, { paths: ["b/ms"], links: ["a/ms"] })).toEqual([
    "now in b/ms",
    "now linked from a/ms",
  ]);
});
