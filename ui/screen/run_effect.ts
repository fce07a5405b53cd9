import type { ChatClient } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import type { SettingsStorage } from "../../client/settings/settings.ts";
import type { Effect } from "./effect.ts";
import type { ScreenEvent } from "./screen_event.ts";
import type { ScreenTerminal } from "./screen_client_options.ts";
import type { ScreenState } from "./screen_state.ts";

export interface RunEffectOptions {
  readonly client: ChatClient;
  readonly terminal: Pick<ScreenTerminal, "ring" | "notify" | "suspend">;
  readonly settings: SettingsStorage;
  readonly state: Pick<ScreenState, "sent" | "saidFrom">;
  /** What came of an effect. */
  readonly tell: (event: ScreenEvent) => void;
  readonly drawAnew: () => void;
}

/** Does what the screen wants done outside itself. */
export function runEffect(effect: Effect, options: RunEffectOptions): void {
  const { client, terminal, settings, state, tell, drawAnew } = options;
  switch (effect.type) {
    case "say": {
      const said = state.sent.say(effect.conversation, effect.text, effect.kind);
      if (effect.from !== undefined) state.saidFrom.set(said, effect.from);
      return;
    }
    case "runCommand":
      return runCommand(effect, options);
    case "sendTyping":
      return client.sendTyping(effect.place);
    case "markRead":
      return client.markRead(effect.room, effect.seq);
    case "retry":
      return tell({ type: "retried", isRetried: client.retryNow() });
    case "saveSettings": {
      const problem = settings.save(effect.changes);
      return tell({ type: "settingsSaved", problem, told: effect.told });
    }
    case "loadEmoji":
      return void import("gemoji").then(({ gemoji }) =>
        tell({ type: "emojiLoaded", emoji: gemoji, draft: effect.draft })
      );
    case "alert":
      terminal.ring();
      return terminal.notify(effect.title, effect.body);
    case "leave":
      return void client.close(effect.text, { atOnce: effect.atOnce });
    case "suspend":
      return terminal.suspend();
    case "drawAnew":
      return drawAnew();
    default:
      return effect satisfies never;
  }
}

function runCommand(
  { name, args, room }: Extract<Effect, { readonly type: "runCommand" }>,
  { client, tell }: RunEffectOptions,
): void {
  try {
    client.runCommand(name, args, room);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    tell({ type: "notRun", problem: error.message });
  }
}
