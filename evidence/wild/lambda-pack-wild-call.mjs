// @ts-check

/** What a target's own code answers. This one stands in where nothing can be asked of it; the table of repositories has others. */
export async function call() {
  return undefined;
}
