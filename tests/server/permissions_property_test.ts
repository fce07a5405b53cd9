import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Action, permissions, type Role, roles } from "../../chat/permissions.ts";
import type { RequestBody } from "../../chat/request.ts";
import { ChatState, type Outcome } from "../../server/chat_state.ts";

// An oracle in place of the rules: who is what, and in which rooms, as sets of names, with the table read from it. Whatever
// happened before, a request takes effect exactly if the oracle says that the table allows it.

const people = ["ann", "bob", "carl", "dora"];
/** One who keeps order on the whole server. */
const operator = "olga";
const everybody = [...people, operator];
const rooms = ["lobby", "dev"];

/** What a plain reading of the rules makes of a room. */
interface RoomModel {
  owner?: string;
  readonly members: Set<string>;
  readonly moderators: Set<string>;
  readonly voices: Set<string>;
  readonly banned: Set<string>;
  readonly muted: Set<string>;
  readonly invited: Set<string>;
  moderated: boolean;
  private: boolean;
  locked: boolean;
  topicLocked: boolean;
  topic: boolean;
}

function newRoom(owner?: string): RoomModel {
  const nobody = () => new Set<string>();
  return {
    owner,
    ...{ members: nobody(), moderators: nobody(), voices: nobody() },
    ...{ banned: nobody(), muted: nobody(), invited: nobody() },
    ...{ moderated: false, private: false, locked: false, topicLocked: false, topic: false },
  };
}

class Oracle {
  readonly rooms = new Map<string, RoomModel>([["lobby", newRoom()]]);

  rankIn(who: string, room: RoomModel | undefined): Role {
    if (who === operator) return "operator";
    if (room === undefined) return "visitor";
    if (room.owner === who) return "roomOwner";
    if (room.moderators.has(who)) return "moderator";
    return room.voices.has(who) ? "voice" : "member";
  }

  may(who: string, action: Action, name: string): boolean {
    const room = this.rooms.get(name);
    if (room?.members.has(who)) return permissions[action].has(this.rankIn(who, room));
    if (room === undefined || room.private || room.locked) return false;
    return permissions[action].has(who === operator ? "operator" : "visitor");
  }

  /** Of somebody who must be less. */
  mayTo(who: string, action: Action, whom: string, name: string): boolean {
    const room = this.rooms.get(name);
    const rank = (each: string) => roles.indexOf(this.rankIn(each, room));
    return this.may(who, action, name) && rank(whom) < rank(who);
  }

  /** Who has voice is held by no mute. */
  #maySpeak(who: string, name: string): boolean {
    const { muted, moderated } = this.rooms.get(name) ?? {};
    return muted?.has(who) !== true && moderated !== true || this.may(who, "sayModerated", name);
  }

  leave(who: string, name: string): void {
    this.rooms.get(name)?.members.delete(who);
    this.#endIfOver(name);
  }

  #endIfOver(name: string): void {
    const room = this.rooms.get(name);
    if (room === undefined || name === "lobby" || room.members.size > 0) return;
    const lists = [room.moderators, room.voices, room.banned, room.muted, room.invited];
    const isKept = room.topic || room.moderated || room.private || room.locked ||
      room.topicLocked || lists.some((list) => list.size > 0);
    if (!isKept) this.rooms.delete(name);
  }

  /** Whether the request may take effect; if so it has. */
  apply({ by, name, room: at, whom }: Asked): boolean {
    const room = this.rooms.get(at);
    const set = (list: "moderators" | "voices" | "banned" | "muted" | "invited", isOn: boolean) => {
      if (isOn) room?.[list].add(whom);
      else room?.[list].delete(whom);
      this.#endIfOver(at);
    };
    const isOn = (list: "moderators" | "voices" | "banned" | "muted" | "invited") =>
      room?.[list].has(whom) === true;
    const change = (isAllowed: boolean, effect: () => void) => {
      if (isAllowed) effect();
      return isAllowed;
    };
    switch (name) {
      case "join": {
        if (room?.members.has(by)) return false;
        const isBanned = room?.banned.has(by) === true && !room.invited.has(by) &&
          !permissions.ban.has(this.rankIn(by, room));
        const isExpected = by === operator || this.rankIn(by, room) !== "member" ||
          room?.invited.has(by) === true;
        if (isBanned || (room?.locked === true && !isExpected)) return false;
        if (room === undefined) this.rooms.set(at, newRoom(by));
        this.rooms.get(at)?.members.add(by);
        return true;
      }
      case "leave":
        return change(room?.members.has(by) === true, () => this.leave(by, at));
      case "say":
        return this.may(by, "say", at) && this.#maySpeak(by, at);
      case "read":
        return this.may(by, "read", at);
      case "delete":
        return this.may(by, "delete", at) && (whom === by || this.may(by, "deleteOthers", at));
      case "topic":
        return change(
          this.may(by, room?.topicLocked === true ? "setLockedTopic" : "setTopic", at) &&
            this.#maySpeak(by, at),
          () => room && (room.topic = true),
        );
      case "mod":
        return change(this.may(by, "makeModerators", at), () => set("moderators", true));
      case "unmod":
        return change(
          this.may(by, "makeModerators", at) && isOn("moderators"),
          () => set("moderators", false),
        );
      case "voice":
        return change(this.may(by, "giveVoice", at), () => set("voices", true));
      case "unvoice":
        return change(
          this.may(by, "giveVoice", at) && isOn("voices"),
          () => set("voices", false),
        );
      case "invite":
        return change(this.may(by, "invite", at), () => set("invited", true));
      case "uninvite":
        return change(
          this.may(by, "invite", at) && isOn("invited"),
          () => set("invited", false),
        );
      case "owner":
        return change(
          this.may(by, "handOver", at) && at !== "lobby" && room?.owner !== whom &&
            room?.members.has(whom) === true,
          () => room && (room.owner = whom),
        );
      case "kick":
        return change(
          this.mayTo(by, "kick", whom, at) && room?.members.has(whom) === true,
          () => {
            room?.invited.delete(whom);
            this.leave(whom, at);
          },
        );
      case "ban":
        return change(this.mayTo(by, "ban", whom, at), () => {
          room?.banned.add(whom);
          room?.invited.delete(whom);
          this.leave(whom, at);
        });
      case "unban":
        return change(this.may(by, "ban", at) && isOn("banned"), () => set("banned", false));
      case "mute":
        return change(
          this.mayTo(by, "mute", whom, at) && ["member", "voice"].includes(this.rankIn(whom, room)),
          () => {
            room?.voices.delete(whom);
            set("muted", true);
          },
        );
      case "unmute":
        return change(this.may(by, "mute", at) && isOn("muted"), () => set("muted", false));
      default: {
        const field = settingFields[name];
        const isClosing = field === "private" || field === "locked";
        return change(
          this.may(by, "changeSettings", at) && !(isClosing && at === "lobby"),
          () => room && (room[field] = !room[field]),
        );
      }
    }
  }
}

