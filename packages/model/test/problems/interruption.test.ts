import { expect, test } from "vitest";
import { throwIfInterrupted } from "../../src/problems/interruption.ts";

test("throws once the signal is aborted, with what it was aborted for", () => {
  const controller = new AbortController();
  expect(() => throwIfInterrupted(undefined)).not.toThrow();
  expect(() => throwIfInterrupted(controller.signal)).not.toThrow();
  controller.abort("SIGINT");
  expect(() => throwIfInterrupted(controller.signal)).toThrow(
    expect.objectContaining({ code: "INTERRUPTED", message: "The command was interrupted.", cause: "SIGINT" }),
  );
});
