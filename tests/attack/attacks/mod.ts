import type { Attack } from "../attack.ts";
import { connectAndReset } from "./connect_and_reset.ts";
import { floods } from "./floods.ts";
import { frames } from "./frames.ts";
import { manyOnFullDisk, oneOnFullDisk } from "./full_disk.ts";
import { handshakes } from "./handshakes.ts";
import { combiningMarks, hostileTexts, newWords, newWordsOfMany } from "./hostile_texts.ts";
import { http } from "./http.ts";
import { irc } from "./irc.ts";
import { joinAndLeave } from "./join_and_leave.ts";
import { awayAtOnce, largeRequests } from "./large_requests.ts";
import { sessions } from "./sessions.ts";
import { tellTheAbsent } from "./tell_the_absent.ts";
import { text } from "./text.ts";
import { webSockets } from "./web_sockets.ts";

/** Nothing is done: what the machine itself does to the witness. */
const nothing: Attack = { name: "nothing", run: () => Promise.resolve() };

/** A file for each kind. */
export const attacks: readonly Attack[] = [
  nothing,
  connectAndReset,
  ...sessions,
  joinAndLeave,
  tellTheAbsent,
  combiningMarks,
  hostileTexts,
  newWords,
  newWordsOfMany,
  ...floods,
  ...frames,
  ...handshakes,
  ...http,
  ...irc,
  ...text,
  ...webSockets,
  largeRequests,
  awayAtOnce,
  ...Deno.build.os === "linux" ? [oneOnFullDisk, manyOnFullDisk] : [],
];
