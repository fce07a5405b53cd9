import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "../icon_button.tsx";
import { returnFocus } from "./return_focus.ts";
import { useBackCloses } from "./use_back_closes.ts";

export interface DialogProps {
  readonly title: string;
  /** It was closed by whatever means; whoever shows it takes it away then. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons below, which stay in sight: the one that does it last. */
  readonly buttons?: ComponentChildren;
}

/**
 * Modal while it is mounted. The focus goes to what has `autofocus`, else to the dialog itself, and comes back to where
 * it was. Escape, "back" and its button close it; a click beside it does not, so that nothing typed is lost.
 */
export function Dialog({ title, onClose, children, buttons }: DialogProps): JSX.Element {
  const dialog = useModal(onClose);
  const titleId = useId();
  const close = () => dialog.current?.close();
  useBackCloses(true, close);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      // Keys in it are its own: those of the page around it do nothing meanwhile.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label="Close" onClick={close} />
      </header>
      <div class="dialog-body scroller">{children}</div>
      {buttons !== undefined && <footer>{buttons}</footer>}
    </dialog>
  );
}

function useModal(onClose: () => void): { readonly current: HTMLDialogElement | null } {
  const dialog = useRef<HTMLDialogElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const before = document.activeElement;
    const closed = () => latest.current();
    element.addEventListener("close", closed);
    element.showModal();
    if (element.querySelector("[autofocus]") === null) element.focus();
    return () => {
      element.removeEventListener("close", closed);
      element.close();
      returnFocus(before);
    };
  }, []);
  return dialog;
}
