/** Where the page begins. */

import { signal } from "@preact/signals";
import { type JSX, render } from "preact";

const nick = signal("");

function Page(): JSX.Element {
  return (
    <main>
      <h1>chatroom</h1>
      <label>
        Nick{" "}
        <input value={nick} onInput={({ currentTarget }) => nick.value = currentTarget.value} />
      </label>
    </main>
  );
}

render(<Page />, document.body);
