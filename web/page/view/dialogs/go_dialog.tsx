import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { foldNick } from "../../../../helpers/text/nicks.ts";
import { defaultRoom, type RoomsMessage } from "../../../../protocol.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { TextField } from "../../parts/fields/text_field.tsx";
import { VirtualList } from "../../parts/lists/virtual_list.tsx";
import { Told } from "./told.tsx";
import { useAnswers } from "./use_answers.ts";

interface Destination {
  /** `#dev`, or a nick. */
  readonly name: string;
  readonly about: string;
}

export interface GoDialogProps {
  /** It is asked for at once. */
  readonly room?: string;
  readonly onClose: () => void;
}

/** Where one may go: rooms that there are or begin, and people. */
export function GoDialog({ room: wanted, onClose }: GoDialogProps): JSX.Element {
  const chat = useStillChat();
  const list = useRoomList();
  const asked = useAnswers();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [isPasswordWanted, setPasswordWanted] = useState(false);
  const join = (typed: string) => {
    const room = typed.toLowerCase();
    // Where a password is wanted, it is of that one.
    setName(`#${room}`);
    if (chat.state.rooms.has(room)) {
      runCommand(chat, "join", room);
      return onClose();
    }
    asked.ask("join", `${room} ${password}`, (answer) => {
      if (answer.type === "joined") onClose();
      if (answer.type === "error") setPasswordWanted(/^room_(password|locked)$/.test(answer.code));
    });
  };
  useEffect(() => {
    if (wanted !== undefined) join(wanted);
  }, []);
  const go = (destination: string) => {
    if (destination.startsWith("#")) return join(destination.slice(1));
    runCommand(chat, "msg", destination);
    onClose();
  };
  const people = new Set(
    [...chat.state.rooms.values()].flatMap(({ members }) => [...members.keys()]),
  );
  const typed = name.replace(/^[#@]/, "").trim();
  const isPerson = name.startsWith("@") || people.has(name.trim());
  const ways = [
    { label: `Write to ${typed}`, to: typed, isFirst: isPerson },
    { label: `Join #${typed}`, to: `#${typed}`, isFirst: !isPerson },
  ];
  const destinations: readonly Destination[] = [
    ...list.rooms.map(({ room, topic, count }) => ({
      name: `#${room}`,
      about: `(${count}) ${topic}`,
    })),
    ...[...people].map((nick) => ({ name: nick, about: "" })),
  ];
  const found = destinations.filter((each) => foldNick(each.name).includes(foldNick(typed)));
  return (
    <Dialog
      title="Join or write to"
      onClose={onClose}
      buttons={typed === "" ? undefined : ways.map(({ label, to, isFirst }) => (
        <button
          key={label}
          type={isFirst ? "submit" : "button"}
          form="go"
          class={isFirst ? "button primary" : "button"}
          onClick={isFirst ? undefined : () => go(to)}
        >
          {label}
        </button>
      ))}
    >
      <form
        id="go"
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== "") go(isPerson ? typed : `#${typed}`);
        }}
      >
        <TextField
          label="Room or person"
          hint="A room that is not there begins"
          value={name}
          onInput={setName}
          autofocus
          autocomplete="off"
          autocapitalize="none"
        />
        {isPasswordWanted && (
          <TextField label="Password of the room" value={password} onInput={setPassword} isSecret />
        )}
      </form>
      <VirtualList
        label="Rooms and people"
        items={found}
        keyOf={(each) => each.name}
        renderRow={(each, tabIndex) => (
          <button
            type="button"
            class="list-row"
            tabIndex={tabIndex}
            onClick={() => go(each.name)}
          >
            <bdi>{each.name}</bdi>
            <span class="quiet cut" dir="auto">{each.about}</span>
          </button>
        )}
      />
      {list.more > 0 && (
        <button type="button" class="button" onClick={list.fetch}>{list.more} more rooms</button>
      )}
      <Told asked={asked} />
    </Dialog>
  );
}

/** What the server has, the largest rooms first; page after page, as the person wants. */
function useRoomList() {
  const { answers } = useStillChat();
  const [pages, setPages] = useState<readonly RoomsMessage[]>([]);
  const fetch = () => {
    answers.ask("rooms", String(pages.length + 1), defaultRoom, (answer) => {
      if (answer.type === "rooms") setPages((before) => [...before, answer]);
    });
  };
  useEffect(fetch, []);
  // One may be on two, if others grew meanwhile.
  const byName = new Map(pages.flatMap((page) => page.rooms.map((each) => [each.room, each])));
  const rooms = [...byName.values()];
  const last = pages.at(-1);
  const more = last === undefined || last.complete !== false ? 0 : last.count - rooms.length;
  return { rooms, more, fetch };
}
