import { readFile } from "node:fs/promises";
import { packErrors } from "@lambda-pack/model";
import type { Finding, PackageManager, Problem } from "@lambda-pack/model";
import { allowScriptsCommand, isJsonObject, platformInstallCommand } from "@lambda-pack/workspace";
import { expect, test } from "vitest";
import { describeFinding } from "../src/messages/describe-finding.ts";
import type { DescribedFinding } from "../src/messages/describe-finding.ts";
import { describeProblem } from "../src/messages/describe-problem.ts";
import { pack } from "../src/pack/pack.ts";
import type { ReportProblem } from "../src/messages/description.ts";
import { botland } from "./botland.ts";
import { sampleFindings } from "./sample-findings.ts";
import { sampleProblems } from "./sample-problems.ts";
import type { Report } from "../src/report/report.ts";
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

test.each(Object.values(sampleProblems))("the page of $kind shows what a pack prints", async (problem: Problem) => {
  expect(await readDoc(`problems/${problem.kind}.md`)).toMatch(pageWith(describeProblem(problem)));
});

test.each(Object.values(sampleFindings))("the page of $kind shows what a check prints", async (finding: Finding) => {
  expect(await readDoc(`problems/${finding.kind}.md`)).toMatch(pageWith(describeFinding(finding)));
});

/** The kind as the title, and the two sentences as they are printed. */
function pageWith({ kind, message, hint }: DescribedFinding | ReportProblem): RegExp {
  const example = `\n\`\`\`text\n  -  ${message} (${kind})\n     ${hint}\n\`\`\`\n`;
  return new RegExp(`^# ${kind}\n.*${example.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`)}`, "su");
}

const managers = [
  ["npm", "npm"],
  ["Yarn classic", "yarn-classic"],
  ["Yarn berry", "yarn-berry"],
  ["pnpm", "pnpm"],
  ["Bun", "bun"],
  ["Lerna's bootstrap", "lerna"],
] as const satisfies readonly (readonly [string, PackageManager])[];

test.each(managers)("the commands for %s are those that the problems name", async (name, packageManager) => {
  const allow = allowScriptsCommand({ packageManager }, "bcrypt");
  expect(await readDoc("problems/unbuilt-native.md")).toContain(`| ${name} | \`${allow}\` |\n`);
  const add = platformInstallCommand({ packageManager }, { os: "linux", cpu: "arm64", libc: "glibc" });
  expect(await readDoc("problems/missing-platform-package.md")).toContain(`| ${name} | \`${add}\` |\n`);
});

test("docs/report.md describes every field of a report, and no other", async () => {
  const [, table = ""] = /^## Fields of a report\n(.*?)^## /msu.exec(await readDoc("report.md")) ?? [];
  const described = [...table.matchAll(/^\| ((?:`[^`|]+`(?:, )?)+) \|/gmu)].flatMap(([, names = ""]) =>
    fieldNames(names),
  );
  // Those that most reports have no reason for.
  const report: Report = {
    ...sampleReport,
    stageKept: ["notes.txt"],
    ranProjectCode: ["lambda-pack.config.mjs"],
    trim: {
      mode: "files",
      files: 1,
      bytes: 1,
      left: [],
      kept: [],
      keptWhole: [],
      whole: [],
      leftPackages: [],
      opened: { records: 1, files: 1 },
    },
    trimmable: 1,
  };
  const fields = fieldsOf(report).filter((field) => !isFactOfKind(field));
  expect(described.toSorted()).toEqual([...new Set(fields)].toSorted());
});

test("a real report has just the fields of the documented one", async () => {
  const report = await pack({ cwd: await botland(), target: "database" });
  const known = fieldsOf(sampleReport);
  expect(fieldsOf(report).filter((field) => !known.includes(field))).toEqual([]);
  expect(report).toMatchObject({ schemaVersion: 2, dryRun: false, archive: {}, stageDir: expect.any(String) });
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  expect(report.tool).toEqual({ name: "lambda-pack", version: manifest.version });
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
  return ["archive", "archive.engine", "contents", "trim"].includes(path) ? [...own, ...fields] : fields;
}

function isFactOfKind(field: string): boolean {
  return field.startsWith("problems[].") && !/\.(?:kind|severity|message|hint)$/u.test(field);
}
