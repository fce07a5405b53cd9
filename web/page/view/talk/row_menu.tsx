import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hasMenu, type Subject } from "../../../../client/menus/subject.ts";
import { SubjectMenu } from "../parts_on_demand.tsx";
import type { TalkRow } from "./rows_of.ts";

export interface RowMenu {
  /** That of the message that something is part of, if it has one. */
  openAt(element: EventTarget | null, drawn: readonly TalkRow[]): boolean;
  readonly element: JSX.Element | undefined;
}

/** The menu of one message of many. */
export function useRowMenu(): RowMenu {
  const [opened, open] = useState<{ readonly subject: Subject; readonly anchor: Element }>();
  return {
    openAt: (element, drawn) => {
      const row = element instanceof Element ? element.closest(".row") : null;
      if (row === null) return false;
      // Before the rows stands what is not drawn.
      const content = drawn[[...row.parentElement?.children ?? []].indexOf(row) - 1]?.content;
      if (content?.type !== "item" || content.item.type !== "said") return false;
      const { message } = content.item;
      if (!hasMenu(message)) return false;
      const anchor = row.querySelector(".row-menu") ?? row;
      open({ subject: { type: "message", message }, anchor });
      return true;
    },
    element: opened && <SubjectMenu {...opened} onClose={() => open(undefined)} />,
  };
}

/** A finger that rests, or the menu key; a mouse gets the browser's own menu, which copies and opens links. */
export function isForMenu(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType !== "mouse";
}
