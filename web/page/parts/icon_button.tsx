import type { ButtonHTMLAttributes, ComponentChildren, JSX } from "preact";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon"> {
  readonly icon: IconName;
  /** Its name, which is shown as well when a mouse rests on it. */
  readonly label: string;
  /** A `Badge` at its corner, read aloud after its name. */
  readonly children?: ComponentChildren;
}

/** Attributes of a `<button>` may be given besides, such as `onClick` and `aria-pressed`. */
export function IconButton({ icon, label, children, ...attributes }: IconButtonProps): JSX.Element {
  return (
    <button type="button" class="icon-button" title={label} {...attributes}>
      <Icon name={icon} />
      <span class="unseen">{label}</span>
      {children}
    </button>
  );
}
