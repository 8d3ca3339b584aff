import type { PackageId } from "@lambda-pack/model";
import { describe, expect, test } from "vitest";
import { selectPackages } from "../../src/select/select-packages.ts";
import { settleOptionalPeers } from "../../src/closure/settle-optional-peers.ts";
import { graphOf, linuxOptions } from "../graph-of.ts";

/** Where the optional peers of each package lead in the end: `knex@1 > mysql = mysql@2`. Equal names and versions are equal packages. */
function drawPeers(lists: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const selection = selectPackages(graphOf(lists), linuxOptions);
  const digests = new Map<PackageId, string>([...selection.packages.keys()].map((id) => [id, "same"]));
  return [...settleOptionalPeers(selection, digests).packages].flatMap(([id, { edges }]) =>
    edges
      .filter(({ kind, optional }) => kind === "peerDependencies" && optional)
      .map(({ name, to }) => `${id} > ${name} = ${to}`),
  );
}

describe("an optional peer leads to the one package that has its name", () => {
  test("where Node found it", () => {
    const lists = { "app@0": ["knex@1", "mysql@2"], "knex@1": ["optional-peer mysql@2"] };
    expect(drawPeers(lists)).toEqual(["knex@1 > mysql = mysql@2"]);
  });

  test("where Node found nothing, and where it found a duplicate that nothing needs", () => {
    const lists = {
      "app@0": ["knex@1", "mysql@2", "pool@1"],
      "knex@1": ["optional-peer missing mysql"],
      "pool@1": ["optional-peer mysql@2 in stray"],
    };
    expect(drawPeers(lists)).toEqual(["knex@1 > mysql = mysql@2", "pool@1 > mysql = mysql@2"]);
  });

  test("though it is installed more than once", () => {
    const lists = {
      "app@0": ["ant@1", "bee@1", "knex@1"],
      "ant@1": ["mysql@2 in ant"],
      "bee@1": ["mysql@2 in bee"],
      "knex@1": ["optional-peer mysql@2 in bee"],
    };
    expect(drawPeers(lists)).toEqual(["knex@1 > mysql = mysql@2 in ant"]);
  });

  test("by the name that others require it by", () => {
    const lists = { "app@0": ["knex@1", "mysql=mysql2@3"], "knex@1": ["optional-peer missing mysql"] };
    expect(drawPeers(lists)).toEqual(["knex@1 > mysql = mysql2@3"]);
  });
});

describe("an optional peer leads where Node found it, or nowhere,", () => {
  test("where no package has its name, for it brings nothing in", () => {
    const lists = { "app@0": ["knex@1"], "knex@1": ["optional-peer missing mysql", "optional-peer pg@8"] };
    expect(drawPeers(lists)).toEqual([]);
  });

  test("where two versions have its name", () => {
    const lists = {
      "app@0": ["knex@1", "mysql@2", "pool@1"],
      "knex@1": ["optional-peer mysql@1"],
      "pool@1": ["mysql@1", "optional-peer missing mysql-pool"],
      "mysql@1": ["optional-peer missing mysql"],
    };
    expect(drawPeers(lists)).toEqual(["knex@1 > mysql = mysql@1"]);
  });

  test("where two packages of one version have its name, which only another such peer tells apart", () => {
    // app ── pg@8, pg@9
    //     ├─ ant ── pool (one) ── pg@8 (optional peer)
    //     ├─ bee ── pool (two) ── pg@9 (optional peer)
    //     └─ knex ── pool?
    const lists = {
      "app@0": ["ant@1", "bee@1", "knex@1", "pg@8", "pg-new=pg@9"],
      "ant@1": ["pool@1 in one"],
      "bee@1": ["pool@1 in two", "pg@9"],
      "pool@1 in one": ["optional-peer pg@8"],
      "pool@1 in two": ["optional-peer pg@9"],
      "knex@1": ["optional-peer missing pool"],
    };
    expect(drawPeers(lists)).toEqual(["pool@1 in one > pg = pg@8", "pool@1 in two > pg = pg@9"]);
  });

  test("where two packages of one version have its name, which differ only with such peers settled", () => {
    const lists = {
      "app@0": ["ant@1", "bee@1", "knex@1", "pg@8"],
      "ant@1": ["pool@1 in one"],
      "bee@1": ["pool@1 in two"],
      "pool@1 in one": ["optional-peer pg@8"],
      "pool@1 in two": [],
      "knex@1": ["optional-peer pool@1 in two"],
    };
    expect(drawPeers(lists)).toEqual(["knex@1 > pool = pool@1 in two", "pool@1 in one > pg = pg@8"]);
  });
});
