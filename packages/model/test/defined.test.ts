import { expect, expectTypeOf, test } from "vitest";

import { defined } from "../src/defined.ts";

const tide: string | undefined = ["high"].at(1);
const moon: string | undefined = ["full"].at(0);

test("a field that is undefined is not there", () => {
  const fields = defined({ tide, moon });
  expect(Object.keys(fields)).toEqual(["moon"]);
  expect(fields).toStrictEqual({ moon: "full" });
});

test("what is null, false, zero or empty stays, and fields keep their order", () => {
  const fields = { zero: 0, none: undefined, no: false, empty: "", nothing: null };
  expect(JSON.stringify(defined(fields))).toBe('{"zero":0,"no":false,"empty":"","nothing":null}');
});

test("what it is given stays as it is", () => {
  const fields = { tide: undefined };
  expect(defined(fields)).not.toBe(fields);
  expect(Object.keys(fields)).toEqual(["tide"]);
});

test("only what may be undefined may be missing", () => {
  expectTypeOf(defined({ kind: "tide", moon })).toEqualTypeOf<{ readonly kind: "tide" } & { readonly moon?: string }>();
});
