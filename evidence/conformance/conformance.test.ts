import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "@lambda-pack/test-support/repository";
import { beforeAll, expect, test } from "vitest";
import { conformanceCases } from "./cases/cases.ts";
import { compareAll } from "./compare-all.ts";
import type { Comparison } from "./compare-clients.ts";
import { isSame, renderConformance } from "./render-conformance.ts";
import type { ComparedCase } from "./render-conformance.ts";
import { contracts } from "./runs.ts";

let topics: ReadonlyMap<string, readonly ComparedCase[]>;

/** The first time, both clients and each Node.js are fetched. */
beforeAll(async () => {
  topics = await compareAll();
}, 600_000);

const rows = Object.entries(conformanceCases).flatMap(([topic, cases]) =>
  cases.flatMap((tested) => contracts.map((contract) => ({ topic, tested, contract, name: tested.name }))),
);
type Row = (typeof rows)[number];

const differs = ({ tested, contract }: Row) => tested.differs?.[contract] !== undefined;

function comparisonsOf({ topic, tested, contract }: Row): readonly Comparison[] {
  return topics.get(topic)?.find((row) => row.tested === tested)?.comparisons[contract] ?? [];
}

test.each(rows.filter((row) => !differs(row)))("$name, $contract: ours does what AWS's client does", (row) => {
  const comparisons = comparisonsOf(row);
  expect(comparisons.length).toBeGreaterThan(0);
  expect(comparisons.map(({ ours, major }) => ({ major, ...ours }))).toEqual(
    comparisons.map(({ aws, major }) => ({ major, ...aws })),
  );
});

test.each(rows.filter(differs))("$name, $contract: differs from AWS's client, as the page says", (row) => {
  const comparisons = comparisonsOf(row);
  expect(comparisons.length).toBeGreaterThan(0);
  expect(comparisons.filter(isSame)).toEqual([]);
});

test("docs/runtime.md says what came of every handler", async () => {
  const page = await readFile(path.join(repository, "docs", "runtime.md"), "utf8");
  expect(page).toBe(renderConformance(topics));
});
