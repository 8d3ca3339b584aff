/**
 * `loading`: as soon as the handler's file is loaded; `running`: in a function that may never be called, or by `import()`;
 * `guarded`: where a failure is caught; `never`: in a file that nothing is seen to load.
 */
export type ImportTime = "loading" | "running" | "guarded" | "never";
