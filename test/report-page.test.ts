import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeTemporaryDirectory } from "@lambda-pack/test-support/disk/make-temporary-directory";
import { temporaryDirectory } from "@lambda-pack/test-support/disk/temporary-directory";
import { installFixture } from "@lambda-pack/test-support/installs/install-fixture";
import { openBrowser } from "@lambda-pack/test-support/processes/open-browser";
import { listZip } from "@lambda-pack/test-support/zips/list-zip";
import { remove } from "fs-extra/esm";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReportPage } from "../packages/report-page/src/index.ts";
import type { PageData } from "../packages/report-page/src/index.ts";
import { pagePackage, samplePage, trimmedPage } from "../packages/report-page/test/sample-page.ts";
import { hasBrowser, showFile } from "./harness/browser.ts";
import type { WatchedPage } from "./harness/browser.ts";
import { runBin } from "./harness/run-command.ts";

const fixture = path.join(import.meta.dirname, "..", "fixtures", "botland");

describe.runIf(hasBrowser)("in a browser", () => {
  let browser: Browser;
  let directory: string;
  /** The zip of a real package, and the page about it that the real command has written. */
  let zip: string;
  let report: string;
  /** The page about the same package, trimmed and not packed. */
  let trimmed: string;

  beforeAll(async () => {
    browser = await openBrowser();
    directory = makeTemporaryDirectory();
    zip = path.join(directory, "database.zip");
    report = path.join(directory, "database.html");
    const botland = path.join(directory, "botland");
    await installFixture({ fixture, into: botland });
    await mustRun(["database", "--no-stage", "--out", zip], botland);
    await mustRun(["report", zip, "--html", report], botland);
    trimmed = path.join(directory, "trimmed.html");
    await mustRun(["report", "database", "--trim=reachable", "--html", trimmed], botland);
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await remove(directory);
  });

  const show = (options?: BrowserContextOptions): Promise<WatchedPage> => showFile(browser, report, options);

  /** A page about other data. */
  async function showData(data: PageData, options?: BrowserContextOptions): Promise<WatchedPage> {
    const file = path.join(temporaryDirectory(), "page.html");
    await writeFile(file, renderReportPage(data));
    return showFile(browser, file, options);
  }

  test("the sizes are those of the zip", async () => {
    const entries = await listZip(zip);
    const { size } = await stat(zip);
    const zipped = sum(entries.map(({ compressedSize }) => compressedSize));
    const { page, faults } = await show();

    const parts = `${thousands(zipped)} of files and ${thousands(size - zipped)} of names and directory`;
    expect(await page.getByRole("banner").innerText()).toContain(`The zip has ${thousands(size)} bytes: ${parts}.`);
    const data: PageData = JSON.parse((await page.locator("#page-data").textContent()) ?? "");
    expect(sum(data.packages.map(({ totalBytes }) => totalBytes))).toBe(sum(entries.map((entry) => entry.size)));
    expect(sum(data.packages.map(({ zippedBytes = 0 }) => zippedBytes))).toBe(zipped);
    expect(await page.locator("#pointed").innerText()).toContain(`${thousands(entries.length)} files`);
    expect(faults).toEqual([]);
  });

  test("the boxes at the top have areas in proportion to their sizes, whichever are asked for", async () => {
    const { page } = await show();
    const { packages, sizes } = JSON.parse((await page.locator("#page-data").textContent()) ?? "") as PageData;
    const lodash = packages.find(({ paths }) => paths.includes("node_modules/lodash"));
    const box = page.locator(".box[aria-level='1'][aria-label^='lodash,']");
    const shares = { Unzipped: lodash?.totalBytes ?? 0, Zipped: lodash?.zippedBytes ?? 0 };
    expect(await areaShare(page, box)).toBeCloseTo(shares.Unzipped / sizes.bytes, 1);
    await page.getByRole("group", { name: "Sizes" }).getByText("Zipped", { exact: true }).click();
    expect(await page.getByRole("radio", { name: "Zipped", exact: true }).isChecked()).toBe(true);
    expect(await areaShare(page, box)).toBeCloseTo(shares.Zipped / (sizes.zippedBytes ?? 1), 1);
  });

  test("a click zooms in, Escape, Backspace and the path lead out again", async () => {
    const { page, faults } = await show();
    const crumbs = page.getByRole("navigation", { name: "Place in the bundle" });
    await topBox(page, "knex").click({ position: { x: 10, y: 10 } });
    expect(await crumbs.innerText()).toMatch(/database\.zip\s+knex/u);
    expect(await page.locator("#zoomed").innerText()).toMatch(/^Showing knex, .* of the bundle$/u);
    await topBox(page, "lodash").click({ position: { x: 10, y: 10 } });
    expect(await crumbs.innerText()).toMatch(/knex\s+lodash/u);

    await page.keyboard.press("Escape");
    expect(await crumbs.innerText()).not.toContain("lodash");
    expect(await focusedName(page)).toMatch(/^lodash, /u);
    await page.keyboard.press("Backspace");
    expect(await crumbs.innerText()).toBe("database.zip");
    await page.keyboard.press("Escape");
    expect(await crumbs.innerText()).toBe("database.zip");

    await topBox(page, "knex").click({ position: { x: 10, y: 10 } });
    await crumbs.getByRole("button", { name: "database.zip" }).click();
    expect(await crumbs.innerText()).toBe("database.zip");
    expect(faults).toEqual([]);
  });

  test("what was too small to be seen is seen when it is zoomed to", async () => {
    const { page } = await show();
    const rest = page.locator(".box.rest").first();
    const [, count = "0"] = /^([\d,]+) smaller/u.exec((await rest.getAttribute("aria-label")) ?? "") ?? [];
    await rest.click();
    expect(Number(count.replaceAll(",", ""))).toBeGreaterThan(10);
    expect(await page.locator(".box.file").count()).toBeGreaterThan(10);
  });

  test("the search finds packages and says how many", async () => {
    const { page } = await show();
    const rows = page.locator("tbody tr:visible");
    const all = await rows.count();
    await page.getByRole("searchbox", { name: "Search packages" }).fill("LODASH");
    expect(await rows.locator(".name bdi.name").allInnerTexts()).toEqual(["lodash", "lodash"]);
    expect(await page.getByRole("status").innerText()).toMatch(new RegExp(`^2 of ${all} packages, [\\d.]+ MiB$`, "u"));
    await page.getByRole("searchbox").fill("lodash 4.18");
    expect(await rows.count()).toBe(1);
    await page.getByRole("searchbox").fill("no such package");
    expect(await page.getByRole("status").innerText()).toBe(`0 of ${all} packages, 0 B`);
    await page.getByRole("searchbox").fill("");
    expect(await rows.count()).toBe(all);
  });

  test("a column sorts by what it shows, one way and the other", async () => {
    const { page } = await show();
    const names = () => page.locator("tbody bdi.name").allInnerTexts();
    const header = (name: string) => page.getByRole("columnheader", { name });
    expect(await header("Size").getAttribute("aria-sort")).toBe("descending");
    const bySize = await names();

    await header("Package").getByRole("button").click();
    expect(await header("Package").getAttribute("aria-sort")).toBe("ascending");
    expect(await header("Size").getAttribute("aria-sort")).toBe("none");
    expect(await names()).toEqual(bySize.toSorted());

    await header("Files").getByRole("button").click();
    const files = (await page.locator("td.files").allInnerTexts()).map((text) => Number(text.replaceAll(",", "")));
    expect(files).toEqual(files.toSorted((a, b) => b - a));
    await header("Files").getByRole("button").click();
    expect((await page.locator("td.files").allInnerTexts())[0]).toBe(String(files.at(-1)));

    await header("Size").getByRole("button").click();
    expect((await names())[0]).toBe(bySize[0]);
  });

  test("a package shows the path to it, and leads to its box", async () => {
    const { page } = await show();
    await page.getByRole("searchbox").fill("lodash 4.18");
    const toggle = page.locator("tbody").getByRole("button", { name: "lodash", exact: true });
    expect(await toggle.getAttribute("aria-expanded")).toBe("false");
    await toggle.click();
    expect(await toggle.getAttribute("aria-expanded")).toBe("true");
    const details = page.locator("tr.details");
    expect(await details.innerText()).toMatch(
      /database@1\.0\.0 requires .*: knex@.*\n.*knex@.* requires .*: lodash@4\.18/u,
    );
    await details.getByRole("button", { name: "node_modules/knex/node_modules/lodash" }).click();
    expect(await page.locator("#crumbs").innerText()).toMatch(/knex\s+lodash/u);
    await toggle.click();
    expect(await details.count()).toBe(0);
  });

  test("the keyboard alone reaches everything", async () => {
    const { page, faults } = await show();
    const stops: string[] = [];
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      stops.push(await focusedName(page));
    }
    expect(stops.slice(0, 2)).toEqual(["Skip to the packages", "Dark theme"]);
    for (const name of ["unzipped", "Search packages", "Package", "Retained", "Required by", "lodash"]) {
      expect(stops).toContain(name);
    }
    const boxes = stops.filter((name) => name.endsWith("files") && name.includes("% of the bundle"));
    expect(boxes).toHaveLength(1);

    await page.locator(".box[tabindex='0']").focus();
    const first = await focusedName(page);
    await page.keyboard.press("ArrowDown");
    expect(await focusedName(page)).not.toBe(first);
    await page.keyboard.press("ArrowUp");
    expect(await focusedName(page)).toBe(first);
    await page.keyboard.press("ArrowRight");
    expect(await focusedLevel(page)).toBe("2");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    expect(await page.locator("#crumbs li").count()).toBe(2);
    expect(await focusedLevel(page)).toBe("1");
    await page.keyboard.press("Escape");
    expect(await focusedName(page)).toBe(first);
    expect(faults).toEqual([]);
  });

  test("the focus is seen wherever it is", async () => {
    const { page } = await show();
    const unseen: string[] = [];
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      const width = await page.evaluate<number>(`(() => {
        const active = document.activeElement;
        const seen = active.type === "radio" ? active.nextElementSibling : active;
        return parseFloat(getComputedStyle(seen).outlineWidth);
      })()`);
      if (width < 1) unseen.push(await focusedName(page));
    }
    expect(unseen).toEqual([]);
  });

  test("everything has a role and a name", async () => {
    const { page } = await show();
    const nameless =
      await page.evaluate(`[...document.querySelectorAll("button, a, input, [role], section, nav, table")]
      .filter((one) => !one.closest("[hidden]") && one.getAttribute("role") !== "status")
      .filter((one) => !(one.ariaLabel || one.ariaLabelledByElements?.length || one.labels?.length || one.textContent.trim()))
      .map((one) => one.outerHTML.slice(0, 80))`);
    expect(nameless).toEqual([]);
    const tree = page.getByRole("tree", { name: "Files by size" });
    expect(
      await tree.getByRole("treeitem", { name: /^knex, 2\.\d MiB · .* % of the bundle · [\d,]+ files$/u }).count(),
    ).toBe(1);
    expect(await page.getByRole("table", { name: "Packages" }).getByRole("row").count()).toBeGreaterThan(40);
    expect(await page.getByRole("heading").allInnerTexts()).toEqual(
      expect.arrayContaining(["Files", "Packages", "Duplicates"]),
    );
  });

  test.each(["light", "dark"] as const)("texts have enough contrast when it is %s", async (colorScheme) => {
    const texts = ".box .label, .box .size, .muted, dd, h1, td, thead button, summary, .crumbs li, .share, .tag";
    const { page, faults } = await showData(samplePage, { colorScheme });
    expect(await lowestContrast(page, texts)).toBeGreaterThanOrEqual(4.5);
    const other = await showData(trimmedPage, { colorScheme });
    await other.page.getByText("Whole", { exact: true }).click();
    expect(await other.page.locator(".box.left .label").count()).toBeGreaterThan(1);
    expect(await lowestContrast(other.page, `${texts}, #trim th, #trim p`)).toBeGreaterThanOrEqual(4.5);
    expect([...faults, ...other.faults]).toEqual([]);
  });

  test.each(["light", "dark"] as const)("the button turns a page that begins %s", async (colorScheme) => {
    const { page } = await show({ colorScheme });
    const button = page.getByRole("button", { name: "Dark theme" });
    const brightness = () =>
      page.evaluate<number>(`parseInt(getComputedStyle(document.documentElement).backgroundColor.slice(4))`);
    const before = await brightness();
    expect(before > 128).toBe(colorScheme === "light");
    expect(await button.getAttribute("aria-pressed")).toBe(String(colorScheme === "dark"));
    await button.click();
    expect((await brightness()) > 128).toBe(colorScheme === "dark");
    await button.click();
    expect(await brightness()).toBe(before);
  });

  test.each([360, 768, 1200, 1920])("nothing is wider than a window of %i pixels", async (width) => {
    const { page } = await showData(longPage(), { viewport: { width, height: 800 } });
    for (const summary of await page.locator("summary").all()) await summary.click();
    for (const toggle of await page.locator(".toggle").all()) await toggle.click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await page.locator(".box").count()).toBeGreaterThan(5);
    for (const file of [report, trimmed]) {
      const real = await showFile(browser, file, { viewport: { width, height: 800 } });
      expect(await real.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });

  test("names that are markup, or that turn the text, are shown and do nothing", async () => {
    const name = `</script><img src=x onerror=alert(1)>"'\u202Egnp.exe`;
    const hostile = pagePackage(`${name}@1.0.0`, {
      name,
      version: "1.0.0",
      paths: [`node_modules/${name}`],
      totalBytes: 90_000,
    });
    const { page, faults } = await showData({
      ...samplePage,
      bundle: { ...samplePage.bundle, label: `${name}.zip` },
      packages: [...samplePage.packages, hostile],
      findings: [{ severity: "error", kind: "unsafe-name", message: `${name} is unsafe.`, hint: name }],
      duplicates: [{ name, packages: [hostile.id], copies: 2, cost: 1 }],
      trim: {
        mode: "reachable",
        files: 1,
        bytes: 1,
        left: [{ reason: "unreached", message: name, files: 1, bytes: 1 }],
        kept: [{ reason: "imported", message: name, files: 1, bytes: 1 }],
        keptWhole: [],
        whole: [
          {
            package: hostile.id,
            path: `node_modules/${name}`,
            bytes: 1,
            reason: "computes",
            from: `node_modules/${name}/${name}`,
            line: 1,
            message: name,
          },
        ],
        leftPackages: [hostile.id],
      },
      tree: {
        ...samplePage.tree,
        folders: [{ name, files: [name], sizes: [90_000], zipped: [1], folders: [] }, ...samplePage.tree.folders],
      },
    });
    const shown = name.replace("\u202E", "\\u202e");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(`${shown}.zip`);
    expect(await page.locator(".box .label").allInnerTexts()).toContain(shown);
    await page.getByRole("searchbox").fill("<img");
    await page.locator("tbody tr:visible .toggle").click();
    expect(await page.locator("tr.details").innerText()).toContain(`node_modules/${shown}`);
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("no other script runs, and no request leaves, whatever is put into the page", async () => {
    const file = path.join(temporaryDirectory(), "page.html");
    const injected = `<script>document.title = "taken"</script><img src="https://example.com/x.png"><p onclick="x()" style="color:red">`;
    await writeFile(file, renderReportPage(samplePage).replace("<main>", `<main>${injected}`));
    const { page, faults } = await showFile(browser, file);
    expect(await page.title()).toBe("build/database.zip – lambda-pack report");
    expect(faults.filter((fault) => fault.startsWith("request"))).toEqual([]);
    expect(faults.length).toBeGreaterThan(2);
  });

  test("without JavaScript there is the table, and what needs it is not there", async () => {
    const { page } = await show({ javaScriptEnabled: false });
    expect(await page.getByRole("row").count()).toBeGreaterThan(40);
    expect(await page.getByText("need JavaScript").isVisible()).toBe(true);
    expect(await page.getByRole("searchbox").isVisible()).toBe(false);
    expect(await page.getByRole("tree").count()).toBe(0);
  });

  test("a trimmed bundle is shown as it is packed, and by a switch as it would be whole", async () => {
    const { page, faults } = await showFile(browser, trimmed);
    const { sizes, trim } = JSON.parse((await page.locator("#page-data").textContent()) ?? "") as PageData;
    const pointed = page.locator("#pointed");
    const choice = (name: string) => page.getByRole("group", { name: "Bundle" }).getByRole("radio", { name });
    expect(await choice("Trimmed").isChecked()).toBe(true);
    expect(await pointed.innerText()).toContain("100.0 % of the bundle");
    expect(await page.locator(".box.left").count()).toBe(0);

    await topBox(page, "knex").click({ position: { x: 10, y: 10 } });
    await page.getByText("Whole", { exact: true }).click();
    expect(await page.locator("#crumbs").innerText()).toMatch(/database\s+knex/u);
    expect(await page.locator("#zoomed").innerText()).toMatch(/^Showing knex, .* of the whole bundle$/u);
    expect(await page.locator(".box.left").count()).toBeGreaterThan(3);
    await page.locator("#boxes").getByRole("treeitem").first().focus();
    await page.keyboard.press("Escape");
    const files = thousands(sizes.files + sizes.links + (trim?.files ?? 0));
    await page.mouse.move(0, 0);
    await page.getByRole("searchbox").focus();
    await page.locator("#boxes").hover({ position: { x: 5, y: 5 } });
    await page.mouse.move(0, 0);
    expect(await pointed.innerText()).toContain(`${files} files · `);
    expect(await page.locator("#zoomed").innerText()).toMatch(/100\.0 % of the whole bundle$/u);
    await page.getByText("Trimmed", { exact: true }).first().click();
    expect(await page.locator(".box.left").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("the switch, and what was left out, are reached by keyboard and heard", async () => {
    const { page, faults } = await showData(trimmedPage);
    await page.getByRole("radio", { name: "Trimmed", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Whole", exact: true }).isChecked()).toBe(true);
    expect(await page.locator("#zoomed").innerText()).toBe("Showing database, 156.3 KiB, 100.0 % of the whole bundle");
    const tree = page.getByRole("tree", { name: "Files by size" });
    const left = tree.getByRole("treeitem", {
      name: "lodash.d.ts, 4.9 KiB · 3.1 % of the whole bundle · left out: declarations",
    });
    expect(await left.count()).toBe(2);
    await left.first().focus();
    await page.keyboard.press("ArrowUp");
    expect(await focusedName(page)).toMatch(/^lodash\.js, /u);
    await page.getByRole("radio", { name: "Whole", exact: true }).focus();
    await page.keyboard.press("ArrowLeft");
    expect(await left.count()).toBe(0);
    expect(await page.locator("#zoomed").innerText()).toBe("Showing database, 97.7 KiB, 100.0 % of the bundle");
    expect(faults).toEqual([]);
  });

  test("a package says what of it was left out, and why the rest was not", async () => {
    const { page } = await showData(trimmedPage);
    const table = page.getByRole("table", { name: "Packages" });
    await table.getByRole("columnheader", { name: "Left out" }).getByRole("button").click();
    const names = () => table.locator("bdi.name").allInnerTexts();
    expect((await names())[0]).toBe("lodash");
    await table.getByRole("columnheader", { name: "Left out" }).getByRole("button").click();
    expect((await names()).at(-1)).toBe("lodash");
    for (const name of ["lodash", "knex", "@botland/shared"])
      await table.getByRole("button", { name, exact: true }).click();
    const details = await table.locator("tr.details").allInnerTexts();
    expect(details.join("\n")).toContain("58.6 KiB in 4 files");
    expect(details.join("\n")).toContain(
      "node_modules/knex/lib/client.js:12 computes what it loads or opens (require)",
    );
    expect(details.join("\n")).toContain("Nothing leads to it: only its package.json and licences stay");
    expect(await table.getByRole("row", { name: /^knex 3\.1\.0 kept whole/u }).count()).toBe(1);
  });

  test("without JavaScript, what a trim left out and what it keeps whole is there, and the switch is not", async () => {
    const { page } = await showData(trimmedPage, { javaScriptEnabled: false });
    expect(await page.getByRole("radio", { name: "Whole" }).isVisible()).toBe(false);
    const kept = page.getByRole("table", { name: "Kept" });
    expect(await kept.getByRole("row").allInnerTexts()).toContain("imported by a literal\t39.1 KiB\t40.0 %\t2");
    expect(await page.getByRole("table", { name: "Left out" }).getByRole("row").count()).toBe(3);
    expect(await page.locator("#trim").innerText()).toContain("node_modules/knex/lib/client.js:12 computes");
    expect(await page.getByRole("table", { name: "Packages" }).innerText()).toContain("58.6 KiB");
    await page.getByRole("link", { name: "58.6 KiB" }).click();
    expect(page.url()).toMatch(/#trim$/u);
  });

  test("how much of a package runs have opened is a column, and in its details", async () => {
    const [knex, ...others] = samplePage.packages.toSorted((a) => (a.name === "knex" ? -1 : 1));
    const opened = knex === undefined ? [] : [{ ...knex, openedFiles: 2, openedBytes: 32_000 }];
    const packages = [...others.map((one) => ({ ...one, openedFiles: 0, openedBytes: 0 })), ...opened];
    const { page, faults } = await showData({
      ...samplePage,
      packages: packages.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      opened: { files: 2, bytes: 32_000, leftOut: [] },
    });
    expect(await page.getByRole("banner").innerText()).toContain(
      "Opened by the function: 2 of 9 files, 31.3 KiB of 97.7 KiB.",
    );
    const table = page.getByRole("table", { name: "Packages" });
    await table.getByRole("columnheader", { name: "Opened" }).getByRole("button").click();
    expect((await table.locator("bdi.name").allInnerTexts())[0]).toBe("knex");
    expect((await table.locator("td.opened").allInnerTexts())[0]).toBe("31.3 KiB");
    await table.getByRole("button", { name: "knex", exact: true }).click();
    expect(await table.locator("tr.details").innerText()).toContain("2 of 4 files, 31.3 KiB of 48.8 KiB");
    const other = await showData(samplePage);
    expect(await other.page.getByRole("columnheader", { name: "Opened" }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("a bundle in which nothing has a size says so", async () => {
    const empty = { name: "", folders: [], files: ["index.js"], sizes: [0], zipped: [0] };
    const { page, faults } = await showData({ ...samplePage, tree: empty });
    await page.locator("#boxes.empty").waitFor();
    await page.getByRole("radio", { name: "Zipped", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#pointed").innerText()).toBe("database.zip 0 B · 0.0 % of the bundle · 1 file");
    expect(faults).toEqual([]);
  });

  test("a bundle of 36,000 files is drawn with boxes that can be seen", async () => {
    const { page, faults } = await showData(largePage());
    await page.locator(".box").first().waitFor();
    const sizes: readonly number[] = await page.evaluate(
      `[...document.querySelectorAll(".box")].map((box) => Math.min(box.offsetWidth, box.offsetHeight))`,
    );
    expect(sizes.length).toBeLessThan(3000);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
    expect(await page.locator("#pointed").innerText()).toContain("36,000 files");
    expect(faults).toEqual([]);
  });
});

async function mustRun(argv: readonly string[], cwd: string): Promise<void> {
  const { exitCode, stderr } = await runBin(argv, { cwd });
  if (exitCode !== 0) throw new Error(`${argv.join(" ")} failed with ${exitCode}:\n${stderr}`);
}

/** Names and texts without a space to break them at. */
function longPage(): PageData {
  const name = `@botland/${"database-".repeat(20)}`;
  const long = pagePackage(`${name}@1.0.0-${"next".repeat(20)}`, {
    name,
    paths: [`node_modules/${name}`],
    requiredBy: ["database@1.0.0", `${name}@1.0.0`, `${name}@2.0.0`],
    ranges: [`^${"1".repeat(90)}`, "*"],
    dependents: [`${name}@1.0.0`],
  });
  return {
    ...samplePage,
    bundle: { ...samplePage.bundle, label: `${name}.zip` },
    packages: [...samplePage.packages, long],
    duplicates: [...samplePage.duplicates, { name, packages: [long.id], copies: 2, cost: 1 }],
    findings: [{ severity: "error", kind: "unsafe-name", message: name, hint: name }, ...samplePage.findings],
    opened: { files: 1, bytes: 1, leftOut: [`node_modules/${name}/${name}.js`, `${name}.js`] },
    trim: {
      mode: "reachable",
      files: 1,
      bytes: 1,
      left: [{ reason: "unreached", message: "nothing leads to them", files: 1, bytes: 1 }],
      kept: [{ reason: "whole", message: name, files: 1, bytes: 1 }],
      keptWhole: [{ reason: "computes", message: name, files: 1, bytes: 1, packages: 1 }],
      whole: [
        {
          package: long.id,
          path: `node_modules/${name}`,
          bytes: 1,
          reason: "computes",
          from: `node_modules/${name}/index.js`,
          line: 1,
          message: name,
        },
      ],
      leftPackages: [long.id],
    },
  };
}

/** 600 packages of 60 files. */
function largePage(): PageData {
  const packages = Array.from({ length: 600 }, (_, index) =>
    pagePackage(`package-${index}@1.0.0`, { paths: [`node_modules/package-${index}`], files: 60 }),
  );
  const names = Array.from({ length: 60 }, (_, file) => `file-${file}.js`);
  const folders = packages.map(({ name }, index) => {
    const sizes = names.map((_, file) => 1 + ((index * 7919 + file * 104_729) % 20_000));
    return { name, package: index, files: names, sizes, folders: [] };
  });
  const tree = { name: "", files: [], sizes: [], folders: [{ name: "node_modules", files: [], sizes: [], folders }] };
  return { ...samplePage, packages, tree, duplicates: [] };
}

/** The first of those boxes at the top, or of what is zoomed to. */
function topBox(page: Page, name: string): Locator {
  return page.locator(`.box[aria-level="1"][aria-label^="${name},"]`);
}

async function areaShare(page: Page, box: Locator): Promise<number> {
  const [inner, outer] = [await box.boundingBox(), await page.locator("#boxes").boundingBox()];
  return ((inner?.width ?? 0) * (inner?.height ?? 0)) / ((outer?.width ?? 1) * (outer?.height ?? 1));
}

async function focusedName(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { ariaLabel, labels, textContent, value } = document.activeElement;
    return ariaLabel ?? labels?.[0]?.innerText.trim().toLowerCase().replace(/^search/, "Search") ?? textContent.trim();
  })()`);
}

async function focusedLevel(page: Page): Promise<string | null> {
  return page.evaluate(`document.activeElement.getAttribute("aria-level")`);
}

/** Of all texts that the selector finds, the lowest ratio of contrast (WCAG 2.2) between text and what is behind it. */
async function lowestContrast(page: Page, selector: string): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (one) => {
      for (let each = one; each !== null; each = each.parentElement) {
        const { backgroundColor } = getComputedStyle(each);
        if (!/^rgba\\(0, 0, 0, 0\\)$/.test(backgroundColor)) return backgroundColor;
      }
    };
    const ratios = [...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => {
      const [a, b] = [luminance(getComputedStyle(one).color), luminance(behind(one))].toSorted((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    });
    return Math.min(...ratios);
  })()`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
