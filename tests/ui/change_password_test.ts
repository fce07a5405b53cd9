import assert from "node:assert/strict";
import { changePassword } from "../../ui/change_password.ts";
import { FakeChatClient } from "./fake_chat_client.ts";

/** Answers so, one after another; then nothing more. */
function person(...answers: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    const secret = left.shift();
    return Promise.resolve(
      secret === undefined ? { type: "cancelled" } as const : { type: "entered", secret } as const,
    );
  };
  return { ask, asked };
}

const unchanged = "Your password is as it was";

Deno.test("changePassword() asks twice, and again if these differ", async () => {
  const client = new FakeChatClient();
  const { ask, asked } = person("one", "two", "three", "three");
  assert.equal(await changePassword(client, ask), "Your nick has that password now");
  assert.equal(client.password, "three");
  assert.deepEqual(asked, [
    ...["New password: ", "The same again: "],
    ...["These were not the same. New password: ", "The same again: "],
  ]);
});

Deno.test("changePassword() asks first whether others may read it, and once alone", async () => {
  for (const answer of ["", "n", "yellow"]) {
    const client = Object.assign(new FakeChatClient(), { exposesSecrets: true });
    const { ask, asked } = person(answer, "new", "new");
    assert.equal(await changePassword(client, ask), unchanged);
    assert.deepEqual([client.password, asked.length, client.exposesSecrets], [undefined, 1, true]);
  }
  const client = Object.assign(new FakeChatClient(), { exposesSecrets: true });
  const { ask, asked } = person("y", "new", "new", "newer", "newer", "new");
  assert.equal(await changePassword(client, ask), "Your nick has that password now");
  assert.equal(await changePassword(client, ask), "Your nick has that password now");
  const question = "Not encrypted: others can read this on the way. Send it? y/N: ";
  assert.deepEqual([client.password, asked[0]], ["newer", question]);
  assert.equal(asked.filter((each) => each === question).length, 1);
});

Deno.test("changePassword() asks for the one that there is, if the server wants it", async () => {
  for (
    const [current, told, kept] of [
      ["old", "Your nick has that password now", "new"],
      ["wrong", `${unchanged}: No: password_wrong`, "old"],
      ["", unchanged, "old"],
    ] as const
  ) {
    const client = new FakeChatClient();
    client.password = "old";
    const { ask, asked } = person("new", "new", current);
    assert.equal(await changePassword(client, ask), told);
    assert.deepEqual([client.password, asked.at(-1)], [kept, "The password until now: "]);
  }
});

Deno.test("changePassword() changes nothing where the person gives up, or enters nothing", async () => {
  for (const answers of [[], [""], ["one"], ["one", ""]]) {
    const client = new FakeChatClient();
    assert.equal(await changePassword(client, person(...answers).ask), unchanged);
    assert.equal(client.password, undefined);
  }
});
