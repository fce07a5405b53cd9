/** Where the page begins: the browser's parts and the client meet, and the page is drawn. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { Client } from "../../client.ts";
import { openWebSocket } from "../../net/open_web_socket.ts";
import { Chat } from "./chat/chat.ts";
import { Drafts } from "./chat/drafts.ts";
import { Entrance } from "./chat/entrance.ts";
import { loadEmoji } from "./chat/emoji.ts";
import { KeptSession } from "./chat/kept_session.ts";
import { KeptSettings } from "./chat/kept_settings.ts";
import type { PageSettings } from "./chat/page_settings.ts";
import { readVisit } from "./chat/visit.ts";
import { atNextFrame } from "./parts/next_frame.ts";
import { App } from "./view/app.tsx";

/** Undefined where the browser keeps nothing, as it may be told to. */
function keptStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

const storage = keptStorage();
const session = new KeptSession(storage);
const settings = new KeptSettings(storage);
showTheme(settings.load().settings);
const { room, invite } = readVisit(location);
const saved = session.load();

const entrance = new Entrance((nick) =>
  new Client(openWebSocket(new URL("/ws", location.href)), {
    nick,
    ifTaken: "fail",
    rooms: room === undefined ? undefined : [...new Set([room, ...saved?.rooms ?? []])],
    agent: "chatroom page",
    secrets: { invite },
    storage: session,
    marksRead: true,
    tellsRead: true,
  })
);

function showTheme({ theme }: PageSettings): void {
  document.documentElement.dataset.theme = theme;
}

function createChat(client: Client): Chat {
  const chat = new Chat({
    ...{ client, settings, atNextFrame },
    writing: { drafts: new Drafts(storage), loadEmoji },
  });
  effect(() => showTheme(chat.settings.value));
  return chat;
}

render(
  <App
    entrance={entrance}
    savedNick={saved?.nick}
    createChat={createChat}
  />,
  document.body,
);
