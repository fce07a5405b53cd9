import type { CallName, Calls, Request } from "./calls.ts";
import { openClaimedToRead, openClaimedToWrite } from "../file/open_history.ts";
import { pathsIn } from "../file/paths.ts";
import { Reader } from "../reading/reader.ts";
import { Writer } from "../writing/writer.ts";

/** What a worker has opened, and so what it answers. */
export class Responder {
  #writer: Writer | undefined;
  #reader: Reader | undefined;
  #closing: (() => void) | undefined;

  answer(request: Request): Calls[CallName][1] {
    switch (request.name) {
      case "openWriter":
        return this.#openWriter(request.question);
      case "openReader":
        return this.#openReader(request.question);
      case "close":
        this.#closing?.();
        return undefined;
      case "write":
        return opened(this.#writer).write(request.question);
      case "repeats":
        return opened(this.#writer).repeatsOf(request.question);
      case "trim":
        return opened(this.#writer).trim(request.question);
      case "page":
        return opened(this.#reader).page(request.question);
      case "newestSeq":
        return opened(this.#reader).newestSeq(request.question);
      case "search":
        return opened(this.#reader).search(request.question);
      case "whoWas":
        return opened(this.#reader).whoWas(request.question);
      case "stats":
        return opened(this.#reader).stats();
      default:
        return request satisfies never;
    }
  }

  #openWriter({ directory, sync }: Calls["openWriter"][0]): undefined {
    const database = openClaimedToWrite(directory, sync);
    this.#closing = () => database.close();
    this.#writer = new Writer(database);
    return undefined;
  }

  #openReader({ directory }: Calls["openReader"][0]): undefined {
    const database = openClaimedToRead(directory);
    this.#closing = () => database.close();
    this.#reader = new Reader(database, pathsIn(directory));
    return undefined;
  }
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) {
    throw new Error("Cannot ask a thread of the history that has not opened it");
  }
  return part;
}
