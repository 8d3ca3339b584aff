import { execa } from "execa";
import { packCommand } from "../monorepos/checkout.ts";
import type { Checkout } from "../monorepos/checkout.ts";
import type { Facts } from "../part.ts";

interface Sizes {
  readonly files: number;
  readonly bytes: number;
  readonly archiveBytes: number;
}

/** What `--trim=reachable` leaves of the whole bundle, in hundredths. */
export async function trimShares(checkout: Checkout): Promise<Facts> {
  const [whole, trimmed] = [await sizesOf(checkout, []), await sizesOf(checkout, ["--trim=reachable"])];
  const share = (part: (sizes: Sizes) => number): number => Math.round((1000 * part(trimmed)) / part(whole)) / 10;
  return {
    bytesPercent: share(({ bytes }) => bytes),
    zipPercent: share(({ archiveBytes }) => archiveBytes),
    filesPercent: share(({ files }) => files),
  };
}

async function sizesOf(checkout: Checkout, options: readonly string[]): Promise<Sizes> {
  const [node = "", ...words] = packCommand(checkout, ["--no-stage", "--json", ...options]);
  const { stdout } = await execa(node, words, { cwd: checkout.root, maxBuffer: 2 ** 28 });
  const { packs }: { readonly packs: readonly [{ readonly sizes: Sizes }] } = JSON.parse(stdout);
  return packs[0].sizes;
}
