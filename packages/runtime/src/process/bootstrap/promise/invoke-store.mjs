const requestIdKey = Symbol.for("_AWS_LAMBDA_REQUEST_ID");
const traceKey = Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID");
const tenantKey = Symbol.for("_AWS_LAMBDA_TENANT_ID");

/** What belongs to the current invoke, for libraries that ask `awslambda.InvokeStore` (@aws/lambda-invoke-store). */
export class InvokeStore {
  static PROTECTED_KEYS = { REQUEST_ID: requestIdKey, X_RAY_TRACE_ID: traceKey, TENANT_ID: tenantKey };
  #context;

  /** Runs an invoke, given its context object. */
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

  get(key) {
    return this.#context?.[key];
  }

  set(key, value) {
    if ([requestIdKey, traceKey, tenantKey].includes(key)) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    this.#context = { ...this.#context, [key]: value };
  }

  isProtectedKey(key) {
    return [requestIdKey, traceKey, tenantKey].includes(key);
  }

  getRequestId() {
    return this.get(requestIdKey) ?? "-";
  }

  getXRayTraceId() {
    return this.get(traceKey);
  }

  getTenantId() {
    return this.get(tenantKey);
  }
}
