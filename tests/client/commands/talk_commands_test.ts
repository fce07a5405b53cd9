import assert from "node:assert/strict";
import { commandOfSetting } from "../../../client/commands/client_command.ts";
import { CommandTable } from "../../../client/commands/command_table.ts";
import { talkCommands } from "../../../client/commands/talk_commands.ts";
import { sharedCommands } from "../../../client/settings/setting_commands.ts";
import { FaceAtHand } from "./face_at_hand.ts";

const table = new CommandTable([...talkCommands, ...sharedCommands.map(commandOfSetting)]);

/** What the face is to do for these lines, typed one after the other. */
function calls(face: FaceAtHand, ...lines: readonly string[]): readonly string[] {
  for (const line of lines) assert.equal(table.submit(face, line), undefined);
  return face.calls;
}

Deno.test("/msg, /describe, /me and /reply say something, each to whom it is for", () => {
  const lines = ["/msg bob hi", "/describe bob waves", "/me waves", "/r yes"];
  const face = new FaceAtHand();
  assert.deepEqual(calls(face, ...lines), [
    ...["say text bob hi", "say action bob waves", "say action #lobby waves", "reply yes"],
  ]);
  face.calls.length = 0;
  assert.deepEqual(calls(face, "/msg Bob", "/msg bob hi", "/describe bob nods"), [
    ...["say text @bob hi", "say action @bob nods"],
  ]);
});

Deno.test("/join goes to a room that one is in, /leave closes what one has with somebody", () => {
  const face = new FaceAtHand();
  calls(face, "/join #Dev");
  assert.equal(face.conversations.current.key, "#dev");
  calls(face, "/msg bob", "/leave");
  assert.equal(face.conversations.find("@bob"), undefined);
  assert.deepEqual(calls(face, "/join ops", "/part"), ["run join ops", "run leave", "newest"]);
});

Deno.test("/help shows all, or explains one", () => {
  const face = new FaceAtHand();
  const [all, me, none] = calls(face, "/help", "/help /me", "/help frob");
  assert.match(all ?? "", /^help who help join .* focus$/);
  assert.equal(me, "tell /me DOES  Say what you do: /me waves");
  assert.equal(none, 'tell There is no command "/frob": /help lists all');
});

Deno.test("commandOfSetting() changes what is set, or tells what it is", () => {
  const face = new FaceAtHand();
  const told = calls(face, "/timestamps date", "/timestamps");
  assert.equal(face.settings.timestamps, "date");
  assert.deepEqual(told.map((text) => text.replace(/;.*/, "")), [
    ...["told /timestamps is date 24h now", "tell /timestamps is date 24h"],
  ]);
});
