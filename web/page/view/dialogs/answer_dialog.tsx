import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { Told } from "./told.tsx";
import { useAnswers } from "./use_answers.ts";

export interface AnswerDialogProps {
  readonly title: string;
  readonly command: string;
  readonly args: string;
  readonly onClose: () => void;
}

/** What the server answers to a command. */
export function AnswerDialog({ title, command, args, onClose }: AnswerDialogProps): JSX.Element {
  const asked = useAnswers();
  useEffect(() => asked.ask(command, args), []);
  return (
    <Dialog title={title} onClose={onClose}>
      <Told asked={asked} />
    </Dialog>
  );
}
