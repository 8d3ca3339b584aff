export type * from "./page-data.ts";
export { renderReportPage } from "./render-report-page.ts";
export { countPackages, findReachableHint, wholeCauses } from "./whole-causes.ts";
export type { WholeCause } from "./whole-causes.ts";
