import type { SettingsTable } from "./setting.ts";

type OutputKey = "out" | "format" | "stageDir" | "stageMode" | "stage" | "zip" | "prefix" | "links" | "level";

/** The settings that say what is written, where and how. */
export const outputSettings = {
  out: {
    type: "path",
    leadsTo: "file",
    describe: "Path of the archive",
    defaultText: "<root>/.lambda-pack/<name>.<format>",
    perPackage: "output",
    option: { name: "out", value: "file", group: "Output" },
  },
  format: {
    type: "choice",
    choices: ["zip", "tar", "tar.gz"],
    default: "zip",
    describe: "Format of the archive: zip for functions and layers, tar or tar.gz for container images",
    option: { name: "format", value: "zip|tar|tar.gz", group: "Output" },
  },
  stageDir: {
    type: "path",
    leadsTo: "directory",
    describe: "Staging directory, which holds the files of the archive",
    defaultText: "<root>/.lambda-pack/<name>/",
    perPackage: "output",
    option: { name: "stage-dir", value: "dir", group: "Output" },
  },
  stageMode: {
    type: "choice",
    choices: ["auto", "copy", "link"],
    default: "auto",
    describe: "How to stage files: auto (clones, or else copies), copy, or link (hard links to the installed files)",
    option: { name: "stage-mode", value: "mode", group: "Output" },
  },
  stage: {
    type: "boolean",
    default: true,
    describe: "Write the staging directory",
    option: { name: "no-stage", group: "Output" },
  },
  zip: {
    type: "boolean",
    default: true,
    describe: "Write the archive",
    option: { name: "no-zip", group: "Output" },
  },
  prefix: {
    type: "text",
    form: "prefix",
    default: "",
    describe: "Directory in the archive to put the bundle in, such as nodejs for a layer",
    option: { name: "prefix", value: "dir", group: "Output" },
  },
  links: {
    type: "choice",
    choices: ["auto", "never"],
    default: "auto",
    describe: "How to place packages that are needed in several places: auto (links to one), or never (copies)",
    option: {
      name: "no-links",
      sets: "never",
      describe: "Copy packages that are needed in several places instead of linking to one directory",
      group: "Output",
    },
  },
  level: {
    type: "number",
    minimum: 0,
    maximum: 9,
    default: 6,
    describe: "Compression level: 0 stores, 9 compresses most",
    option: { name: "level", value: "0-9", group: "Output" },
  },
} as const satisfies SettingsTable<OutputKey>;
