import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { silenceIn, typistsIn } from "../../../../client/conversations/speaking.ts";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { findCommand } from "../../../../helpers/commands.ts";
import { duration } from "../../../../helpers/duration.ts";
import { describeTyping } from "../../../../wording/describe_typing.ts";
import type { Chat } from "../../chat/chat.ts";
import { useChat } from "../../chat/chat_context.ts";
import { pageCommands } from "../../chat/page_commands.ts";
import { timeText } from "../talk/time_format.ts";
import { useValue } from "../../parts/use_value.ts";

export const writingNoteId = "writing-note";

export interface WritingNoteProps {
  readonly conversation: Conversation;
  /** What is written there. */
  readonly text: string;
  /** Of it, in UTF-8. */
  readonly bytes: number;
}

/** The line below what is written: what is wrong with it, else what helps with it, else why one may not speak, or who types. */
export function WritingNote({ conversation, text, bytes }: WritingNoteProps): JSX.Element {
  const chat = useChat();
  const problem = useValue(chat.writing.problem);
  const passing = silenceText(conversation, chat) || typingText(conversation, chat);
  useEffect(() => {
    if (passing === "") return;
    const timer = setInterval(() => chat.touch(), 1000);
    return () => clearInterval(timer);
  }, [passing === ""]);
  const { maxTextBytes } = chat.state;
  const isLong = bytes > maxTextBytes;
  const note = lengthText(bytes, maxTextBytes) || usageText(text, chat) ||
    passing || slowText(conversation);
  return (
    <div id={writingNoteId} class={problem || isLong ? "writing-note problem" : "writing-note"}>
      {problem === undefined ? <p dir="auto">{note}</p> : <p role="alert">{problem}</p>}
    </div>
  );
}

/** Told before it is too late. */
function lengthText(bytes: number, maxBytes: number): string {
  const count = (number: number) => number.toLocaleString("en");
  return bytes > 0.8 * maxBytes ? `${count(bytes)} of at most ${count(maxBytes)} bytes` : "";
}

/** While its arguments are written. */
function usageText(text: string, { state }: Chat): string {
  const [, name] = /^\/(\S+)\s/.exec(text) ?? [];
  const command = name === undefined
    ? undefined
    : findCommand(pageCommands.all(state.commands), name);
  return command === undefined ? "" : `${command.usage} – ${command.summary}`;
}

function silenceText({ room }: Conversation, { nowMs, settings }: Chat): string {
  const silence = silenceIn(room, nowMs());
  if (silence === undefined) return "";
  if (silence.type === "moderated") return "Only who has voice may speak here";
  const { untilTs } = silence;
  const isSoon = untilTs !== undefined && untilTs < nowMs() + 86_400_000;
  const until = untilTs && timeText(untilTs, isSoon ? "short" : "date", settings.value.hours);
  return until ? `You are muted until ${until}` : "You are muted";
}

function typingText(conversation: Conversation, { state, settings, monotonicMs }: Chat): string {
  const typing = describeTyping(typistsIn(conversation, state, settings.value, monotonicMs()));
  return typing && `${typing}…`;
}

function slowText({ room }: Conversation): string {
  const slowMs = room?.settings?.slowMs ?? 0;
  return slowMs > 0 ? `A slow room: one message in ${duration(slowMs)}` : "";
}
