/** One call of a method, before it happens. */
export interface Call {
  readonly name: string;
  readonly parameters: readonly unknown[];
  /** Makes the call, with these parameters or those it was asked for with. */
  readonly run: (parameters?: readonly unknown[]) => unknown;
}

/** An object, such as a file system or an open file, with something put around every call of its methods. */
export function aroundCalls<Target extends object>(object: Target, wrap: (call: Call) => unknown): Target {
  return new Proxy(object, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key, target);
      if (typeof method !== "function") return method;
      return (...parameters: readonly unknown[]): unknown =>
        wrap({
          name: String(key),
          parameters,
          run: (others = parameters) => Reflect.apply(method, target, others),
        });
    },
  });
}
