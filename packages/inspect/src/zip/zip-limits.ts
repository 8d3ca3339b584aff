/** All files of a zip together: more than eight times what Lambda takes unzipped (262,144,000), and what a machine can hold. */
export const MAX_BYTES = 2 ** 31;

/** One file, which is held in memory when it is read: twice what Lambda takes for all files. */
export const MAX_FILE_BYTES = 2 ** 29;

/** Files and links, and as many folders: ten times as many as the largest bundles have. */
export const MAX_ENTRIES = 500_000;

/** All package.json files that are packages: thirty times as many bytes as the largest bundles have. */
export const MAX_MANIFESTS_BYTES = 2 ** 25;

/** Packages: ten times as many as the largest bundles have. */
export const MAX_PACKAGES = 20_000;

/** Dependencies that all packages declare together: fifty times as many as the largest bundles have. */
export const MAX_DECLARED = 200_000;

/** A package.json: the largest that are published have some hundred thousand bytes. */
export const MAX_MANIFEST_BYTES = 2 ** 20;

/** The text of a link, and a name: what Linux takes (PATH_MAX). */
export const MAX_PATH_BYTES = 4096;
