import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ClientError } from "../../../../client/client_error.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { TextField } from "../../parts/fields/text_field.tsx";

/** Gives one's nick a password, or another one. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const chat = useStillChat();
  const { client } = chat;
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [current, setCurrent] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const isExposed = client.exposesSecrets;
  const save = async (event: Event) => {
    event.preventDefault();
    if (password !== again) return setProblem("These are not the same");
    if (isExposed) client.allowExposure();
    try {
      chat.tell(await client.setPassword(password, current));
      onClose();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.serverCode === "password_required") setCurrent("");
      setProblem(error.message);
    }
  };
  const field = (label: string, value: string, onInput: (value: string) => void, kind = "new") => (
    <TextField
      isSecret
      required
      autofocus={kind === "new"}
      {...{ label, value, onInput }}
      autocomplete={kind === "new" ? "new-password" : "current-password"}
    />
  );
  return (
    <Dialog
      title={`Password of ${chat.state.nick}`}
      onClose={onClose}
      buttons={
        <button type="submit" form="password-form" class="button primary">
          {isExposed ? "Send it all the same" : "Save"}
        </button>
      }
    >
      <form id="password-form" onSubmit={(event) => void save(event)}>
        <input hidden readOnly autocomplete="username" value={chat.state.nick} />
        {isExposed && (
          <p class="problem">Not encrypted: whoever is on the way to the server can read it.</p>
        )}
        {current !== undefined && field("The password until now", current, setCurrent, "current")}
        {field("New password", password, setPassword)}
        {field("The same again", again, setAgain)}
        {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
      </form>
    </Dialog>
  );
}
