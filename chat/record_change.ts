import type { Account, AuditEntry, RoomRecord, ServerRecord } from "../records.ts";

/** What is to be kept of a change that the rules have made; what is told after it waits until it is. */
export type RecordChange =
  | { readonly type: "keepAccount"; readonly account: Account }
  | { readonly type: "forgetAccount"; readonly identity: string }
  | { readonly type: "keepRoom"; readonly record: RoomRecord }
  | { readonly type: "forgetRoom"; readonly room: string }
  | { readonly type: "keepServer"; readonly record: ServerRecord }
  | { readonly type: "keepAudit"; readonly entry: AuditEntry };
