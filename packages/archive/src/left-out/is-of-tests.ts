const testFolders: ReadonlySet<string> = new Set([
  "__fixtures__",
  "__mocks__",
  "__tests__",
  "e2e",
  "fixtures",
  "spec",
  "specs",
  "test",
  "test-fixtures",
  "testdata",
  "tests",
]);

/** Whether a path of a package lies in a folder for tests: what a function runs on is hardly ever there. */
export function isOfTests(path: string): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((name) => testFolders.has(name));
}
