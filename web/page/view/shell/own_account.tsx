import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { limits } from "../../../../protocol.ts";
import { useChat } from "../../chat/chat_context.ts";
import { runCommand } from "../../chat/page_commands.ts";
import { TextField } from "../../parts/text_field.tsx";
import { Told } from "../dialogs/told.tsx";
import { useAnswers } from "../dialogs/use_answers.ts";
import { SharedAddress } from "./shared_address.tsx";

/** Who one is: the nick, its password, and one's devices. */
export function OwnAccount(): JSX.Element {
  const chat = useChat();
  const [nick, setNick] = useState(chat.state.nick);
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
      <Told asked={asked} />
      {linkCode !== undefined && <SharedAddress path={`?link=${encodeURIComponent(linkCode)}`} />}
    </>
  );
}
