import { useEffect, useRef } from "preact/hooks";
import type { Chat } from "../../chat/chat.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { hashOf, readVisit } from "../../chat/visit.ts";
import { listen } from "../../parts/listen.ts";
import { isMarked } from "../../parts/layers/back_stack.ts";

/**
 * The page's address is that of the room that is looked at, and another `#room` in it leads there. Going from room to
 * room adds nothing to the browser's history: "back" closes what is open, and then leaves the page.
 */
export function useAddress(chat: Chat): void {
  const shownHash = useRef("");
  const show = () => {
    // On top lies the entry of a panel: the one below, which stays, would keep the old address.
    if (isMarked(history.state)) return;
    history.replaceState(history.state, "", location.pathname + hashOf(chat.current));
    shownHash.current = location.hash;
  };
  useEffect(show, [chat.current.key]);
  useEffect(() =>
    listen(() => {
      if (location.hash === shownHash.current) return show();
      shownHash.current = location.hash;
      goToRoom(chat, readVisit(location).room);
    }, ["popstate"]), []);
}

/** Follows a link to a room of this server without loading the page anew. */
export function followLink(chat: Chat, event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  goToRoom(chat, readVisit(link).room);
}

function goToRoom(chat: Chat, room: string | undefined): void {
  // Behind a blank `/join` takes a password, and behind a comma more rooms: a link leads to one.
  if (room !== undefined && /[\s,]/.test(room)) return chat.tell(`"${room}" is no name of a room`);
  if (room !== undefined) runCommand(chat, "join", room);
  chat.touch();
}
