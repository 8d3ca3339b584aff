/** A function as it would be configured on Lambda. */
export interface FunctionOptions {
  readonly name: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  /** Such as `nodejs22.x`; decides the contract of the handler, whatever Node.js runs it. */
  readonly runtime: string;
  /** MB. */
  readonly memory: number;
  /** Seconds that an invoke may take. */
  readonly timeout: number;
  /** Variables of its environment beside Lambda's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the Node.js that runs it, and its major version. */
  readonly node: { readonly path: string; readonly major: number };
  /** Port on this machine at which a debugger is waited for; without one, nothing is. */
  readonly inspect?: number | undefined;
}
