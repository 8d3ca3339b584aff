const NOBODY = 65_534;

/**
 * Does something with the rights of a user who owns nothing here: root, who may read and write everything, gives its
 * rights up for that long. Other users have no such rights to begin with.
 */
export async function asUnprivileged<Result>(act: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(NOBODY);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
