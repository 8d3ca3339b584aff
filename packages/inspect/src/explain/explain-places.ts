import { placesAbove, splitPlace } from "@lambda-pack/model";
import { defined } from "@lambda-pack/model";
import type { Bundle, BundlePath, InstanceId } from "@lambda-pack/model";
import { shownPlace } from "../bundle-facts.ts";
import { findUsers } from "./find-users.ts";
import type { PlaceUser } from "./find-users.ts";

/** Why a package lies at one of its places. */
export type PlaceReason = PlaceFacts &
  (
    | { readonly why: PlainReason }
    /** A link to a directory of it; `with` is the other package that is in the way of finding that one by look-up. */
    | { readonly why: "link"; readonly target: string; readonly with?: Conflict }
    /** What the other packages of that name are, and where they lie. */
    | { readonly why: "chosen"; readonly others: readonly OtherPlace[] }
    /** It could not lie higher: another package of that name is there, which `usedBy` resolve. */
    | { readonly why: "conflict"; readonly with: Conflict }
    /** Native code of that package loads it by a relative path, so it lies beside it. */
    | { readonly why: "beside"; readonly beside: InstanceId }
  );

/**
 * - `target`: it is the package at the root;
 * - `declared`: it lies at the top, because the target declares it;
 * - `alone`: it lies at the top, and no other package has the name;
 * - `repeated`: the same package lies higher, where it would be found as well; no bundle of lambda-pack has that;
 * - `unforced`: nothing higher up conflicts with it;
 * - `outside`: it lies in no `node_modules`.
 */
export type PlainReason = "target" | "declared" | "alone" | "repeated" | "unforced" | "outside";

export interface PlaceFacts {
  /** Directory of the bundle; `.` is its root. */
  readonly path: string;
  /** Ids of the packages that resolve it there, ordered. */
  readonly usedBy: readonly InstanceId[];
}

export interface OtherPlace {
  readonly id: InstanceId;
  readonly path: string;
}

export interface Conflict extends OtherPlace {
  readonly usedBy: readonly InstanceId[];
}

/** Why a package lies where it does, for each of its places, links included. Ordered by path. */
export function explainPlaces(bundle: Bundle, id: InstanceId): readonly PlaceReason[] {
  const own = [...bundle.places].flatMap(([path, at]) => (at === id ? path : []));
  const names = new Set(own.flatMap((path) => splitPlace(path)?.name ?? []));
  const users = findUsers(bundle, names);
  return own.map((path): PlaceReason => {
    const facts = { path: shownPlace(path), usedBy: idsOf(users.get(path)) };
    return { ...facts, ...reasonOf(path, { bundle, id, users }) };
  });
}

interface Subject {
  readonly bundle: Bundle;
  readonly id: InstanceId;
  readonly users: ReadonlyMap<BundlePath, readonly PlaceUser[]>;
}

type Reason = PlaceReason extends infer One ? (One extends PlaceFacts ? Omit<One, keyof PlaceFacts> : never) : never;

function reasonOf(path: BundlePath, subject: Subject): Reason {
  const { bundle } = subject;
  const link = bundle.entries.find((entry) => entry.kind === "link" && entry.path === path);
  const place = splitPlace(path);
  if (link?.kind === "link") {
    const conflict = place === undefined ? undefined : conflictOf({ path, ...place }, subject);
    return { why: "link", target: link.target, ...defined({ with: conflict }) };
  }
  if (path === bundle.root) return { why: "target" };
  if (place === undefined) return { why: "outside" };
  return place.owner === bundle.root || place.owner === ""
    ? reasonAtTop(place.name, subject)
    : reasonBelow({ path, ...place }, subject);
}

function reasonAtTop(name: string, { bundle, id }: Subject): Reason {
  const target = bundle.packages.get(bundle.target);
  const isDeclared = target?.edges.some((edge) => edge.name === name && edge.to === id && edge.range !== "");
  if (isDeclared === true) return { why: "declared" };
  const others = [...bundle.places].flatMap(([at, other]): OtherPlace[] =>
    other !== id && splitPlace(at)?.name === name ? [{ id: other, path: at }] : [],
  );
  // Of what lies there and has links of that name as well, its directories say enough.
  const lying = new Set(others.filter((other) => isDirectory(bundle, other)).map((other) => other.id));
  const told = others.filter((other) => !lying.has(other.id) || isDirectory(bundle, other));
  return told.length === 0 ? { why: "alone" } : { why: "chosen", others: told };
}

interface Nested {
  readonly path: BundlePath;
  /** The directory whose `node_modules` holds it. */
  readonly owner: string;
  readonly name: string;
}

/**
 * Node would find the nearest package of the name above. Another package there keeps this one down: its place is taken, and
 * between the two, this one would hide it from those that resolve it.
 */
function reasonBelow(nested: Nested, subject: Subject): Reason {
  const { bundle, id } = subject;
  const conflict = conflictOf(nested, subject);
  if (conflict !== undefined) return { why: "conflict", with: conflict };
  const beside = neighbourOf(nested.path, subject);
  if (beside !== undefined) return { why: "beside", beside };
  const above = nearestAbove(nested, bundle);
  return { why: above !== undefined && isDirectory(bundle, { id, path: above }) ? "repeated" : "unforced" };
}

function conflictOf(nested: Nested, { bundle, id, users }: Subject): Conflict | undefined {
  const path = nearestAbove(nested, bundle);
  const other = path === undefined ? undefined : bundle.places.get(path);
  if (path === undefined || other === undefined || other === id) return undefined;
  return { id: other, path, usedBy: idsOf(users.get(path)) };
}

function nearestAbove({ path, owner, name }: Nested, { places }: Bundle): BundlePath | undefined {
  return [...placesAbove(owner, name)].find((place) => place !== path && places.has(place));
}

function isDirectory({ packages }: Bundle, { id, path }: OtherPlace): boolean {
  return packages.get(id)?.paths.some((each) => each === path) === true;
}

/** A package in the same `node_modules` whose native code looks for this one beside itself. */
function neighbourOf(path: BundlePath, { bundle, id }: Subject): InstanceId | undefined {
  const owner = splitPlace(path)?.owner;
  return [...bundle.packages.values()].find(
    ({ paths, edges }) =>
      edges.some(({ to, beside }) => to === id && beside === true) &&
      paths.some((each) => splitPlace(each)?.owner === owner),
  )?.id;
}

function idsOf(users: readonly PlaceUser[] | undefined): readonly InstanceId[] {
  return [...new Set(users?.map((user) => user.id))];
}
