import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { env, platform } from "node:process";

/** Absolute path of the folder in which this user's programs keep state, by the rules of XDG, and of Windows there. */
export function stateHome(): string {
  const given = platform === "win32" ? env["LOCALAPPDATA"] : env["XDG_STATE_HOME"];
  return given !== undefined && isAbsolute(given) ? given : join(homedir(), ".local", "state");
}
