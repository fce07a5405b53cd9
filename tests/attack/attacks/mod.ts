import type { Attack } from "../attack.ts";
import { combiningMarks } from "./combining_marks.ts";
import { connectAndReset } from "./connect_and_reset.ts";
import { joinAndLeave } from "./join_and_leave.ts";
import { tellTheAbsent } from "./tell_the_absent.ts";

/** Nothing is done: what the machine itself does to the witness. */
const nothing: Attack = { name: "nothing", run: () => Promise.resolve() };

/** A file for each. Those that belong to one kind stand together. */
export const attacks: readonly Attack[] = [
  nothing,
  connectAndReset,
  combiningMarks,
  joinAndLeave,
  tellTheAbsent,
];
