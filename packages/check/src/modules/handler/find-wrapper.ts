/** A handler that calls the function's own one. */
export interface Wrapper {
  readonly product: string;
  /** The environment variable that names the function's own handler. */
  readonly variable: string;
}

/** What products ask their users to set as the handler. The module, without its export. */
const wrappers: readonly (readonly [RegExp, Wrapper])[] = [
  [/(?:^|\/)node_modules\/datadog-lambda-js\//u, { product: "Datadog", variable: "DD_LAMBDA_HANDLER" }],
  [
    /^newrelic-lambda-wrapper$|(?:^|\/)node_modules\/newrelic-(?:esm-)?lambda-wrapper\//u,
    { product: "New Relic", variable: "NEW_RELIC_LAMBDA_HANDLER" },
  ],
  [/^lumigo-auto-instrument$/u, { product: "Lumigo", variable: "LUMIGO_ORIGINAL_HANDLER" }],
  [/^instana-aws-lambda-auto-wrap(?:-[a-z]+)?$/u, { product: "Instana", variable: "LAMBDA_HANDLER" }],
  [/^epsagon(?:-[a-z]+)*$|(?:^|\/)node_modules\/epsagon\//u, { product: "Epsagon", variable: "EPSAGON_HANDLER" }],
];

/** The product whose wrapper a handler's module is; undefined for one that is the function's own, as far as is known. */
export function findWrapper(module: string): Wrapper | undefined {
  return wrappers.find(([pattern]) => pattern.test(module))?.[1];
}
