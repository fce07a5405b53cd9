import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { chooseEntry, type Menu, type MenuAction } from "../../../../client/menus/menu.ts";
import { menuOf, whyNotThem } from "../../../../client/menus/menu_of.ts";
import type { Subject } from "../../../../client/menus/subject.ts";
import type { Chat } from "../../chat/chat.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { copyText } from "../../parts/copy_text.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { PopupMenu, type PopupMenuProps } from "../../parts/layers/popup_menu.tsx";
import { AnswerDialog } from "../dialogs/answer_dialog.tsx";

export interface SubjectMenuProps extends Pick<PopupMenuProps, "onClose"> {
  readonly subject: Subject;
  /** What it belongs to. */
  readonly anchor: Element;
}

/** What is shown: a menu, or who somebody is. */
type Step = Menu | { readonly whois: string };

/** What may be done with a person or a message, while it is mounted. */
export function SubjectMenu({ subject, anchor, onClose }: SubjectMenuProps): JSX.Element | null {
  const chat = useStillChat();
  const [step, setStep] = useState<Step | undefined>(() =>
    menuOf(subject, { state: chat.state, conversation: chat.current })
  );
  const answered = useRef<string | undefined>(undefined);
  const close = () => setStep(undefined);
  useLayoutEffect(() => {
    if (step !== undefined) return;
    onClose();
    // The menu is gone and has given the focus back: from there it goes to where one writes.
    if (answered.current !== undefined) chat.writing.address(answered.current);
  }, [step]);
  if (step === undefined) return null;
  if ("whois" in step) {
    return <AnswerDialog title={step.whois} command="whois" args={step.whois} onClose={close} />;
  }
  const choose = (index: number) => {
    const { menu, chosen } = chooseEntry(step, index);
    if (menu !== undefined) return setStep(menu);
    if (chosen?.type !== "command" || chosen.name !== "whois") close();
    else return setStep({ whois: chosen.args });
    if (chosen?.type === "mention") answered.current = chosen.nick;
    else if (chosen !== undefined) settle(chat, subject, chosen, anchor);
  };
  return isQuestion(step) ? <Question menu={step} choose={choose} onClose={close} /> : (
    <PopupMenu
      label={step.title}
      items={step.entries.map(({ label }, index) => ({ label, onChoose: () => choose(index) }))}
      anchor={anchor}
      onClose={close}
    />
  );
}

interface QuestionProps {
  readonly menu: Menu;
  readonly choose: (index: number) => void;
  readonly onClose: () => void;
}

/** Before what cannot be undone. */
function Question({ menu, choose, onClose }: QuestionProps): JSX.Element {
  const buttons = menu.entries.map(({ label }, index) => (
    <button
      key={label}
      type="button"
      class="button"
      onClick={() => choose(index)}
    >
      {label}
    </button>
  ));
  return <Dialog title={menu.title} onClose={onClose} buttons={buttons}>{null}</Dialog>;
}

function isQuestion({ entries }: Menu): boolean {
  return entries.some(({ action }) => action.type === "nothing");
}

function settle(
  chat: Chat,
  subject: Subject,
  action: Exclude<MenuAction, { readonly type: "mention" }>,
  anchor: Element,
): void {
  switch (action.type) {
    case "command": {
      const problem = subject.type === "member" ? whyNotThem(subject.who, chat.state) : undefined;
      if (problem === undefined) runCommand(chat, action.name, action.args);
      else chat.tell(problem);
      return;
    }
    case "copy":
      void copyText(action.text, anchor).then((isCopied) => {
        if (!isCopied) chat.tell("This browser lets no page copy: select the text instead");
      });
      return;
    case "menu":
    case "nothing":
      return;
    default:
      return action satisfies never;
  }
}
