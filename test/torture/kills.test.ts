import { expect, test } from "vitest";
import { runBin } from "../harness/run-command.ts";
import { orchard, scenarios } from "./orchard.ts";
import { runTortured } from "./run-tortured.ts";
import { noteCases, strideOf } from "./stride.ts";

function isZip(line: string): boolean {
  return line.includes("press.zip");
}

/** Parts of the outputs: the zip alone, and the staging directory. */
function partsOf(lines: readonly string[]) {
  return { zip: lines.filter(isZip).join("\n"), stage: lines.filter((line) => !isZip(line)).join("\n") };
}

test.each(scenarios)(
  "a kill at any call of a $name pack loses nothing, and the next run is right",
  async (scenario) => {
    const { root, ...project } = orchard();
    const { argv, isCold } = scenario;
    const results: (readonly string[])[] = [];
    for (const version of [0, 1]) {
      await project.clear();
      project.write(version);
      expect(await runBin(argv, { cwd: root })).toMatchObject({ exitCode: 0 });
      results.push(project.listOutputs());
    }
    const stride = strideOf(29);
    let tried = 0;
    for (let at = 1; ; at += stride) {
      const version = tried % 2;
      const [earlier, wanted] = [partsOf(isCold ? [] : (results[1 - version] ?? [])), partsOf(results[version] ?? [])];
      project.write(version);
      if (isCold) await project.clear();
      const { failed } = await runTortured({ root, argv, thread: "main", at, code: "KILL" });
      const { zip, stage } = partsOf(project.listOutputs());
      expect([earlier.zip, wanted.zip], `zip after a kill at ${at}, ${failed}`).toContain(zip);
      expect([earlier.stage, wanted.stage, ""], `staging directory after a kill at ${at}, ${failed}`).toContain(stage);
      const clean = await runBin(argv, { cwd: root });
      expect({ at, failed, ...clean, outputs: partsOf(project.listOutputs()) }).toMatchObject({
        exitCode: 0,
        stderr: "",
        outputs: wanted,
      });
      const left = process.platform === "linux" ? project.leftovers() : [];
      expect(left, `after a kill at ${at}, ${failed}, and another run`).toEqual([]);
      if (failed === undefined) break;
      tried += 1;
    }
    noteCases(`kills, ${scenario.name}`, tried);
    expect(tried).toBeGreaterThan(2);
  },
  3_600_000,
);
