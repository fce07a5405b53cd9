import { StoreError } from "../../store.ts";
import type { Asked, CallName, Calls, Response } from "./calls.ts";

interface Waiting {
  resolve(answer: Response & { readonly kind: "answer" }): void;
  reject(reason: Error): void;
}

/** A worker, to be asked. Answers come in the order of the questions. */
export class Remote implements Asked, Disposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  /** Why nothing can be asked any more. */
  #ended: Error | undefined;

  /** Owns the worker from now on. */
  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Response>) => this.#settle(data);
    worker.onmessageerror = () => this.end("its thread has ended: an answer cannot be read");
    worker.onerror = (event) => {
      // Else it would end the whole server.
      event.preventDefault();
      this.end(`its thread has ended: ${event.message}`);
    };
  }

  /** Nothing can be asked any more. */
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
    // The one place that takes the other side's word for it: an answer has the type of its question.
    const settle = (response: { readonly answer: unknown }) =>
      resolve(response.answer as Calls[Name][1]);
    this.#waiting.set(number, { resolve: settle, reject });
    this.#worker.postMessage({ number, name, question });
    return promise;
  }

  /** What still waits is rejected. */
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
