import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { renderReportPage } from "../src/index.ts";
import { script, style } from "../src/page-parts.ts";
import { pagePackage, samplePage, trimmedPage } from "./sample-page.ts";

const page = renderReportPage(samplePage);
/** Says that scripts run. */
const mark = 'document.documentElement.dataset.script=""';

test("the same bundle gives the same page", () => {
  expect(renderReportPage(structuredClone(samplePage))).toBe(page);
});

test("the policy allows the page's own script and style, and nothing else", () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="(?<policy>[^"]*)"/u.exec(page)?.groups?.[
    "policy"
  ];
  expect(policy?.replaceAll("&#39;", "'").split("; ")).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hashOf(mark)}' 'sha256-${hashOf(script)}'`,
    `style-src 'sha256-${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).toContain(`<script>${mark}</script>`);
  expect(page).toContain(`<script>${script}</script>`);
  expect(page).toContain(`<style>${style}</style>`);
});

test("nothing in the page leads elsewhere", () => {
  const markup = page.replace(script, "").replace(style, "");
  expect(markup).not.toMatch(/\s(?:src|srcset|action|ping|style)=/u);
  expect([...markup.matchAll(/href="(?<target>[^"]*)"/gu)].map(({ groups }) => groups?.["target"])).toEqual([
    "#packages",
    "#duplicates",
    "#findings",
    "#findings",
  ]);
  expect(style).not.toMatch(/url\(|@import|@font-face/u);
});

test("the licence of what is bundled into the page travels with it", () => {
  expect(script).toContain("Mike Bostock");
  expect(script).toContain("Permission to use, copy, modify");
});

test("the page's own code is small", () => {
  expect(script.length).toBeLessThan(40_000);
});

test("a planned bundle has no zipped sizes", () => {
  const { zippedBytes: _zipped, archiveBytes: _archive, ...sizes } = samplePage.sizes;
  const planned = renderReportPage({ ...samplePage, sizes });
  expect(page).toContain('name="sizes"');
  expect(planned).not.toContain('name="sizes"');
  expect(planned).not.toContain('data-key="zipped"');
});

test("the used part of a limit is shown, and drawn no longer than the whole", () => {
  expect(page).toMatch(/50\.0 %<\/span\s*>\s+of 195\.3 KiB allowed/u);
  expect(page).toMatch(/105\.0 %<\/span\s*>\s+of 29\.3 KiB allowed/u);
  expect([...page.matchAll(/class="used" width="(?<width>[^"]*)"/gu)].map(({ groups }) => groups?.["width"])).toEqual([
    "50",
    "100",
  ]);
});

test("a zip does not know which packages are of a workspace, and a package without a version is its name", () => {
  const unversioned = pagePackage("blob@", { paths: ["node_modules/blob"], requiredBy: ["shared@", "blob@"] });
  const packages = [...samplePage.packages, unversioned];
  const ofZip = renderReportPage({ ...samplePage, packages });
  expect(ofZip).not.toContain('class="tag"');
  expect(ofZip).toContain("<bdi>shared</bdi>");
  const bundle = { ...samplePage.bundle, origin: "workspace" } as const;
  expect(renderReportPage({ ...samplePage, bundle }).split('class="tag"')).toHaveLength(2);
});

test("a finding names its package and its file, unless its sentence does", () => {
  const about = { package: "knex@2.5.1", path: "node_modules/knex/lib/index.js", line: 7 };
  const texts = { severity: "error", kind: "syntax-error", hint: "Compile it." } as const;
  const said = { ...texts, ...about, message: "node_modules/knex/lib/index.js:7 of knex@2.5.1 is no JavaScript." };
  const unsaid = { ...texts, ...about, message: "A file is no JavaScript." };
  const pageOf = (finding: typeof said) => renderReportPage({ ...samplePage, findings: [finding] });
  expect(pageOf(said)).toContain("<p>node_modules/knex/lib/index.js:7 of knex@2.5.1 is no JavaScript.</p>");
  expect(pageOf(unsaid)).toContain(
    '<p>A file is no JavaScript. <bdi class="muted">knex@2.5.1</bdi> <bdi class="muted">node_modules/knex/lib/index.js:7</bdi></p>',
  );
});

test("parts that have nothing to show are left out", () => {
  const clean = renderReportPage({ ...samplePage, duplicates: [], findings: [], limits: [] });
  for (const title of ["duplicates-title", "findings-title"]) {
    expect(page).toContain(title);
    expect(clean).not.toContain(`id="${title}"`);
  }
});

test("of a bundle that is not trimmed, it says nothing of trims but what one would save", () => {
  const markup = bodyOf(page);
  for (const word of ["trim", "Left out", 'name="files"', "kept whole"]) expect(markup).not.toContain(word);
  const untrimmed = renderReportPage({ ...samplePage, trimmable: 94_476_697 });
  expect(untrimmed).toContain("<code>--trim</code> would leave out 90.1 MiB.");
  expect(untrimmed).not.toContain("trim-title");
});

test("a trim is shown by reasons, with the line that keeps a package whole and the setting that does not", () => {
  const trimmed = textOf(renderReportPage(trimmedPage));
  expect(trimmed).toContain("58.6 KiB in 4 files of dependencies left out, by trim: reachable.");
  // What stays in whole packages is shown by why these are, not once more as a whole.
  expect(trimmed).not.toContain("in whole packages");
  expect(trimmed).toContain("whole packages: they compute what they load or open (1) 48.8 KiB 50.0 % 3");
  expect(trimmed).toContain("nothing leads to them 48.8 KiB 83.3 % 2");
  expect(trimmed).toContain(
    "48.8 KiB because node_modules/knex/lib/client.js:12 computes what it loads or opens (require) knex@3.1.0 48.8 KiB",
  );
  expect(trimmed).toContain('"reachable": ["knex"] in the setting trim leaves out up to 48.8 KiB more.');
  expect(trimmed).toContain("1 package of which nothing can be loaded @botland/shared@1.0.0");
  expect(trimmed).toContain("knex 3.1.0 kept whole");
});

test("of many causes the first ten are shown, and the rest is folded", () => {
  const { trim = expect.fail("the sample is trimmed") } = trimmedPage;
  const whole = Array.from({ length: 12 }, (_, index) => ({
    package: `addon-${index}@1.0.0`,
    path: `node_modules/addon-${index}`,
    bytes: 1200 - index,
    reason: "native",
    message: `addon-${index}.node is native code`,
  }));
  const text = textOf(renderReportPage({ ...trimmedPage, trim: { ...trim, whole } }));
  expect(text).toMatch(
    /Kept whole 12 packages, 14\.0 KiB .*addon-9\.node is native code .*2 more causes .*addon-10\.node is native code/u,
  );
  expect(text).not.toContain("1 more cause");
});

/** What is read of a page without its head and its data. */
function textOf(html: string): string {
  return bodyOf(html)
    .replace(/<[^>]*>/gu, " ")
    .replaceAll("&quot;", '"')
    .replace(/\s+/gu, " ")
    .replace(/ ([,.])/gu, "$1");
}

function bodyOf(html: string): string {
  return /<body>(?<body>.*?)<script type="application/su.exec(html)?.groups?.["body"] ?? "";
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
