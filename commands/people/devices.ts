import type { Device } from "../../records.ts";
import { duration } from "../../helpers/duration.ts";
import { type Command, notice } from "../command.ts";

export const devices: Command = {
  name: "devices",
  usage: "/devices",
  summary: "List the devices that come in as you, with what /logout takes",
  *run({ chat, member, device, nowMs }) {
    const account = chat.accounts.get(member.identity);
    const known = account?.devices ?? [];
    if (known.length === 0) {
      yield notice(
        "You have this device alone, and nothing is kept of it before you say something",
      );
      return;
    }
    yield notice(
      known.map((each, index) => `${index + 1}  ${describe(each, each.id === device, nowMs)}`)
        .join("\n"),
    );
  },
};

function describe(
  { addedAt, seenAt, agent, address }: Device,
  isThis: boolean,
  nowMs: number,
): string {
  const facts = [
    agent ?? "some program",
    address === undefined ? undefined : `from ${address}`,
    `for ${duration(nowMs - addedAt)}`,
    isThis ? "this one" : `last seen ${duration(nowMs - seenAt)} ago`,
  ];
  return facts.filter((fact) => fact !== undefined).join(", ");
}