const settingFields = {
  setModerated: "moderated",
  setPrivate: "private",
  setLocked: "locked",
  setTopicLocked: "topicLocked",
} as const;

const names = [
  ...["join", "leave", "say", "read", "delete", "topic", "mod", "unmod", "voice"] as const,
  ...["unvoice", "invite", "uninvite", "owner", "kick", "ban", "unban", "mute"] as const,
  ...["unmute", "setModerated", "setPrivate", "setLocked", "setTopicLocked"] as const,
] as const;

interface Asked {
  readonly by: string;
  readonly name: (typeof names)[number];
  readonly room: string;
  readonly whom: string;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  by: fc.constantFrom(...everybody, "ann", "bob"),
  name: fc.oneof(
    { arbitrary: fc.constantFrom(...names), weight: 3 },
    fc.constantFrom("join" as const, "mod" as const, "say" as const),
  ),
  room: fc.constantFrom(...rooms, "dev"),
  whom: fc.constantFrom(...everybody),
});

/** The request that a person makes of it; a setting is turned over. */
function toRequest({ name, room, whom, by }: Asked, model: RoomModel | undefined): RequestBody {
  const command = (command: string, args: string): RequestBody => {
    return { type: "command", name: command, args, room };
  };
  switch (name) {
    case "say":
      return { type: "say", room, text: "hi", kind: "text" };
    case "read":
      return { type: "history", room, limit: 10 };
    case "join":
    case "leave":
      return command(name, room);
    case "topic":
      return command("topic", "Cake");
    case "delete":
      return command("delete", whom === by ? "" : `${whom} 1`);
    case "setModerated":
      return command("settings", `moderated ${model?.moderated === true ? "off" : "on"}`);
    case "setPrivate":
      return command("settings", `private ${model?.private === true ? "off" : "on"}`);
    case "setLocked":
      return command("settings", `locked ${model?.locked === true ? "off" : "on"}`);
    case "setTopicLocked":
      return command("settings", `topic ${model?.topicLocked === true ? "members" : "moderators"}`);
    default:
      return command(name, whom);
  }
}

/** Ann owns the room, and makes bob a moderator. */
const beginning: readonly Asked[] = [
  ...everybody.map((by) => ({ by, name: "join", room: "dev", whom: by }) as const),
  { by: "ann", name: "mod", room: "dev", whom: "bob" },
];

/** What would be the effect of something; a notice, as for who is in the room already, is none. */
function hasEffect(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ type }) => type !== "error" && type !== "notice");
}

function begin(): ChatState {
  const state = new ChatState("");
  for (const nick of everybody) {
    const member = state.members.enter(nick, nick, 0, { device: `${nick}-1` });
    if (nick === operator) member.serverRole = "operator";
  }
  return state;
}

Deno.test("no sequence of requests gives anybody what the table denies, or denies what it gives", () => {
  const counts = new Map<string, { done: number; refused: number }>();
  fc.assert(
    fc.property(fc.array(asked, { minLength: 60, maxLength: 150 }), (history) => {
      const [state, oracle] = [begin(), new Oracle()];
      const all = [...beginning, ...history];
      for (const [index, each] of all.entries()) {
        const what = toRequest(each, oracle.rooms.get(each.room));
        const outcomes = state.apply({ by: each.by, what, nowMs: 1000 + index });
        const isAllowed = oracle.apply(each);
        const told = `${JSON.stringify(each)} gave ${JSON.stringify(outcomes)}`;
        assert.equal(hasEffect(outcomes), isAllowed, told);
        const count = counts.get(each.name) ?? { done: 0, refused: 0 };
        count[isAllowed ? "done" : "refused"]++;
        counts.set(each.name, count);
      }
      for (const [name, model] of oracle.rooms) {
        const { members } = state.rooms.find(name);
        assert.deepEqual(new Set([...members].map(({ nick }) => nick)), model.members);
      }
    }),
    { numRuns: 400 },
  );
  // Otherwise it would show nothing.
  for (const name of names) {
    const { done, refused } = counts.get(name) ?? { done: 0, refused: 0 };
    assert.ok(done > 10 && refused > 10, `${name}: ${done} done, ${refused} refused`);
  }
});
