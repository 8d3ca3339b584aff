import path from "node:path";
import { startRegistry } from "@lambda-pack/test-support/installs/registry";
import type { Registry } from "@lambda-pack/test-support/installs/registry";
import { runHandler } from "@lambda-pack/test-support/processes/run-handler";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { unzipped } from "@lambda-pack/test-support/zips/unzipped";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { installForTest } from "../../evidence/layouts/install.ts";
import { layoutNamed } from "../../evidence/layouts/layouts.ts";
import { fruits, orchard, twins } from "./orchard.ts";

const timeout = 120_000;
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(fruits);
}, timeout);

afterAll(async () => {
  await registry.stop();
});

const [yarn, npm] = [layoutNamed("Yarn classic"), layoutNamed("npm 11")];

interface Packed {
  readonly inPlace: unknown;
  readonly inBundle: unknown;
  /** Names of the zip's entries. */
  readonly names: readonly string[];
  readonly links: readonly string[];
  readonly problems: readonly { readonly kind: string }[];
}

async function pack(root: string, options: readonly string[] = []): Promise<Packed> {
  const { exitCode, stdout, stderr } = await runCommand(["harvest", "--json", ...options], root);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const zip = path.join(root, ".lambda-pack", "harvest.zip");
  const entries = await listZip(zip);
  return {
    inPlace: await runHandler(path.join(root, "packages", "harvest", "index.js")),
    inBundle: await runHandler(path.join(await unzipped(zip), "index.js")),
    names: entries.map(({ name }) => name),
    links: entries.filter(({ mode }) => mode.startsWith("12")).map(({ name }) => name),
    problems: JSON.parse(stdout).packs[0].problems,
  };
}

describe.each([yarn, npm])("a made-up graph installed by $name", (layout) => {
  test("every edge of the bundle leads to the version that it leads to in place", { timeout }, async () => {
    const root = await installForTest(layout, await orchard(), registry.url);
    const { inPlace, inBundle, names, links } = await pack(root);
    expect(inPlace).toEqual(
      expect.arrayContaining([
        "harvest@1.0.0 > apple = apple@2.3.0",
        "harvest@1.0.0 > cider = apple@1.2.0",
        "harvest@1.0.0 > core = core@2.0.0",
        "harvest@1.0.0 > mist = mist@1.0.0",
        "@orchard/basket@1.0.0 > apple = apple@1.2.0",
        "@fruit/stem@1.0.0 > core = core@2.0.0",
        "apple@1.2.0 > core = core@1.0.0",
        "press@1.0.0 > core = core@1.0.0",
        "mist@1.0.0 > apple = apple@1.2.0",
        "graft@1.0.0 > rootstock = nothing",
        "jar@1.0.0 > lid = lid@1.0.1-patched",
        "harvest@1.0.0 > lid = lid@1.5.0",
        "ring-b@1.0.0 > ring-a = ring-a@1.0.0",
        "ladder@1.0.0 > core = core@1.0.0",
        "sickle@1.0.0 > apple = apple@1.2.0",
        "seeds@1.0.0 > seed-aix = nothing",
        "seeds@1.0.0 > seed-linux = seed-linux@1.0.0",
      ]),
    );
    expect(inBundle).toEqual(inPlace);
    expect(links).toEqual([
      "node_modules/@fruit/pear/node_modules/apple",
      "node_modules/@orchard/basket/node_modules/apple",
      "node_modules/cider/node_modules/core",
      "node_modules/ladder/node_modules/core",
      "node_modules/mist/node_modules/apple",
      "node_modules/press/node_modules/apple",
      "node_modules/press/node_modules/core",
      "node_modules/sickle/node_modules/apple",
    ]);
    expect(names).toContain("node_modules/jar/node_modules/lid/package.json");
    expect(names.filter((name) => /seed-(?:aix|sparc)/u.test(name))).toEqual([]);

    const copies = await pack(root, ["--no-links"]);
    expect(copies.inBundle).toEqual(inPlace);
    expect(copies.links).toEqual([]);
  });
});

test("a circle through two versions of two packages ends, by a link that is reported", { timeout }, async () => {
  // Yarn classic nests the circle until it runs out of memory; npm stops with a link.
  const { inPlace, inBundle, links, problems } = await pack(await installForTest(npm, twins, registry.url));
  expect(inPlace).toContain("twin-b@1.0.0 > twin-a = twin-a@2.0.0");
  expect(inBundle).toEqual(inPlace);
  const place = "node_modules/twin-b/node_modules/twin-b/node_modules/twin-a";
  expect(links).toEqual([place]);
  expect(problems).toMatchObject([{ kind: "links-in-bundle", links: 1, packages: ["twin-a@1.0.0"] }]);
});
