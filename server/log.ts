/** What the operator is told beside what happens in the rooms. */
export interface LogRecord {
  readonly event:
    | "listening"
    | "accept_failed"
    | "refused"
    | "hung_up"
    | "storage_failed"
    | "unexpected_error"
    | "stopping";
  readonly level: "info" | "warning" | "error";
  /** One sentence for a person. */
  readonly message: string;
}

export type Log = (record: LogRecord) => void;
