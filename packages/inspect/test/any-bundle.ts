import type { Bundle } from "@lambda-pack/model";
import * as fc from "fast-check";
import { bundleOf } from "@lambda-pack/test-support/bundles/bundle-of";

const ids = ["ant@1", "bee@1", "cat@1", "cat@2", "dog@1", "elk@1", "fox@1", "gnu@1"] as const;
const words = ["", "", "", "", "optional ", "peer ", "optional-peer "] as const;

/** Few packages with many edges: cycles, aliases, peers of both kinds, paths of equal length, and extraneous packages. */
export const anyBundle: fc.Arbitrary<Bundle> = fc
  .record({
    lists: fc.tuple(...["app@0", ...ids].map(() => fc.array(anyEdge(), { maxLength: 4 }))),
    bytes: fc.tuple(...ids.map(() => fc.nat({ max: 99 }))),
  })
  .map(({ lists, bytes }) =>
    bundleOf(Object.fromEntries(["app@0", ...ids].map((id, index) => [id, oneForEachName(lists[index] ?? [])])), {
      bytes: Object.fromEntries(ids.map((id, index) => [id, bytes[index] ?? 0])),
    }),
  );

function anyEdge(): fc.Arbitrary<{ readonly name: string; readonly text: string }> {
  return fc
    .record({
      word: fc.constantFrom(...words),
      to: fc.constantFrom("app@0", ...ids),
      alias: fc.option(fc.constantFrom("hen", "ibis"), { freq: 5, nil: undefined }),
    })
    .map(({ word, to, alias }) => ({
      name: alias ?? to.slice(0, to.indexOf("@")),
      text: `${word}${alias === undefined ? "" : `${alias}=`}${to}`,
    }));
}

function oneForEachName(edges: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  return [...new Map(edges.map(({ name, text }) => [name, text])).values()];
}
