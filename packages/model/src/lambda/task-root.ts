/** Where Lambda unpacks a function (Lambda Developer Guide, "Defined runtime environment variables", LAMBDA_TASK_ROOT). */
export const TASK_ROOT = "/var/task";
