import { directKey, roomKey } from "../../../client/conversations/conversation.ts";
import { OpenPage } from "../pages/open_page.ts";
import { helpPage, keysPage } from "../pages/pages.ts";
import { allCommands, type ScreenCommandContext } from "../screen_commands.ts";
import { type ScreenState, tell } from "../screen_state.ts";

/** What the commands of this client can do, in the conversation that is current now. */
export function commandContext(state: ScreenState): ScreenCommandContext {
  const { server, conversations, reading, effects } = state;
  const { current } = conversations;
  const commands = allCommands(server.commands);
  return {
    place: current.type,
    commands,
    settings: state.settings,
    isInRoom: (room) => server.rooms.has(room),
    goToRoom: (room) => {
      const found = conversations.find(roomKey(room));
      if (found !== undefined) conversations.switchTo(found);
    },
    goToPerson: (nick) => conversations.switchTo(conversations.openDirect(nick)),
    closeConversation: () => conversations.closeDirect(current),
    say: (text, kind) => {
      effects.push({ type: "say", conversation: current, text, kind });
      void reading.toNewest(current);
    },
    sayTo: (nick, text) => {
      const isOld = conversations.find(directKey(nick)) !== undefined;
      const conversation = conversations.openDirect(nick);
      const from = conversation === current ? undefined : { typedIn: current, isOld };
      effects.push({ type: "say", conversation, text, from });
    },
    tell: (text) => tell(state, text),
    openHelp: () => {
      state.page = new OpenPage(helpPage(commands));
    },
    openKeys: () => {
      state.page = new OpenPage(keysPage());
    },
    scrollBack: () => reading.scroll(conversations.current, -state.height),
    changeSettings: (changes, told) => {
      state.settings = { ...state.settings, ...changes };
      effects.push({ type: "saveSettings", changes, told });
    },
    logOut: (text) => effects.push({ type: "leave", text }),
  };
}
