import type { PageTrim, PageWhole } from "@lambda-pack/report-page";
import { expect, test } from "vitest";
import { trimFacts } from "../../../src/cli/report/trim-facts.ts";
import { plainColors } from "../../../src/cli/terminal/colors.ts";
import { renderFacts } from "../../../src/cli/terminal/render-facts.ts";

const reader = "node_modules/typeorm/connection/ConnectionOptionsReader.js";

/** Four packages that stay whole: two for one line, one for a line of its own file, and one for what it is. */
const trim: PageTrim = {
  mode: "reachable",
  files: 26_217,
  bytes: 150_524_426,
  left: [
    { reason: "declaration", message: "declarations", files: 6039, bytes: 63_170_053 },
    { reason: "unreached", message: "nothing leads to them", files: 15_511, bytes: 57_461_102 },
  ],
  kept: [
    { reason: "imported", message: "imported by a literal", files: 5525, bytes: 38_911_335 },
    { reason: "whole", message: "in whole packages", files: 786, bytes: 1_838_462 },
    { reason: "own", message: "in own packages", files: 75, bytes: 12_790 },
  ],
  keptWhole: [
    {
      reason: "named-elsewhere",
      message: "whole packages: another one may name them",
      files: 784,
      bytes: 1_834_162,
      packages: 2,
    },
    {
      reason: "computes",
      message: "whole packages: they compute what they load or open",
      files: 1,
      bytes: 4300,
      packages: 1,
    },
  ],
  whole: [
    whole("ramda@0.30.1", {
      bytes: 1_173_343,
      reason: "named-elsewhere",
      from: reader,
      line: 118,
      message: `${reader}:118 computes the name of a package (require)`,
    }),
    whole("joi@17.13.3", {
      bytes: 447_851,
      reason: "named-elsewhere",
      from: reader,
      line: 118,
      message: `${reader}:118 computes the name of a package (require)`,
    }),
    whole("app-root-path@3.1.0", {
      bytes: 7772,
      reason: "computes",
      from: "node_modules/app-root-path/index.js",
      line: 4,
      message: "node_modules/app-root-path/index.js:4 computes what it loads or opens (__dirname)",
    }),
    whole("bcrypt@5.1.1", {
      bytes: 500,
      reason: "native",
      message: "node_modules/bcrypt/lib/bcrypt.node is native code",
    }),
  ],
  leftPackages: ["commander@10.0.1", "esm@3.2.25"],
};

function whole(id: string, facts: Omit<PageWhole, "package" | "path">): PageWhole {
  return { package: id, path: `node_modules/${id.slice(0, id.indexOf("@"))}`, ...facts };
}

const packages = ["@acme/api", "typeorm", "app-root-path"].map((name) => ({
  id: `${name}@1.0.0`,
  name,
  version: "1.0.0",
  importer: name.startsWith("@acme"),
  paths: name.startsWith("@acme") ? ["."] : [`node_modules/${name}`],
  links: [],
  files: 1,
  totalBytes: 1,
  retainedBytes: 1,
  requiredBy: [],
  ranges: [],
  dependents: [],
}));

function render(
  of: PageTrim,
  { width, verbose = false }: { readonly width: number; readonly verbose?: boolean },
): string {
  const view = { width, colors: plainColors, live: false };
  return `${renderFacts(trimFacts({ trim: of, packages }, { verbose }), view).join("\n")}\n`;
}

test.each([60, 120])(
  "what a trim left out, what stays and which lines keep packages whole fit into %d columns",
  async (width) => {
    const text = render(trim, { width });
    // A path is never broken.
    const long = text.split("\n").filter((line) => line.length > width && !line.includes(reader));
    expect(long).toEqual([]);
    await expect(text).toMatchFileSnapshot(`snapshots/trim-${width}.txt`);
  },
);

test("with --verbose, packages that are not loaded are named", () => {
  expect(render(trim, { width: Infinity, verbose: true })).toContain(
    "  Not loaded  2 packages: commander@10.0.1 and esm@3.2.25\n",
  );
});

test("of many causes and packages the heaviest are shown, all with --verbose", () => {
  const many = Array.from({ length: 8 }, (_, cause) =>
    Array.from({ length: 8 }, (_each, index) =>
      whole(`p${cause}${index}@1.0.0`, {
        bytes: 1000 - cause,
        reason: "native",
        message: `lib/${cause}.node is native code`,
      }),
    ),
  ).flat();
  const short = render({ ...trim, whole: many }, { width: Infinity });
  expect(short).toContain(
    "p00@1.0.0, p01@1.0.0, p02@1.0.0, p03@1.0.0, p04@1.0.0 and 3 more: lib/0.node is native code\n",
  );
  expect(short).toContain("              and 3 more (shown with --verbose)\n");
  expect(short).not.toContain("lib/5.node");
  const long = render({ ...trim, whole: many }, { width: Infinity, verbose: true });
  expect(long).toContain("p75@1.0.0, p76@1.0.0 and p77@1.0.0: lib/7.node is native code\n");
});

test("no setting is named for what an own package computes, nor where a package has native code", () => {
  const own = whole("plugin@1.0.0", {
    bytes: 9,
    reason: "named-elsewhere",
    from: "index.js",
    line: 3,
    message: "index.js:3 computes the name of a package (require)",
  });
  const native = whole("bcrypt@5.1.1", { bytes: 5, reason: "native", message: "bcrypt.node is native code" });
  expect(render({ ...trim, whole: [own, native] }, { width: Infinity })).not.toContain('"reachable"');
});

test("names cannot write to the terminal", () => {
  const hostile = whole("evil@1.0.0", { bytes: 9, reason: "known", message: "a\u001B[2Jb" });
  expect(
    render({ ...trim, whole: [hostile], leftPackages: ["x\u001B@1"] }, { width: Infinity, verbose: true }),
  ).not.toContain("\u001B");
});
