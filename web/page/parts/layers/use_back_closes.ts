import { useEffect, useRef } from "preact/hooks";
import { BackStack } from "./back_stack.ts";

let stack: BackStack | undefined;

function backStack(): BackStack {
  if (stack === undefined) {
    const created = new BackStack(history);
    stack = created;
    addEventListener("popstate", () => created.moved());
  }
  return stack;
}

/** While it is open, "back" closes it instead of leaving the page; the last that was opened goes first. */
export function useBackCloses(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => isOpen ? backStack().open(() => latest.current()) : undefined, [isOpen]);
}
