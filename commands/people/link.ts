import { requireAccount } from "../../chat/people/reservations.ts";
import type { Command } from "../command.ts";

export const link: Command = {
  name: "link",
  usage: "/link",
  summary: "Show a code that makes another device yours",
  details: [
    "There, once and within 5 minutes: chatroom client HOST --link CODE",
    "Whoever types it first is you: keep it secret.",
  ],
  *run({ chat, member, nowMs }) {
    yield* requireAccount(chat, member, nowMs);
    yield { type: "showLink", identity: member.identity };
  },
};
