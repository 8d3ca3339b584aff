import { expect, test } from "vitest";
import { logTail } from "../../src/function/log-tail.ts";

test("a short log is whole", () => {
  const tail = logTail(10);
  for (const text of ["beep", " ", "boop"]) tail.add(Buffer.from(text));
  expect(tail.content().toString()).toBe("beep boop");
});

test("of a long log the end is left, however it is cut into pieces", () => {
  const text = Array.from({ length: 1000 }, (_, line) => `line ${line}\n`).join("");
  for (const size of [1, 7, 100, 150, 5000]) {
    const tail = logTail(100);
    for (let at = 0; at < text.length; at += size) tail.add(Buffer.from(text.slice(at, at + size)));
    expect(tail.content().toString()).toBe(text.slice(-100));
  }
});
