import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isAway } from "../../../../client/conversations/is_away.ts";
import { limits } from "../../../../protocol.ts";
import { useChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { SwitchField } from "../../parts/fields/switch_field.tsx";
import { TextField } from "../../parts/fields/text_field.tsx";
import { Told } from "../dialogs/told.tsx";
import { useAnswers } from "../dialogs/use_answers.ts";
import { SharedAddress } from "./shared_address.tsx";

/** Who one is: the nick, its password, one's devices, and whether one is there. */
export function OwnAccount(): JSX.Element {
  const chat = useChat();
  const { state } = chat;
  const [before] = useState(state.nick);
  const [nick, setNick] = useState(before);
  const [linkCode, setLinkCode] = useState<string>();
  const asked = useAnswers();
  const ask = (name: string, args = "") => {
    setLinkCode(undefined);
    asked.ask(name, args, (answer) => {
      // The notice begins with the code.
      if (name === "link" && answer.type === "notice") setLinkCode(answer.text.split(/\s/, 1)[0]);
    });
  };
  return (
    <>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          ask("nick", nick);
        }}
      >
        <TextField
          label="Your name here"
          maxLength={limits.nickLength}
          value={nick}
          onInput={setNick}
        />
        <div class="choices">
          <button type="submit" class="button">Change</button>
          <button type="button" class="button" onClick={() => runCommand(chat, "password", "")}>
            Password…
          </button>
          <button type="button" class="button" onClick={() => ask("link")}>Add a device</button>
          <button type="button" class="button" onClick={() => ask("devices")}>Devices</button>
        </div>
      </form>
      {state.nick !== before && <p role="status">You are called {state.nick} now</p>}
      <Told asked={asked} />
      {linkCode !== undefined && <SharedAddress path={`?link=${encodeURIComponent(linkCode)}`} />}
      <SwitchField
        label="I am away"
        isOn={isAway(state, state.nick)}
        onChange={(isOn) => ask(isOn ? "away" : "back")}
      />
    </>
  );
}
