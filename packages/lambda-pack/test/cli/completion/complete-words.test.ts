import { expect, test } from "vitest";
import { completeWords } from "../../../src/cli/completion/complete-words.ts";

const asked: (string | undefined)[] = [];

/** A workspace whose names need care, and paths that tell what they were asked for. */
const world = {
  packageNames: async (cwd: string | undefined) => {
    asked.push(cwd);
    return ["@botland/database", "@botland/mailer", "@other/mailer", "@botland/list", "tools"];
  },
  paths: (start: string, suffix: string) => [`${start}dir/`, `${start}file${suffix}`],
};

async function complete(line: string): Promise<readonly string[]> {
  const candidates = await completeWords(line.split(" "), world);
  return candidates.map(({ value }) => value);
}

test("a package is offered without its scope where that is clear, and no command's name is taken for it", async () => {
  expect(await completeWords(["pack", ""], world)).toEqual([
    { value: "database", text: "@botland/database" },
    { value: "@botland/mailer", text: "" },
    { value: "@other/mailer", text: "" },
    { value: "@botland/list", text: "" },
    { value: "tools", text: "" },
  ]);
});

test("a word that begins with a scope gets names with theirs", async () => {
  expect(await complete("pack @botland/")).toEqual(["@botland/database", "@botland/mailer", "@botland/list"]);
});

test.each<[string, readonly string[]]>([
  ["d", ["diff", "doctor", "database"]],
  ["database too", ["tools"]],
  ["pack database t", ["tools"]],
  ["-- d", ["database"]],
  ["--strict t", ["tools"]],
  ["list t", ["tools", "tdir/", "tfile.zip"]],
  ["list tools ", []],
  ["why tools ", []],
  ["diff tools t", ["tools", "tdir/", "tfile.zip"]],
  ["help l", ["list"]],
  ["completion ", ["bash", "zsh", "fish"]],
  ["doctor ", []],
  ["list --t", ["--tree", "--trimmed", "--trim"]],
  ["list --tree --t", ["--trimmed", "--trim"]],
  ["list --tree --trim --trimmed --t", []],
  ["tools --include a --includ", ["--include", "--include-package"]],
  ["tools --all --al", []],
  ["--tre", []],
  ["list --dry", []],
  ["list -- --t", ["--tdir/", "--tfile.zip"]],
  ["list --sort ", ["size", "name", "files"]],
  ["list --sort=n", ["--sort=name"]],
  ["list --tree=", []],
  ["tools --runtime nodejs24", ["nodejs24.x"]],
  ["tools --out built/", ["built/dir/", "built/file"]],
  ["tools --stage-dir built/", ["built/dir/", "built/file/"]],
  ["tools --exclude-package ", []],
  ["--arch arm64 list --sort s", ["size"]],
])("%j becomes one of %j", async (line, values) => {
  expect(await complete(line)).toEqual(values);
});

test("options are offered with what they do", async () => {
  expect(await completeWords(["list", "--tre"], world)).toMatchObject([
    { value: "--tree", text: expect.stringMatching(/^[A-Z]/u) },
  ]);
});

test.each([
  ["--cwd apps pack ", "apps"],
  ["pack --cwd=apps ", "apps"],
  ["pack --arch --cwd ", undefined],
  ["pack ", undefined],
])("%j asks for the packages where --cwd says", async (line, cwd) => {
  asked.length = 0;
  await complete(line);
  expect(asked).toEqual(line.endsWith("--cwd ") ? [] : [cwd]);
});
