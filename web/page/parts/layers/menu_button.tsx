import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { IconButton } from "../icon_button.tsx";
import type { IconName } from "../icons.ts";
import { type MenuItem, PopupMenu } from "./popup_menu.tsx";

export interface MenuButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** A button that opens a menu, by click, Enter, space and the arrow down. */
export function MenuButton({ icon, label, items }: MenuButtonProps): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={place}>
      <IconButton
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      />
      {isOpen && place.current !== null && (
        <PopupMenu
          label={label}
          items={items}
          anchor={place.current}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}
