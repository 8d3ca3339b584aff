/** What a function runs on unless a setting says otherwise. */
export const DEFAULT_RUNTIME = "nodejs22.x";
