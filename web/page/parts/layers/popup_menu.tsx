import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { IconName } from "../icons.ts";
import { type Box, placeBeside } from "./place_beside.ts";
import { returnFocus } from "./return_focus.ts";
import { letterTarget, rovingTarget } from "../lists/roving.ts";
import { useBackCloses } from "./use_back_closes.ts";

export interface MenuItem {
  readonly label: string;
  readonly onChoose: () => void;
  readonly icon?: IconName;
  readonly isDangerous?: boolean;
  /** With a mark or without: for what is on or off. */
  readonly isChecked?: boolean;
  /** With a line above it. */
  readonly startsGroup?: boolean;
}

export interface PopupMenuProps {
  /** What it is about. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** An element that it belongs to, or where the pointer was. */
  readonly anchor: Element | Box;
  readonly onClose: () => void;
}

/**
 * A menu while it is mounted, with the keys of WAI-ARIA's menu pattern: arrows, Home, End, first letters, Escape, Tab.
 * It closes before what was chosen is done, so that the focus is back where it was when that opens a dialog.
 * On phones it is a sheet at the lower edge.
 */
export function PopupMenu({ label, items, anchor, onClose }: PopupMenuProps): JSX.Element {
  const layer = useRef<HTMLDivElement>(null);
  useTopLayer(layer);
  // Entries may change, as from what to do to for how long: it fits again, and one of them has the focus.
  useLayoutEffect(() => {
    if (layer.current === null) return;
    place(layer.current, anchor);
    if (!layer.current.contains(document.activeElement)) entriesIn(layer.current)[0]?.focus();
  });
  useBackCloses(true, onClose);
  const choose = (item: MenuItem) => {
    onClose();
    item.onChoose();
  };
  return (
    <div
      ref={layer}
      class="menu-layer"
      popover="manual"
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onContextMenu={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => pressKey(event, onClose)}
    >
      <div class="menu scroller">
        <p class="menu-title" aria-hidden="true">{label}</p>
        <div role="menu" aria-label={label}>
          {items.map((item, index) => (
            <Entry key={`${index} ${item.label}`} item={item} choose={choose} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface EntryProps {
  readonly item: MenuItem;
  readonly choose: (item: MenuItem) => void;
}

function Entry({ item, choose }: EntryProps): JSX.Element {
  const { label, icon, isChecked, isDangerous = false, startsGroup = false } = item;
  return (
    <>
      {startsGroup && <div role="separator" />}
      <button
        type="button"
        role={isChecked === undefined ? "menuitem" : "menuitemcheckbox"}
        aria-checked={isChecked}
        tabIndex={-1}
        class={isDangerous ? "dangerous" : undefined}
        onClick={() => choose(item)}
      >
        {icon !== undefined && <Icon name={icon} />}
        <span>{label}</span>
        {isChecked && <Icon name="check" />}
      </button>
    </>
  );
}

/** Above all else, a modal dialog too; the focus goes back at its end. */
function useTopLayer(layer: { readonly current: HTMLDivElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    layer.current?.showPopover();
    return () => returnFocus(before);
  }, []);
}

function place(layer: HTMLElement, anchor: Element | Box): void {
  const menu = layer.firstElementChild;
  if (!(menu instanceof HTMLElement)) return;
  const isRightToLeft = getComputedStyle(layer).direction === "rtl";
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
  const viewport = { width: layer.clientWidth, height: layer.clientHeight };
  const size = { width: menu.offsetWidth, height: menu.offsetHeight };
  const { left, top } = placeBeside(box, size, viewport, isRightToLeft);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function pressKey(event: KeyboardEvent, close: () => void): void {
  // Keys of a menu are its own: those of the page around it do nothing meanwhile.
  event.stopPropagation();
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.currentTarget instanceof Element)) {
    return;
  }
  const entries = entriesIn(event.currentTarget);
  const current = entries.findIndex((entry) => entry === document.activeElement);
  const labels = entries.map((entry) => entry.textContent ?? "");
  const target = rovingTarget(event.key, { current, count: entries.length, wraps: true }) ??
    letterTarget(event.key, current, labels);
  if (target === undefined) return;
  event.preventDefault();
  entries[target]?.focus();
}

function entriesIn(element: Element | null): readonly HTMLElement[] {
  return [...element?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []];
}
