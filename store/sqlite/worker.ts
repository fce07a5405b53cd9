/** One of a store's three threads: the writer, or one that reads or searches, as its first call says. */

import { reasonOf } from "../../helpers/reason_of.ts";
import { StoreError } from "../store.ts";
import type { Request, Response } from "./threads/calls.ts";
import { Responder } from "./threads/responder.ts";

/** What is used here of a worker's `self`, whose type Deno takes for the main thread's. */
interface WorkerScope {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage(response: Response): void;
}

const responder = new Responder();
const scope: unknown = self;
if (!isWorker(scope)) throw new Error("Cannot use store/sqlite/worker.ts but as a worker");
scope.onmessage = ({ data: request }) => scope.postMessage(respond(request));

function respond(request: Request): Response {
  const { number } = request;
  try {
    return { number, kind: "answer", answer: responder.answer(request) };
  } catch (error) {
    const message = reasonOf(error);
    const code = error instanceof StoreError ? error.code : undefined;
    return { number, kind: "error", message, code };
  }
}

function isWorker(scope: unknown): scope is WorkerScope {
  return typeof scope === "object" && scope !== null && "postMessage" in scope;
}
