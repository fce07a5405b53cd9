import type { Asked, CallName, Calls, Response } from "./calls.ts";

interface Waiting {
  resolve(answer: unknown): void;
  reject(reason: Error): void;
}

/** The asking side of a worker. Answers come in the order of the questions. */
export class Remote implements Asked, Disposable {
  #waiting: Waiting[] = [];
  /** The error that every call gets once the worker has ended. */
  #ended: Error | undefined;

  /** Owns the worker from now on. */
  constructor(private readonly worker: Worker) {
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
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<Calls[Name][1]>();
    this.worker.postMessage({ name, question });
    // Only here an answer's type is taken on trust: it is that of its question.
    this.#waiting.push({ resolve: (answer) => resolve(answer as Calls[Name][1]), reject });
    return promise;
  }

  /** Rejects what still waits. */
  [Symbol.dispose](): void {
    this.end("it is closed");
  }

  /** Ends the worker; what waits, and whatever is asked later, is rejected with the reason. */
  end(reason: string): void {
    this.#ended ??= new Error(`Cannot use the history: ${reason}`);
    this.worker.terminate();
    for (const { reject } of this.#waiting) reject(this.#ended);
    this.#waiting = [];
  }

  #settle(response: Response): void {
    const waiting = this.#waiting.shift();
    if (response.kind === "answer") waiting?.resolve(response.answer);
    else waiting?.reject(new Error(response.message));
  }
}
