import { expect, test } from "vitest";
import { heaviestPackages, weightOf } from "../../src/pack/heaviest-packages.ts";
import type { ReportPackage } from "../../src/report/report.ts";
import { sampleReport } from "../sample-report.ts";

function weighing(id: string, bytes: number, paths: readonly string[] = [`node_modules/${id}`]): ReportPackage {
  const [sample] = sampleReport.packages;
  if (sample === undefined) throw new Error("The sample has no packages");
  return { ...sample, id, bytes, paths };
}

test("the heaviest come first, by all their copies together, and ties go by id in code-unit order", () => {
  const packages = [
    weighing("lodash@4", 50),
    weighing("knex@1", 20, [
      "node_modules/knex",
      "node_modules/a/node_modules/knex",
      "node_modules/b/node_modules/knex",
    ]),
    weighing("mysql@2", 50),
    weighing("Zebra@1", 50),
    weighing("ms@2", 1),
  ];
  expect(heaviestPackages(packages, 4).map(({ id }) => id)).toEqual(["knex@1", "Zebra@1", "lodash@4", "mysql@2"]);
  expect(heaviestPackages(packages, 1).map(weightOf)).toEqual([60]);
  expect(heaviestPackages(packages, 9)).toHaveLength(5);
});
