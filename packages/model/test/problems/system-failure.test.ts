import { PackError, systemFailure } from "@lambda-pack/model";
import { expect, test } from "vitest";

function failure(fields: object) {
  return systemFailure(Object.assign(new Error("refused"), fields));
}

test("a call on two paths names both", () => {
  expect(failure({ code: "EXDEV", syscall: "rename", path: "/a", dest: "/b" })).toMatchObject({
    code: "SYSTEM_FAILED",
    message: "/a to /b failed in rename: it is on another file system (EXDEV).",
    details: { code: "EXDEV", path: "/a" },
  });
});

test("Node's own refusal to remove a directory is of the system", () => {
  expect(failure({ code: "ERR_FS_EISDIR" })?.code).toBe("SYSTEM_FAILED");
});

test.each([{ code: "ERR_INVALID_ARG_TYPE" }, { code: 5 }, {}])("%j stays a bug", (fields) => {
  expect(failure(fields)).toBeUndefined();
});

test("an error that has words already is left alone", () => {
  expect(systemFailure(new PackError("FILE_UNREADABLE", "a cannot be read."))).toBeUndefined();
});
