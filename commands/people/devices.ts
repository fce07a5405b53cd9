import type { Device } from "../../records.ts";
import { duration } from "../../helpers/duration.ts";
import { type Command, notice } from "../command.ts";

export const devices: Command = {
  name: "devices",
  usage: "/devices",
  summary: "List your devices, with numbers for /logout",
  *run({ chat, member, device, nowMs }) {
    const account = chat.accounts.get(member.identity);
    const known = account?.devices ?? [];
    if (known.length === 0) {
      yield notice(
        "You have this device alone, and nothing is kept of it before you say something",
      );
      return;
    }
    const here = new Set(member.sessions.values().map((session) => session.device));
    const lines = known.map((each, index) => {
      const { id, seenAt } = each;
      const seen = here.has(id) ? "here now" : `last seen ${duration(nowMs - seenAt)} ago`;
      return `${index + 1}  ${describe(each, id === device ? "this one" : seen, nowMs)}`;
    });
    yield notice(lines.join("\n"));
  },
};

function describe({ addedAt, agent, address }: Device, seen: string, nowMs: number): string {
  const facts = [
    agent ?? "some program",
    address === undefined ? undefined : `from ${address}`,
    `for ${duration(nowMs - addedAt)}`,
    seen,
  ];
  return facts.filter((fact) => fact !== undefined).join(", ");
}
