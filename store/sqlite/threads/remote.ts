import { StoreError } from "../../store.ts";
import type { Asked, CallName, Calls, Response } from "./calls.ts";

interface Waiting {
  resolve(answer: Response & { readonly kind: "answer" }): void;
  reject(reason: Error): void;
}

/** The asking side of a worker. Answers come in the order of the questions. */
export class Remote implements Asked, Disposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  /** The error that every call gets once the worker has ended. */
  #ended: Error | undefined;

  /** Owns the worker from now on. */
  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Response>) => this.#settle(data);
    worker.onmessageerror = () => this.end("its thread has ended: an answer cannot be read");
    worker.onerror = (event) => {
      // Otherwise the error would end the whole server.
      event.preventDefault();
      this.end(`its thread has ended: ${event.message}`);
    };
  }

  /** Whether every call is rejected from now on. */
  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]> {
    const { promise, resolve, reject } = Promise.withResolvers<Calls[Name][1]>();
    if (this.#ended !== undefined) {
      reject(this.#ended);
      return promise;
    }
    const number = ++this.#asked;
    // Only here an answer's type is taken on trust: it is that of its question.
    const settle = (response: { readonly answer: unknown }) =>
      resolve(response.answer as Calls[Name][1]);
    this.#waiting.set(number, { resolve: settle, reject });
    this.#worker.postMessage({ number, name, question });
    return promise;
  }

  /** Rejects what still waits. */
  [Symbol.dispose](): void {
    this.end("it is closed");
  }

  /** Ends the worker; what waits, and whatever is asked later, is rejected with the reason. */
  end(reason: string): void {
    this.#ended ??= new Error(`Cannot use the history: ${reason}`);
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }

  #settle(response: Response): void {
    const waiting = this.#waiting.get(response.number);
    this.#waiting.delete(response.number);
    if (response.kind === "answer") return waiting?.resolve(response);
    const { code, message } = response;
    waiting?.reject(code === undefined ? new Error(message) : new StoreError(code, message));
  }
}
