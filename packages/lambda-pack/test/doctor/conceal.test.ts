import { expect, test } from "vitest";
import { conceal } from "../../src/doctor/conceal.ts";

const places = { home: "/home/ada", root: "/home/ada/work/botland" };

test.each([
  ["/home/ada/work/botland/yarn.lock is broken.", "./yarn.lock is broken."],
  ["There is no monorepo at or above /home/ada/work.", "There is no monorepo at or above ~/work."],
  ["The workspace /home/ada/work/botland.", "The workspace .."],
  ['In "/home/ada/work/botland": no.', 'In ".": no.'],
  ["/home/ada/work/botland-old/a and /home/ada/work/botland.bak/a", "~/work/botland-old/a and ~/work/botland.bak/a"],
  ["/home/adam/x and /Users/ada/x", "~/x and ~/x"],
  [String.raw`C:\Users\Ada\botland\package.json`, String.raw`~\botland\package.json`],
  ["https://ada:token@npm.botland.example/ms.tgz and git+ssh://git@x/y", "https://… and git+ssh://…"],
  ["packages/database/package.json", "packages/database/package.json"],
])("%j becomes %j", (text, shown) => {
  expect(conceal(text, places)).toBe(shown);
});

test("a workspace that is the home directory, and a home that is the whole disk", () => {
  expect(conceal("/home/ada/x", { home: "/home/ada", root: "/home/ada" })).toBe("./x");
  expect(conceal("/srv/x", { home: "/", root: undefined })).toBe("/srv/x");
});
