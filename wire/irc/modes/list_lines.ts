import type { ListedMask, RoomFacts } from "../../directory.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { ircNickOf } from "../lines/names.ts";
import { reply } from "../lines/numerics.ts";
import type { OutLine } from "../out_line.ts";
import type { ListMode } from "./channel_modes.ts";
import { maskOf, muteMaskOf } from "./masks.ts";

/** Who is on the list of a channel. */
export function listLines(
  { hostName: source, nick }: IrcClient,
  channel: string,
  room: RoomFacts,
  { letter, list, entry, end }: ListMode,
): readonly OutLine[] {
  const line = ({ mask, by, ts }: ListedMask): OutLine => {
    const params = [channel, mask, ircNickOf(by), `${Math.floor(ts / 1000)}`] as const;
    const { params: told, ...rest } = reply(entry, ...params);
    return { source, ...rest, params: [nick, ...told] };
  };
  const { params: told, ...rest } = reply(end, channel);
  const listed = room.list(list).map((each) => ({ ...each, mask: maskOf(each.mask) }));
  // Mutes of persons are a list of their own here.
  const mutes = letter === "b"
    ? room.list("mutes").map((each) => ({ ...each, mask: muteMaskOf(each.mask) }))
    : [];
  return [...[...listed, ...mutes].map(line), { source, ...rest, params: [nick, ...told] }];
}
