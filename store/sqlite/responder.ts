import type { DatabaseSync } from "node:sqlite";
import type { CallName, Calls, Opened, OpenWriter, Request } from "./calls.ts";
import { inTransaction } from "./database.ts";
import { asStoreError } from "./failures.ts";
import { openAgainToRead, openHistory, openHistoryAgain } from "./open_history.ts";
import { pathsIn } from "./paths.ts";
import { Reader } from "./reader.ts";
import { bytesOf, oneRow } from "./rows.ts";
import { Writer } from "./writer.ts";

const tokenKeyBytes = 32;

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

  #openWriter({ directory, sync, again }: OpenWriter): Opened {
    using opening = new DisposableStack();
    const open = again ? openHistoryAgain : openHistory;
    const history = opening.use(open(directory, sync));
    try {
      this.#writer = new Writer(history.database);
      const tokenKey = readTokenKey(history.database);
      opening.move();
      this.#closing = () => history[Symbol.dispose]();
      return { tokenKey };
    } catch (error) {
      throw asStoreError(error, pathsIn(directory).history);
    }
  }

  #openReader({ directory }: Calls["openReader"][0]): undefined {
    const database = openAgainToRead(directory);
    this.#reader = new Reader(database, pathsIn(directory));
    this.#closing = () => database.close();
    return undefined;
  }
}

function opened<Part>(part: Part | undefined): Part {
  if (part === undefined) {
    throw new Error("Cannot ask a thread of the history that has not opened it");
  }
  return part;
}

/** Made when it is first asked for. */
function readTokenKey(database: DatabaseSync): Uint8Array<ArrayBuffer> {
  inTransaction(database, () => {
    database.prepare("INSERT OR IGNORE INTO secret (name, value) VALUES ('token key', ?)")
      .run(crypto.getRandomValues(new Uint8Array(tokenKeyBytes)));
  });
  return bytesOf(
    oneRow(database.prepare("SELECT value FROM secret WHERE name = 'token key'")),
    "value",
  );
}
