/** What a REPORT line says of one invoke. */
export interface InvokeReport {
  readonly requestId: string;
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds that the process took to be ready; only of its first invoke. */
  readonly initDuration?: number | undefined;
  /** MB. */
  readonly memory: number;
  /** Bytes; undefined where the system does not report it. */
  readonly peakMemory: number | undefined;
  readonly status: "success" | "error" | "timeout";
}

export function startLine(requestId: string): string {
  return `START RequestId: ${requestId} Version: $LATEST\n`;
}

/** The lines that Lambda ends an invoke's log with. */
export function endLines(report: InvokeReport): string {
  const { requestId, duration, initDuration, memory, peakMemory, status } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(duration + (initDuration ?? 0))} ms`,
    `Memory Size: ${memory} MB`,
    ...(peakMemory === undefined
      ? []
      : [`Max Memory Used: ${Math.min(memory, Math.ceil(peakMemory / 1024 / 1024))} MB`]),
    ...(initDuration === undefined ? [] : [`Init Duration: ${initDuration.toFixed(2)} ms`]),
    ...(status === "success" ? [] : [`Status: ${status}`]),
  ];
  return `END RequestId: ${requestId}\n${fields.join("\t")}\n`;
}
