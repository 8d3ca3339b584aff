// @ts-check
const requestIdKey = Symbol.for("_AWS_LAMBDA_REQUEST_ID");
const traceKey = Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID");
const tenantKey = Symbol.for("_AWS_LAMBDA_TENANT_ID");
/** @type {ReadonlySet<PropertyKey>} */
const protectedKeys = new Set([requestIdKey, traceKey, tenantKey]);

/** What belongs to the current invoke, for libraries that ask `awslambda.InvokeStore` (@aws/lambda-invoke-store). */
export class InvokeStore {
  static PROTECTED_KEYS = { REQUEST_ID: requestIdKey, X_RAY_TRACE_ID: traceKey, TENANT_ID: tenantKey };
  /** @type {Readonly<Record<PropertyKey, unknown>> | undefined} */
  #context;

  /**
   * Runs an invoke, given its context object.
   *
   * @template T
   * @param {{ readonly awsRequestId: string | undefined, readonly xRayTraceId: string | undefined }} context
   * @param {() => T} invoke
   */
  run({ awsRequestId, xRayTraceId }, invoke) {
    this.#context = { [requestIdKey]: awsRequestId, [traceKey]: xRayTraceId };
    return invoke();
  }

  getContext() {
    return this.#context;
  }

  hasContext() {
    return this.#context !== undefined;
  }

  /** @param {PropertyKey} key */
  get(key) {
    return this.#context?.[key];
  }

  /**
   * @param {PropertyKey} key
   * @param {unknown} value
   */
  set(key, value) {
    if (protectedKeys.has(key)) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    this.#context = { ...this.#context, [key]: value };
  }

  /** @param {PropertyKey} key */
  isProtectedKey(key) {
    return protectedKeys.has(key);
  }

  getRequestId() {
    return /** @type {string} */ (this.get(requestIdKey) ?? "-");
  }

  getXRayTraceId() {
    return this.get(traceKey);
  }

  getTenantId() {
    return this.get(tenantKey);
  }
}
