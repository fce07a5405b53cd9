import type { Chat } from "../../chat/chat.ts";
import type { Member } from "../../chat/people/member.ts";
import type { Proof } from "../../chat/request.ts";
import type { CommandOutcome } from "../../commands/command.ts";
import { runCommand } from "../../commands/mod.ts";
import { defaultRoom } from "../../protocol.ts";
import { ChatState } from "../../server/chat_state.ts";

/** What else a command may know; the clock stands at 0 unless told. */
export interface Around {
  readonly room?: string;
  readonly id?: string;
  readonly nowMs?: number;
  /** Of the client where it is typed. */
  readonly device?: string;
  readonly proof?: Proof;
}

export interface Setting {
  readonly members: ChatState["members"];
  readonly rooms: ChatState["rooms"];
  /** In the default room. */
  readonly ann: Member;
  /** In the default room. */
  readonly bob: Member;
  /** In no room. */
  readonly operator: Member;
  /** Runs a command line such as `/who lobby` to its end, and gives its outcomes. */
  run(member: Member, line: string, around?: Around): CommandOutcome[];
  readonly chat: Chat;
  /** The texts that are for whoever ran it. */
  answers(member: Member, line: string, around?: Around): string[];
}

/** What all that ann says to bob has in common. */
export const annToBob = {
  type: "direct",
  identity: "ann",
  from: "ann",
  toIdentity: "bob",
  to: "bob",
} as const;

export function createSetting(): Setting {
  const chat = new ChatState("");
  const { members, rooms } = chat;
  const ann = members.enter("ann", "ann", 0, { device: "ann-1" });
  const bob = members.enter("bob", "bob", 0, { device: "bob-1" });
  const operator = members.enter("server", "server", 0, { isConsole: true });
  for (const member of [ann, bob]) rooms.join(member, defaultRoom, 0);

  const run = (member: Member, line: string, around: Around = {}) => {
    const [, name = "", args = ""] = /^\/(\S*) ?(.*)$/s.exec(line) ?? [];
    const { room = defaultRoom, id, device, nowMs = 0, proof } = around;
    return [...runCommand({ chat, member, room, id, device, nowMs, proof }, name, args)];
  };
  const answers = (member: Member, line: string, around?: Around) =>
    run(member, line, around).flatMap((outcome) => outcome.type === "notice" ? [outcome.text] : []);
  return { chat, members, rooms, ann, bob, operator, run, answers };
}

/** As if an owner had said so. */
export function makeModerator(chat: Chat, { identity, nick }: Member, name = defaultRoom): void {
  const room = chat.rooms.find(name);
  const moderators = [...room.record.moderators, { identity, nick }];
  chat.rooms.setRecord(room, { moderators });
}
