import { render } from "preact";
import { Client } from "../../client.ts";
import { openWebSocket } from "../../net/open_web_socket.ts";
import { Chat } from "./chat/chat.ts";
import { Drafts } from "./chat/drafts.ts";
import { Entrance } from "./chat/entrance.ts";
import { loadEmoji } from "./chat/emoji.ts";
import { isEntered, isForgotten, KeptSession } from "./chat/kept_session.ts";
import { KeptSettings } from "./chat/kept_settings.ts";
import type { PageSettings } from "./chat/page_settings.ts";
import { readVisit } from "./chat/visit.ts";
import { atNextFrame } from "./parts/next_frame.ts";
import { callPerson } from "./view/shell/call_person.ts";
import { App } from "./view/app.tsx";
import { type LoadParts, PartsContext, PartsOnDemand } from "./view/parts_on_demand.tsx";

/** Undefined where the browser keeps nothing, as it may be told to. */
function keptStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function showTheme({ theme, textSize }: PageSettings): void {
  Object.assign(document.documentElement.dataset, { theme, textSize });
}

/** Where the browser's parts and the client meet, and the page is drawn. `loadParts`: what is not needed at once. */
export function start(loadParts: LoadParts): void {
  const storage = keptStorage();
  const session = new KeptSession(storage);
  const settings = new KeptSettings(storage);
  const drafts = new Drafts(storage);
  showTheme(settings.load().settings);
  const { room, invite, link } = readVisit(location);
  // Good for once: to try it again would fail.
  const links = [link];
  const saved = session.load();
  let chat: Chat | undefined;

  const entrance = new Entrance((nick) =>
    new Client(openWebSocket(new URL("/ws", location.href)), {
      nick,
      ifTaken: "fail",
      rooms: room === undefined ? undefined : [...new Set([room, ...saved?.rooms ?? []])],
      agent: "chatroom page",
      secrets: { invite, link: links.pop() },
      // They came in the address of the page, which was asked for by the same way.
      areCodesExposed: true,
      storage: session,
      marksRead: true,
      tellsRead: true,
    })
  );

  function createChat(client: Client): Chat {
    const created = new Chat({
      ...{ client, settings, atNextFrame, onForget: forget },
      writing: { drafts, loadEmoji },
      onAlert: (alert, conversation) =>
        callPerson(alert, created.settings.value, () => created.switchTo(conversation)),
    });
    created.settings.watch(() => showTheme(created.settings.value));
    chat = created;
    return created;
  }

  function forget(): void {
    session.end();
    drafts.end();
    storage?.clear();
  }

  // Of other tabs: who is forgotten in one is so in all, and where somebody comes in all do.
  addEventListener("storage", (event) => {
    if (chat === undefined) {
      if (isEntered(event)) location.reload();
    } else if (isForgotten(event)) {
      forget();
      void chat.client.close(undefined, { atOnce: true });
    } else chat.reloadSettings();
  });

  // What is on its way to the server is nowhere else: the browser asks before it goes.
  addEventListener("beforeunload", (event) => {
    if (chat && chat.ended.value === undefined && chat.client.pending.length > 0) {
      event.preventDefault();
    }
  });

  // What stands there for want of a script.
  document.body.replaceChildren();
  render(
    <PartsContext.Provider value={new PartsOnDemand(loadParts)}>
      <App
        entrance={entrance}
        savedNick={saved?.nick ?? (link && "me")}
        createChat={createChat}
      />
    </PartsContext.Provider>,
    document.body,
  );
}
