import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Entrance, Newcomer, Wanted } from "../../chat/entrance.ts";
import { TextField } from "../../parts/fields/text_field.tsx";
import { limits } from "../../../../protocol.ts";
import { useValue } from "../../parts/use_value.ts";

export interface JoinFormProps<Client extends Newcomer> {
  readonly entrance: Entrance<Client>;
  readonly savedNick?: string;
  readonly onEntered: (client: Client) => void;
}

const labels: Readonly<Record<Wanted, string>> = {
  nickPassword: "Password of that nick",
  serverPassword: "Password of this server",
};

/** The first thing that a visitor sees: one field and, where the server wants one, a password. */
export function JoinForm<Client extends Newcomer>(
  { entrance, savedNick = "", onEntered }: JoinFormProps<Client>,
): JSX.Element {
  const [nick, setNick] = useState(savedNick);
  const [secret, setSecret] = useState("");
  const { isBusy, wanted, problem, isExposed, isTaken } = useValue(entrance.state);
  const enter = async (entering: Promise<Client | undefined>) => {
    const client = await entering;
    if (client !== undefined) onEntered(client);
  };
  // Who was here before is in without a question.
  useEffect(() => {
    if (savedNick !== "") void enter(entrance.enter(savedNick));
  }, []);
  useEffect(() => {
    if (wanted !== undefined) document.querySelector<HTMLElement>("[type=password]")?.focus();
  }, [wanted]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isBusy) void enter(entrance.enter(nick.trim(), wanted && secret));
  };
  const other = (label: string, onClick: () => void) => (
    <button type="button" class="button" onClick={onClick}>{label}</button>
  );
  return (
    <main class="join">
      <form class="join-form" onSubmit={submit}>
        <h1>chatroom</h1>
        <TextField
          label="Your name here"
          name="nick"
          autocomplete="nickname"
          autocapitalize="off"
          spellcheck={false}
          required
          maxLength={limits.nickLength}
          value={nick}
          onInput={setNick}
          autofocus
        />
        {wanted !== undefined && (
          <TextField
            label={labels[wanted]}
            isSecret
            name="password"
            autocomplete="current-password"
            value={secret}
            onInput={setSecret}
          />
        )}
        {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
        {isExposed &&
          other("Send it all the same", () => void enter(entrance.enterExposed()))}
        {isTaken &&
          other("Add a number to my name", () => void enter(entrance.enterNumbered()))}
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? "Coming in…" : "Come in"}
        </button>
        {isBusy && other("Cancel", () => entrance.cancel())}
        <p class="hint">
          This browser will know you again. On a shared computer, log out with "Forget me" at the
          end.
        </p>
      </form>
    </main>
  );
}
