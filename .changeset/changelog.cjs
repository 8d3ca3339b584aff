"use strict";

/** The changelog is read by users: it has the texts of the changesets, and no hashes of commits. */
module.exports = {
  getReleaseLine: async ({ summary }) => {
    const [first, ...rest] = summary.trim().split("\n");
    return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
  },
  /** All dependencies of ours that change with it are bundled, and nobody sees them. */
  getDependencyReleaseLine: async () => "",
};
