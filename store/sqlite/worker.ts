/** One of a store's three threads: the writer, or one that reads or searches, as its first call says. */

import { reasonOf } from "../../helpers/reason_of.ts";
import { openClaimedToRead, openClaimedToWrite } from "./file/open_history.ts";
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
    answers = new Writer(openClaimedToWrite(directory, sync));
  },
  openReader({ directory }) {
    answers = readerOf(openClaimedToRead(directory), pathsIn(directory));
  },
};

self.onmessage = ({ data: request }) => self.postMessage(respond(request));

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
