import { opaqueString } from "../../helpers/text/opaque_string.ts";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { limits } from "../../protocol.ts";
import { splitGraphemes } from "../cells.ts";
import type { KeyEvent } from "../keys/input_event.ts";
import { actionOf } from "../keys/key_bindings.ts";

/** What came of what was typed. */
export type HiddenOutcome =
  /** Perhaps empty. */
  | { readonly type: "entered"; readonly secret: string }
  | { readonly type: "cancelled" };

/** Something that is asked, and whoever waits for the answer. */
export interface HiddenQuestion {
  readonly input: HiddenInput;
  readonly resolve: (outcome: HiddenOutcome) => void;
}

/**
 * A secret that is being typed: nothing of it is shown, not even how long it is, and nothing of it is kept. A longer one
 * than `limits.secretBytes` is asked for again. What is no secret, such as a yes, may be shown.
 */
export class HiddenInput {
  #text = "";
  #isTooLong = false;
  #wasTooLong = false;

  constructor(private readonly asked: string, readonly isShown: boolean = false) {}

  /** What is seen of it. */
  get shown(): string {
    return this.isShown ? this.#text : "";
  }

  /** What stands in front of the cursor. */
  get question(): string {
    const problem = `At most ${limits.secretBytes} bytes are allowed. `;
    return (this.#wasTooLong ? problem : "") + this.asked;
  }

  /** Undefined while it goes on. */
  key(event: KeyEvent): HiddenOutcome | undefined {
    const action = actionOf(event.name);
    switch (action) {
      case "submit":
      case "newLine":
        return this.#enter();
      case "interrupt":
      case "cancel":
        return this.#end({ type: "cancelled" });
      case "endOfInput":
        return this.#text === "" ? this.#end({ type: "cancelled" }) : undefined;
      case "eraseLeft":
        this.#text = splitGraphemes(this.#text).slice(0, -1).join("");
        return undefined;
      case "eraseWordLeft":
      case "cutToStart":
        this.#clear();
        return undefined;
      case undefined:
        this.#add(event.text);
        return undefined;
      default:
        // Nothing else means anything to what is not seen.
        return undefined;
    }
  }

  /** The line end behind a line that was copied is none of it. */
  paste(text: string): void {
    this.#add(text);
  }

  #add(text: string): void {
    if (this.#isTooLong) return;
    this.#text += opaqueString(text);
    this.#isTooLong = utf8Bytes(opaqueString(this.#text)) > limits.secretBytes;
  }

  #enter(): HiddenOutcome | undefined {
    if (!this.#isTooLong) return this.#end({ type: "entered", secret: opaqueString(this.#text) });
    this.#clear();
    this.#wasTooLong = true;
    return undefined;
  }

  #end(outcome: HiddenOutcome): HiddenOutcome {
    this.#clear();
    return outcome;
  }

  #clear(): void {
    this.#text = "";
    this.#isTooLong = false;
  }
}
