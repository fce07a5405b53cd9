import { isSecretTyped } from "../../../client/secret_commands.ts";
import { parseTypedLine } from "../../../helpers/text/typed_line.ts";
import type { KeyStorage } from "./kept_session.ts";

const storageKey = "drafts";
/** Of more, those that were written longest ago go. */
const maxDrafts = 50;
/** In UTF-16 code units; longer ones are not kept. */
const maxDraftLength = 16 * 1024;

/** What was begun to be written, by the keys of conversations, kept by the browser over reloads. No passwords, no codes. */
export class Drafts {
  #isOver = false;

  /** `storage`: undefined where the browser keeps nothing. */
  constructor(private readonly storage: KeyStorage | undefined) {}

  get(key: string): string {
    return this.#read().get(key) ?? "";
  }

  /** All are gone, and none is kept from now on: the person is to be forgotten. */
  end(): void {
    this.#isOver = true;
    try {
      this.storage?.removeItem(storageKey);
    } catch {
      // As if nothing was there.
    }
  }

  /** An empty one is forgotten. */
  set(key: string, text: string): void {
    if (this.#isOver) return;
    const drafts = this.#read();
    const had = drafts.delete(key);
    const isKept = text !== "" && text.length <= maxDraftLength && !isSecret(text);
    if (isKept) drafts.set(key, text);
    else if (!had) return;
    try {
      const newest = Object.fromEntries([...drafts].slice(-maxDrafts));
      this.storage?.setItem(storageKey, JSON.stringify(newest));
    } catch {
      // Full, or forbidden: it is not there after a reload.
    }
  }

  /** Each time, since other tabs write too. */
  #read(): Map<string, string> {
    try {
      const drafts: unknown = JSON.parse(this.storage?.getItem(storageKey) ?? "{}");
      return new Map(
        Object.entries(drafts ?? {}).filter(([, text]) => typeof text === "string"),
      );
    } catch {
      return new Map();
    }
  }
}

function isSecret(text: string): boolean {
  const typed = parseTypedLine(text.trimStart());
  return typed.type === "command" && isSecretTyped(typed.name, typed.args);
}
