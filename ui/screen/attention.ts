import { type Call, isToBeTold } from "../../client/conversations/call.ts";
import type { BellMode } from "../../client/settings/settings.ts";

/** The ways in which a terminal draws somebody's attention. Texts may be uncleaned. */
export interface AttentionTerminal {
  ring(): void;
  /** To the desktop, where the terminal passes that on. */
  notify(title: string, body: string): void;
  /** Of its window. */
  setTitle(text: string): void;
}

/** Rings in a row are one. */
const quietMs = 2000;
const maxBody = 200;

/** Tells the person what is for them: by the bell, the desktop, and the window's title. */
export class Attention {
  readonly #terminal: AttentionTerminal;
  readonly #monotonicMs: () => number;
  #toldAtMs = -Infinity;
  #title = "";

  /** `monotonicMs`: of a clock that never goes back. */
  constructor(terminal: AttentionTerminal, monotonicMs: () => number) {
    this.#terminal = terminal;
    this.#monotonicMs = monotonicMs;
  }

  /** `isRead`: somebody looks at where it was said. */
  call(call: Call, bell: BellMode, isRead: boolean): void {
    const nowMs = this.#monotonicMs();
    if (!isToBeTold(call, bell, { isRead }) || nowMs - this.#toldAtMs < quietMs) return;
    this.#toldAtMs = nowMs;
    const { conversation, message } = call;
    const place = conversation.type === "room" ? ` in #${conversation.name}` : "";
    this.#terminal.ring();
    this.#terminal.notify(`${message.from}${place}`, message.text.slice(0, maxBody));
  }

  /** As in `(3!) #lobby`, where `!` is for oneself; written only when it is another. */
  title(place: string, { unread, mentions }: { unread: number; mentions: number }): void {
    const count = unread === 0 ? "" : `(${unread}${mentions > 0 ? "!" : ""}) `;
    const title = `${count}${place} – chatroom`;
    if (title === this.#title) return;
    this.#title = title;
    this.#terminal.setTitle(title);
  }
}
