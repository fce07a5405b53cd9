/** One of a store's three threads: the writer, or one that reads or searches, as its first call says. */

import { reasonOf } from "../../helpers/reason_of.ts";
import {
  markLog,
  openClaimedToRead,
  openClaimedToWrite,
  watchHistory,
} from "./file/open_history.ts";
import type { LogMark } from "./file/own_log.ts";
import { pathsIn } from "./file/files.ts";
import { readerOf } from "./reading/reader.ts";
import type { Answers, CallName, Calls, Request, Response } from "./threads/calls.ts";
import { Writer } from "./writing/writer.ts";

/** What is used here of a worker's `self`, whose type Deno takes for the main thread's. */
declare const self: {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage(response: Response): void;
};

/** What this thread answers: first only what makes it something else. */
let answers: Answers = {
  openWriter({ directory, sync }) {
    const database = openClaimedToWrite(directory, sync);
    const mark = markLog(database, directory);
    answers = new Writer(database, watchHistory(directory));
    beforeAnswer = (name) => name === "close" ? mark[Symbol.dispose]() : followLog(mark);
  },
  openReader({ directory }) {
    answers = readerOf(openClaimedToRead(directory), pathsIn(directory));
  },
};

/** Done before an answer goes out, so that the log of what is acknowledged is marked. */
let beforeAnswer = (_name: CallName) => {};

self.onmessage = ({ data: request }) => {
  const response = respond(request);
  beforeAnswer(request.name);
  self.postMessage(response);
};

/** What cannot be written now, on a full disk say, is tried again after the next answer. */
function followLog(mark: LogMark): void {
  try {
    mark.follow();
  } catch {
    // What was asked is answered, and whatever is asked next tells what is wrong.
  }
}

function respond(request: Request): Response {
  try {
    return { kind: "answer", answer: answer(request) };
  } catch (error) {
    return { kind: "error", message: reasonOf(error) };
  }
}

function answer<Name extends CallName>({ name, question }: Request<Name>): Calls[Name][1] {
  const asked = answers;
  if (asked[name] === undefined) {
    throw new Error(`Cannot ask a thread of the history for "${name}": it has not opened it`);
  }
  return asked[name](question);
}
