import { useEffect, useRef, useState } from "preact/hooks";
import { defaultRoom } from "../../../../protocol.ts";
import type { Answer } from "../../chat/answers.ts";
import { useStillChat } from "../../chat/chat_context.ts";

export interface Asked {
  /** To what was asked last. */
  readonly answers: readonly Answer[];
  /** Runs a command there; the person allows a secret to go where others can read it, or it is not sent. */
  ask(name: string, args: string, onAnswer?: (answer: Answer) => void): void;
}

/** Asks the server in a room or, without one, wherever. */
export function useAnswers(room: string = defaultRoom): Asked {
  const { answers: desk, dialog } = useStillChat();
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const release = useRef(() => {});
  // What is answered to a dialog that is closed is told where one is.
  useEffect(() => () => release.current(), []);
  const ask: Asked["ask"] = (name, args, onAnswer) => {
    setAnswers([]);
    release.current = desk.ask(name, args, room, (answer) => {
      if (answer.type === "notSent" && answer.error.code === "not_encrypted") {
        dialog.value = { type: "exposure", send: () => ask(name, args, onAnswer) };
        return;
      }
      setAnswers((before) => [...before, answer]);
      onAnswer?.(answer);
    });
  };
  return { answers, ask };
}
