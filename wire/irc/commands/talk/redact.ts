import { directRoom, type ErrorMessage } from "../../../../protocol.ts";
import { parseMsgid } from "../../lines/msgid.ts";
import { roomOf } from "../../lines/names.ts";
import type { IrcCommand } from "../command.ts";

/** Takes back what was said: https://ircv3.net/specs/extensions/message-redaction */
export const redact: IrcCommand = {
  leastParams: 2,
  shownParam: 2,
  run(client, { params: [target = "", msgid = "", reason] }) {
    const fail = (code: string, context: readonly string[], text: string) =>
      client.fail("REDACT", code, context, text);
    const room = target.startsWith("#")
      ? client.directory.findRoom(roomOf(target) ?? "")
      : undefined;
    const place = target.startsWith("#") ? room?.name : directRoom;
    if (place === undefined) return fail("INVALID_TARGET", [target], "There is no such channel");
    const seq = parseMsgid(msgid);
    if (seq === undefined) {
      return fail("UNKNOWN_MSGID", [target, msgid], "There is no such message");
    }
    const why = reason === undefined || reason === "" ? "" : ` why:${reason}`;
    return [client.command("delete", `in:${place} seq:${seq}${why}`, place, {
      ...{ command: "REDACT", target },
      onError({ code, message }: ErrorMessage) {
        const known = refusals.get(code);
        if (known === undefined) return false;
        const [name, hasMsgid] = known;
        // Clients know it by its `msgid`, and not by its number.
        const why = message.replace(`${seq}`, msgid);
        fail(name, hasMsgid ? [target, msgid] : [target], why);
        return true;
      },
    })];
  },
};

/** By the code of an error; whether the message is named as well. */
const refusals: ReadonlyMap<string, readonly [name: string, hasMsgid: boolean]> = new Map([
  ["no_such_message", ["UNKNOWN_MSGID", true]],
  ["not_allowed", ["REDACT_FORBIDDEN", true]],
  ["no_such_room", ["INVALID_TARGET", false]],
  ["not_in_room", ["INVALID_TARGET", false]],
  ["room_invalid", ["INVALID_TARGET", false]],
]);
