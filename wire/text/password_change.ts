import type { ErrorMessage } from "../../protocol.ts";
import type { Answer } from "./answer.ts";

type Step =
  | { readonly asks: "new" }
  | { readonly asks: "again"; readonly password: string }
  /** Given, but not taken without the one until now. */
  | { readonly asks: "current"; readonly password: string };

export const newPasswordQuestion = "Your new password, or an empty line to keep the one there is:";

/** Asks for a new password, twice, and for the one that there is if the server wants it. */
export class PasswordChange {
  #step: Step | undefined = { asks: "new" };
  #password = "";

  /** `id`: of what it asks of the server. */
  constructor(readonly id: string) {}

  /** The next line is an answer. */
  get isAsking(): boolean {
    return this.#step !== undefined;
  }

  take(line: string): Answer {
    const step = this.#step;
    this.#step = undefined;
    if (step === undefined || line === "") return { tells: ["Your password is as it was"] };
    switch (step.asks) {
      case "new":
        this.#step = { asks: "again", password: line };
        return { tells: ["The same again:"] };
      case "again":
        if (line === step.password) return this.#send(line);
        this.#step = { asks: "new" };
        return { tells: [`These were not the same. ${newPasswordQuestion}`] };
      case "current":
        return this.#send(step.password, line);
      default:
        return step satisfies never;
    }
  }

  /** What is asked then; undefined if nothing is. */
  refused({ id, code }: ErrorMessage): string | undefined {
    if (id !== this.id || code !== "password_required") return undefined;
    this.#step = { asks: "current", password: this.#password };
    return "The password until now:";
  }

  #send(password: string, current?: string): Answer {
    this.#password = password;
    return { messages: [{ type: "password", password, current, id: this.id }] };
  }
}
