import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ownerOfThis } from "@lambda-pack/archive";
import { pkg, tree } from "@lambda-pack/test-support/disk/tree";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { fakeIo } from "../cli/fake-io.ts";

const { TMPDIR } = process.env;

/** The command, with another directory for temporary files. */
async function runIn(temporary: string, argv: readonly string[]) {
  const io = fakeIo({
    cwd: tree({
      "package.json": { name: "tide", private: true, workspaces: ["packages/*"] },
      "package-lock.json": { name: "tide", lockfileVersion: 3, packages: {} },
      "packages/moon": pkg("moon@1.0.0", {}, { "index.js": "exports.handler = async () => 'full';" }),
    }),
  });
  process.env["TMPDIR"] = temporary;
  try {
    return { code: await main(argv, io), out: io.out() };
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
}

test.runIf(existsSync("/proc/self/stat"))(
  "doctor lists the unpacked bundles of killed runs, and the next invoke removes them, as it says",
  async () => {
    const [, , world] = ownerOfThis().split(".");
    const temporary = tree({});
    const gone = `lambda-pack-4194999.1.${world}-AbCdEf`;
    const kept = [`lambda-pack-${ownerOfThis()}-AbCdEf`, `lambda-pack-4194999.1.01234567-AbCdEf`, "lambda-pack-AbCdEf"];
    for (const name of [gone, ...kept]) mkdirSync(join(temporary, name, "task"), { recursive: true });

    const asked = await runIn(temporary, ["doctor"]);
    expect(asked.code).toBe(0);
    expect(asked.out).toContain(gone);
    for (const name of kept) expect(asked.out).not.toContain(name);
    expect(asked.out.replaceAll(/\s+/gu, " ")).toContain("Remove them; the next invoke or serve does so as well.");
    expect(readdirSync(temporary).toSorted()).toEqual([gone, ...kept].toSorted());

    expect(await runIn(temporary, ["invoke", "moon"])).toMatchObject({ code: 0, out: expect.stringContaining("full") });
    expect(readdirSync(temporary).toSorted()).toEqual(kept.toSorted());
    expect((await runIn(temporary, ["doctor"])).out).not.toContain("Killed runs");
  },
);
