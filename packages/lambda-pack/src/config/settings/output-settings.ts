import type { SettingsTable } from "./setting.ts";

type OutputKey = "out" | "format" | "stageDir" | "stageMode" | "stage" | "zip" | "prefix" | "level";

/** Path segments with forward slashes; none is `.` or `..`, so that the bundle cannot leave the archive. */
const PREFIX = String.raw`^(?:(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+(?:/(?!\.{1,2}(?:/|$))[^/\\:\u0000-\u001f\u007f]+)*/?)?$`;

/** The settings that say what is written, where and how. */
export const outputSettings = {
  out: {
    type: "path",
    leadsTo: "file",
    describe: "The archive to write",
    perPackage: true,
    option: {
      name: "out",
      value: "file",
      group: "Output",
      describe: "Archive to write",
      defaultText: "<root>/.lambda-pack/<name>.<format>",
    },
  },
  format: {
    type: "choice",
    choices: ["zip", "tar", "tar.gz"],
    default: "zip",
    describe: "The archive's format: zip for functions and layers, tar and tar.gz for container images",
    option: {
      name: "format",
      value: "zip|tar|tar.gz",
      group: "Output",
      describe: "The archive's format; tar and tar.gz are for container images",
    },
  },
  stageDir: {
    type: "path",
    leadsTo: "directory",
    describe:
      "Directory to write the files of the bundle to; only what differs is written, and what does not belong is removed",
    perPackage: true,
    option: {
      name: "stage-dir",
      value: "dir",
      group: "Output",
      describe: "Staging directory: the files of the archive, to look at or to hand on",
      defaultText: "<root>/.lambda-pack/<name>/",
    },
  },
  stageMode: {
    type: "choice",
    choices: ["auto", "copy", "link"],
    default: "auto",
    describe:
      "How files get into the staging directory: auto clones them where the file system can and copies them elsewhere; link makes hard links, and whoever edits one edits the installed file too",
    option: {
      name: "stage-mode",
      value: "mode",
      group: "Output",
      describe:
        "auto clones files where the file system can, else copies them; copy always copies; link makes hard links: who edits one edits the installed file too",
    },
  },
  stage: {
    type: "boolean",
    default: true,
    describe: "Whether to write the staging directory",
    option: { name: "no-stage", group: "Output", describe: "Write the archive only" },
  },
  zip: {
    type: "boolean",
    default: true,
    describe: "Whether to write the archive",
    option: { name: "no-zip", group: "Output", describe: "Write the staging directory only" },
  },
  prefix: {
    type: "text",
    pattern: PREFIX,
    expected:
      'a relative path such as nodejs/lib, without ".", ".." or empty parts, backslashes, colons and control characters',
    default: "",
    describe: "Directory inside of the archive that the bundle lies under",
    option: {
      name: "prefix",
      value: "dir",
      group: "Output",
      describe: "Put the bundle under a directory of the archive",
    },
  },
  level: {
    type: "number",
    minimum: 0,
    maximum: 9,
    default: 6,
    describe: "How hard to compress, from 0, which stores, to 9",
    option: {
      name: "level",
      value: "0-9",
      group: "Output",
      describe: "How hard to compress; 0 stores",
    },
  },
} as const satisfies SettingsTable<OutputKey>;
