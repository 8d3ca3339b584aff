import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fields, Tree } from "@lambda-pack/test-support/disk/tree";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { pack } from "../../src/index.ts";
import type { Settings } from "../../src/index.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { orchardTree } from "../orchard-tree.ts";
import type { OrchardPackage } from "../orchard-tree.ts";

const picker: OrchardPackage = { fields: { main: "index.js" }, files: { "index.js": "exports.handler = 1" } };
const unbuilt: OrchardPackage = { fields: { main: "dist/index.js" }, files: { "tool.js": "" } };

async function outcome(cwd: string, settings: Settings = {}): Promise<string> {
  try {
    const { problems, suppressed } = await pack({ cwd, target: "picker", stage: false, ...settings });
    return [...problems.map(({ kind, severity }) => `${kind} ${severity}`), `${suppressed} off`].join(", ");
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "a bug";
  }
}

describe("a zip that cannot run", () => {
  test("is not written, nor in a dry run, and the earlier one stays as it is", async () => {
    const cwd = orchardTree(picker, { fields: { main: "dist/index.js" }, files: { "dist/index.js": "" } });
    const zip = join(cwd, ".lambda-pack/picker.zip");
    expect(await outcome(cwd)).toBe("0 off");
    const earlier = readFileSync(zip);
    rmSync(join(cwd, "packages/basket/dist"), { recursive: true });
    writeFileSync(join(cwd, "packages/basket/tool.js"), "");
    expect(await outcome(cwd)).toBe("ERRORS_FOUND");
    expect(await outcome(cwd, { strict: true })).toBe("ERRORS_FOUND");
    expect(readFileSync(zip).equals(earlier)).toBe(true);
    await expect(pack({ cwd, target: "picker", dryRun: true })).rejects.toMatchObject({ code: "ERRORS_FOUND" });
  });

  test("writes nothing where nothing was", async () => {
    const cwd = orchardTree(picker, unbuilt);
    expect(await outcome(cwd)).toBe("ERRORS_FOUND");
    expect(existsSync(join(cwd, ".lambda-pack"))).toBe(false);
  });

  test("the option that the hint names packs it", async () => {
    const cwd = orchardTree(picker, unbuilt);
    const failed = fakeIo({ cwd });
    expect(await main(["picker"], failed)).toBe(1);
    const option = /pack with (--problem \S+)\./u.exec(failed.err())?.[1] ?? "";
    expect(option).toBe("--problem main-missing:@orchard/basket=warning");
    expect(await main(["picker", ...option.split(" ")], fakeIo({ cwd }))).toBe(0);
    expect(await main(["picker", "--strict", "--problem", "main-missing=note"], fakeIo({ cwd }))).toBe(0);
  });

  test("is listed and explained all the same, and an error of check", async () => {
    const io = fakeIo({ cwd: orchardTree(picker, unbuilt) });
    expect(await main(["list", "picker"], io)).toBe(0);
    expect(await main(["why", "picker", "@orchard/basket"], io)).toBe(0);
    expect(await main(["check", "picker"], io)).toBe(1);
    expect(io.out()).toContain("(main-missing)");
  });
});

/** Its sibling misses a peer. */
function withMissingPeer(lambdaPack: Fields, config?: Fields): string {
  const root: Tree = config === undefined ? {} : { "lambda-pack.config.json": config };
  const own = { fields: { ...picker.fields, lambdaPack }, files: picker.files ?? {} };
  return orchardTree(own, { fields: { peerDependencies: { ladder: "^1.0.0" } }, files: { "index.js": "" } }, root);
}

