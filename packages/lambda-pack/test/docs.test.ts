import { readFile } from "node:fs/promises";
import { packErrors, problemSeverities } from "@lambda-pack/model";
import { expect, test } from "vitest";
import { isJsonObject } from "@lambda-pack/workspace";
import { pack } from "../src/pack.ts";
import { botland } from "./botland.ts";
import { sampleReport } from "./sample-report.ts";

function readDoc(path: string): Promise<string> {
  return readFile(new URL(`../../../docs/${path}`, import.meta.url), "utf8");
}

test.each(Object.entries(packErrors))(
  "the page of %s has its summary, an example, why and what to do",
  async (code, info) => {
    const page = await readDoc(`errors/${code}.md`);
    expect(page.startsWith(`# ${code}\n\n${info.summary}\n`)).toBe(true);
    expect(page.match(/^(?:## .*|```text\nlambda-pack: .*)$/gmu)).toEqual([
      expect.stringContaining("lambda-pack: "),
      "## Why",
      "## What to do",
    ]);
  },
);

test("docs/problems.md has a section for each kind, with its severity", async () => {
  const sections = (await readDoc("problems.md")).matchAll(/^## (?<kind>.+)\n\nSeverity: (?<severity>\w+)\./gmu);
  const found = [...sections].map(({ groups }) => [groups?.["kind"], groups?.["severity"]]);
  expect(Object.fromEntries(found)).toEqual(problemSeverities);
});

test("docs/report.md describes every field of a report, and no other", async () => {
  const [, table = ""] = /^## Fields of a report\n(.*?)^## /msu.exec(await readDoc("report.md")) ?? [];
  const described = [...table.matchAll(/^\| ((?:`[^`|]+`(?:, )?)+) \|/gmu)].flatMap(([, names = ""]) =>
    fieldNames(names),
  );
  const fields = fieldsOf(sampleReport).filter((field) => !isFactOfKind(field));
  expect(described.toSorted()).toEqual([...new Set(fields)].toSorted());
});

test("a real report has just the fields of the documented one", async () => {
  const report = await pack({ cwd: await botland(), target: "database" });
  const known = fieldsOf(sampleReport);
  expect(fieldsOf(report).filter((field) => !known.includes(field))).toEqual([]);
  expect(report).toMatchObject({ schemaVersion: 1, dryRun: false, archive: {}, stageDir: expect.any(String) });
});

/** "`limits[].limit`, `.used`" stands for two fields of one parent. */
function fieldNames(text: string): readonly string[] {
  const names = [...text.matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name);
  const parent = (names[0] ?? "").replace(/\.[^.]*$/u, "");
  return names.map((name) => (name.startsWith(".") ? parent + name : name));
}

/** The paths of all fields that hold something else than fields: `packages[].id`. Lists themselves included. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
  const own = path === "" || path.endsWith("[]") ? [] : [path];
  if (Array.isArray(value)) {
    return [...own, ...value.filter(isJsonObject).flatMap((element) => fieldsOf(element, `${path}[]`))];
  }
  if (!isJsonObject(value)) return own;
  const fields = Object.entries(value).flatMap(([key, field]) => fieldsOf(field, path === "" ? key : `${path}.${key}`));
  return path === "archive" ? [...own, ...fields] : fields;
}

function isFactOfKind(field: string): boolean {
  return field.startsWith("problems[].") && !/\.(?:kind|severity|message|hint)$/u.test(field);
}
