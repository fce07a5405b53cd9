import { useState } from "preact/hooks";
import { endsInEmojiName } from "../../../../client/writing/complete.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { pageCommands } from "../../chat/page_commands.ts";
import { type Completing, completingOf, isOffered, selectNext, wordOf } from "./completing.ts";
import { replaceText } from "./replace_text.ts";

export interface UsedCompleting {
  readonly list: Completing | undefined;
  /** Looks what there is to complete before the cursor. `isAsked`: by a key, and so for any word. */
  readonly look: (input: HTMLTextAreaElement, isAsked: boolean) => Completing | undefined;
  readonly choose: (input: HTMLTextAreaElement, index: number) => void;
  /** Whether the key was about the list, or made one. */
  readonly press: (event: KeyboardEvent, input: HTMLTextAreaElement) => boolean;
  readonly close: () => void;
}

/** Completion of what is written in an input. */
export function useCompleting(): UsedCompleting {
  const chat = useStillChat();
  const [list, setList] = useState<Completing>();
  const look = (input: HTMLTextAreaElement, isAsked: boolean): Completing | undefined => {
    const { value, selectionEnd: cursor } = input;
    const found = isAsked || isOffered(value.slice(0, cursor))
      ? completingOf(
        chat.writing.complete(value, cursor, pageCommands.all(chat.state.commands), () => {
          if (input.value === value && input.selectionEnd === cursor) look(input, isAsked);
        }),
        cursor,
      )
      : undefined;
    setList(found);
    return found;
  };
  const select = (input: HTMLTextAreaElement, from: Completing, to: Completing) => {
    const { start } = from;
    // The input hears of it as of typing, and looks what there is to complete; the list that stays is set after that.
    replaceText(input, start, start + wordOf(from).length, wordOf(to));
    setList(to);
  };
  const choose = (input: HTMLTextAreaElement, index: number) => {
    if (list === undefined) return;
    select(input, list, { ...list, selected: index });
    setList(undefined);
  };
  const press = ({ key, shiftKey }: KeyboardEvent, input: HTMLTextAreaElement): boolean => {
    const isAsked = key === "Tab" && !shiftKey;
    const open = list ?? (isAsked ? look(input, true) : undefined);
    if (open === undefined) {
      // Emoji may be on their way: the focus waits for them.
      return isAsked && endsInEmojiName(input.value.slice(0, input.selectionEnd));
    }
    switch (key) {
      case "Tab":
        if (open.candidates.length === 1) {
          select(input, open, { ...open, selected: 0 });
          setList(undefined);
        } else select(input, open, selectNext(open, shiftKey ? -1 : 1));
        return true;
      case "ArrowDown":
      case "ArrowUp":
        select(input, open, selectNext(open, key === "ArrowUp" ? -1 : 1));
        return true;
      case "Escape":
        if (open.selected !== -1) select(input, open, { ...open, selected: -1 });
        setList(undefined);
        return true;
      case "Enter":
        if (open.selected === -1 && open.taken !== -1 && !shiftKey) choose(input, open.taken);
        else setList(undefined);
        return open.taken !== -1 && !shiftKey;
      default:
        if (/^(Arrow|Home|End|Page)/.test(key)) setList(undefined);
        return false;
    }
  };
  return { list, look, choose, press, close: () => setList(undefined) };
}
