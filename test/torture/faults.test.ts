import { arm, disarm } from "./disk-faults.mjs";
import { expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { expectOneLine, where } from "./expect-one-line.ts";
import { orchard, scenarios } from "./orchard.ts";
import type { Scenario } from "./orchard.ts";
import { noteCases, strideOf } from "./stride.ts";

const cases = ["EIO", "EACCES", "EMFILE", "ENOSPC"].flatMap((code) =>
  scenarios.map((scenario) => ({ ...scenario, code, usualStride: code === "EIO" ? 7 : 23 })),
);

test.each(cases)(
  "$code at any call of a $name pack is one line, and nothing is lost",
  async ({ code, usualStride, ...scenario }) => {
    const stride = strideOf(usualStride);
    const { root, ...project } = orchard();
    // What is loaded late is loaded now: only calls of the pack count.
    const results = await referencesOf(scenario, { root, ...project });
    let tried = 0;
    for (let at = 1; ; at += stride) {
      const version = tried % 2;
      const [earlier, wanted] = [results[1 - version], results[version]];
      project.write(version);
      if (scenario.isCold) await project.clear();
      arm({ at, code });
      const run = await runCommand(scenario.argv, root);
      const { failed } = disarm();
      const after = project.listOutputs();
      const clean = await runCommand(scenario.argv, root);
      const kept = scenario.isCold ? [] : earlier;
      const allowed = run.exitCode === 0 ? [wanted] : [kept, wanted];
      expect(allowed, `outputs after ${where(failed, at)}`).toContainEqual(after);
      expectOneLine(run, { code, what: where(failed, at) });
      expect(clean, `the run after ${where(failed, at)}`).toMatchObject({ exitCode: 0, stderr: "" });
      expect(project.listOutputs(), `outputs of the run after ${where(failed, at)}`).toEqual(wanted);
      if (failed === undefined) break;
      tried += 1;
    }
    noteCases(`${code}, ${scenario.name}`, tried);
    expect(tried * stride).toBeGreaterThan(60);
  },
  600_000,
);

type Project = ReturnType<typeof orchard>;

/** What the outputs are with each version of the source. */
async function referencesOf({ argv }: Scenario, project: Project) {
  const results: (readonly string[])[] = [];
  for (const version of [0, 1]) {
    await project.clear();
    project.write(version);
    const { exitCode, stderr } = await runCommand(argv, project.root);
    expect([exitCode, stderr]).toEqual([0, ""]);
    results.push(project.listOutputs());
  }
  return results;
}