describe("the setting problems", () => {
  test("turns off, and makes an error without --strict", async () => {
    expect(await outcome(withMissingPeer({}))).toBe("missing-peer warning, 0 off");
    expect(await outcome(withMissingPeer({ problems: { "missing-peer": "off" } }), { strict: true })).toBe("1 off");
    expect(await outcome(withMissingPeer({ problems: { "missing-peer": "error" } }))).toBe("ERRORS_FOUND");
    const others = { problems: { "missing-peer": { "@orchard/basket": "note", "*": "error" } } };
    expect(await outcome(withMissingPeer(others), { strict: true })).toBe("missing-peer note, 0 off");
  });

  test("the config file, package.json and the caller are merged, the strongest last", async () => {
    const config = {
      problems: { "missing-peer": "error" },
      packages: { picker: { problems: { "link-loop": "off" } } },
    };
    expect(await outcome(withMissingPeer({}, config))).toBe("ERRORS_FOUND");
    const field = { problems: { "missing-peer": { "@orchard/basket": "note" } } };
    expect(await outcome(withMissingPeer(field, config))).toBe("missing-peer note, unused-problem-setting note, 0 off");
    const given = { problems: { "missing-peer": "off", "link-loop": "error" } } as const;
    expect(await outcome(withMissingPeer(field, config), given)).toBe("1 off");
  });

  test("is for check alike, in text and JSON", async () => {
    const cwd = withMissingPeer({ problems: { "missing-peer": "off" } });
    const io = fakeIo({ cwd });
    expect(await main(["check", "picker", "--strict", "--json"], io)).toBe(0);
    expect(JSON.parse(io.out())).toMatchObject({ findings: [], suppressed: 1 });
    expect(await main(["check", "picker", "--problem", "missing-peer:@orchard/basket=error"], fakeIo({ cwd }))).toBe(1);
    expect(await main(["check", "picker", "--problem", "missing-peer=on"], fakeIo({ cwd }))).toBe(2);
  });

  test("a finding of check can be agreed upon as well", async () => {
    const cwd = orchardTree({ ...picker, files: { "index.js": "require('./gone.js')" } });
    expect(await main(["check", "picker"], fakeIo({ cwd }))).toBe(1);
    const exempted = ["--strict", "--problem", "unresolved-import:picker=note"];
    expect(await main(["check", "picker", ...exempted], fakeIo({ cwd }))).toBe(0);
    expect(await main(["picker", ...exempted], fakeIo({ cwd }))).toBe(0);
  });

  test("a kind that is none is a fault of the settings", async () => {
    expect(await outcome(withMissingPeer({ problems: { "missing-pear": "off" } }))).toBe("CONFIG_INVALID");
  });

  test("of a command line that packs several, an exemption need not match in each", async () => {
    const cwd = withMissingPeer({ problems: {} });
    const io = fakeIo({ cwd });
    expect(await main(["picker", "@orchard/basket", "--problem", "missing-peer:x=off", "--json"], io)).toBe(0);
    expect(io.out()).not.toContain("unused-problem-setting");
    const one = fakeIo({ cwd });
    expect(await main(["picker", "--problem", "missing-peer:x=off", "--json"], one)).toBe(0);
    expect(one.out()).toContain("unused-problem-setting");
  });
});

async function run(columns: number | undefined, ...options: readonly string[]) {
  const io = fakeIo({ cwd: withMissingPeer({}), ...(columns === undefined ? {} : { columns }) });
  expect(await main(["picker", ...options], io)).toBe(0);
  return { out: io.out(), err: io.err() };
}

describe("where the problems are printed", () => {
  test("beside the summary on a terminal, on standard error where that is a pipe", async () => {
    const terminal = await run(120);
    expect(terminal.out).toContain("(missing-peer)");
    expect(terminal.err).not.toContain("(missing-peer)");
    const pipe = await run(undefined);
    expect(pipe.out).toContain("Packed picker 1.0.0");
    expect(pipe.out).not.toContain("missing-peer");
    expect(pipe.err).toMatch(/^1 problem of picker\n {2}- {2}@orchard\/basket@1\.0\.0 requires .*\(missing-peer\)\n/u);
  });

  test("the JSON has them, and standard error is empty; so it is where there are notes alone", async () => {
    const json = await run(undefined, "--json");
    expect(JSON.parse(json.out).packs[0].problems).toMatchObject([{ kind: "missing-peer" }]);
    expect(json.err).toBe("");
    const notes = await run(undefined, "--problem", "missing-peer=note");
    expect(notes.err).toBe("");
    expect(notes.out).toContain("1 note (shown with --verbose)");
    expect((await run(undefined, "--problem", "missing-peer=note", "--verbose")).err).toContain("(missing-peer)");
  });
});

test("a bundle that is too large, in a dry run too, can be listed as the hint says", async () => {
  const cwd = orchardTree(picker);
  const failed = fakeIo({ cwd });
  expect(await main(["picker", "--max-size", "100", "--dry-run"], failed)).toBe(1);
  const [, command = ""] = /'lambda-pack (list picker)' shows/u.exec(failed.err()) ?? [];
  const listed = fakeIo({ cwd });
  expect(await main(command.split(" "), listed)).toBe(0);
  expect(listed.out()).toContain("@orchard/basket@1.0.0");
});
