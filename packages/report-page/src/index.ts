export type * from "./page-data.ts";
export { renderReportPage } from "./render-report-page.ts";
