export interface BoundedWrites {
  /** Starts a write once there is room for it; fails with the first failure of an earlier one. */
  readonly start: (bytes: number, write: () => Promise<void>) => Promise<void>;
  /** Resolves when every write has ended well, else fails with the first failure. */
  readonly finish: () => Promise<void>;
  /** Resolves when every write has ended, well or not. */
  readonly settle: () => Promise<void>;
}

/** Lets a limited number of writes, and of bytes in them, be under way at once. */
export function boundedWrites({ width, maxBytes }: { width: number; maxBytes: number }): BoundedWrites {
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let bytesUnderWay = 0;

  return {
    start: async (bytes, write) => {
      while (!hasRoom(bytes)) await Promise.race(underWay);
      throwFailure();
      const run = track(bytes, write);
      underWay.add(run);
      void run.then(() => underWay.delete(run));
    },
    finish: async () => {
      await Promise.all(underWay);
      throwFailure();
    },
    settle: async () => {
      await Promise.all(underWay);
    },
  };

  async function track(bytes: number, write: () => Promise<void>): Promise<void> {
    bytesUnderWay += bytes;
    try {
      await write();
    } catch (error) {
      failure ??= { error };
    } finally {
      bytesUnderWay -= bytes;
    }
  }

  function hasRoom(bytes: number): boolean {
    return underWay.size === 0 || (underWay.size < width && bytesUnderWay + bytes <= maxBytes);
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }
}
