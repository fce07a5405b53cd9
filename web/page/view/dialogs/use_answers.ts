import { useState } from "preact/hooks";
import { defaultRoom } from "../../../../protocol.ts";
import type { Answer } from "../../chat/answers.ts";
import { useStillChat } from "../../chat/chat_context.ts";

export interface Asked {
  /** To what was asked last. */
  readonly answers: readonly Answer[];
  /** Runs a command there. */
  ask(name: string, args: string, onAnswer?: (answer: Answer) => void): void;
  /** The same again, now that the person wants it to be sent though others can read it. */
  readonly askExposed: () => void;
}

/** Asks the server in a room or, without one, wherever. */
export function useAnswers(room: string = defaultRoom): Asked {
  const { answers: desk, client } = useStillChat();
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const [again, setAgain] = useState(() => () => {});
  const ask: Asked["ask"] = (name, args, onAnswer) => {
    setAnswers([]);
    setAgain(() => () => ask(name, args, onAnswer));
    desk.ask(name, args, room, (answer) => {
      setAnswers((before) => [...before, answer]);
      onAnswer?.(answer);
    });
  };
  const askExposed = () => {
    client.allowExposure();
    again();
  };
  return { answers, ask, askExposed };
}
