import { compileFunction } from "node:vm";

/** Whether Node that runs this tool takes a text for CommonJS. Compiles it, and runs nothing. */
export function isCompilable(text: string): boolean {
  try {
    compileFunction(text.replace(/^#!/u, "//"), ["exports", "require", "module", "__filename", "__dirname"]);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}
