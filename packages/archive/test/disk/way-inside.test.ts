import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { comparablePath } from "../../src/disk/comparable-path.ts";
import { wayInside } from "../../src/disk/way-inside.ts";

test.each([
  ["/srv/app", "/srv/app", ""],
  ["/srv/app", "/srv/app/lib/a.js", "lib/a.js"],
  ["/srv/app", "/srv/app2/a.js", undefined],
  ["/srv/app", "/srv/App/a.js", undefined],
  ["/srv/app", String.raw`/srv/app\a.js`, undefined],
  ["/", "/srv/app", "srv/app"],
])("from %s to %s it is %j", (dir, path, way) => {
  expect(wayInside(dir, path, posix)).toBe(way);
});

test.each([
  [String.raw`C:\app`, String.raw`C:\app`, ""],
  [String.raw`C:\app`, String.raw`c:\APP\lib\A.js`, "lib/A.js"],
  ["C:/app", String.raw`C:\app\lib\a.js`, "lib/a.js"],
  [String.raw`C:\app`, String.raw`C:\app2\a.js`, undefined],
  [String.raw`C:\app`, String.raw`D:\app\a.js`, undefined],
  ["C:\\", String.raw`C:\app`, "app"],
  [String.raw`\\host\share`, String.raw`\\HOST\share\größe\x.zip`, "größe/x.zip"],
])("on Windows, from %s to %s it is %j", (dir, path, way) => {
  expect(wayInside(dir, path, win32)).toBe(way);
});

test("paths of one directory of Windows compare as equal, and those of others stay apart", () => {
  expect(comparablePath(String.raw`c:\Work\App`, win32)).toBe(comparablePath("C:/work/app", win32));
  expect(comparablePath("/srv/App", posix)).not.toBe(comparablePath("/srv/app", posix));
});
