/** What was thought of and is no stall, with the reason. */
export const leftOut: readonly { readonly names: readonly string[]; readonly reason: string }[] = [
  {
    names: ["better-sqlite3", "sqlite3"],
    reason:
      "their install scripts fetch a binary from elsewhere than the registry or compile one, and nothing here runs install scripts",
  },
  {
    names: ["@prisma/client"],
    reason:
      "needs a client that `prisma generate` writes; [real-packages.test.ts](../test/end-to-end/real-packages.test.ts) packs and runs one",
  },
];
