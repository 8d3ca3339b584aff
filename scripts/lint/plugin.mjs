// @ts-check
import { constantCase } from "./constant-case.mjs";

/** Rules of our own, for oxlint. */
// oxlint-disable-next-line import/no-default-export -- oxlint takes a plugin from there.
export default { meta: { name: "house" }, rules: { "constant-case": constantCase } };
