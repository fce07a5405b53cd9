import { ChatError } from "../chat/chat_error.ts";
import { may } from "../chat/permissions.ts";
import { quote } from "../chat/text.ts";
import { type Command, type CommandContext, type SearchRequest } from "./command.ts";

export const search: Command = {
  name: "search",
  aliases: ["find", "grep"],
  usage: "/search WORDS [from:NICK] [in:ROOM] [after:DATE] [before:DATE] [page:N]",
  summary: 'Search what was said, best first; "words in a row", wor* begins a word',
  *run(context, args) {
    const request = parseSearch(args, context);
    if (request.terms.length === 0) {
      throw new ChatError("bad_usage", `Words are needed to search for. Usage: ${search.usage}`);
    }
    yield { type: "search", identity: context.member.identity, request };
  },
};

/** More than anybody types; what is searched for is compared word by word. */
const maxTerms = 20;
const maxRooms = 100;
const maxPage = 500;

/** A filter, words in double quotes, or a word. Typographic quotes count too. */
const parts = /(from|in|after|since|before|page):(\S+)|["“”]([^"“”]*)["“”]?|(\S+)/giu;

interface Mutable {
  terms: { text: string; prefix: boolean }[];
  rooms: string[];
  from?: string;
  sinceDay?: string;
  beforeDay?: string;
  page: number;
}

/** Throws `bad_usage`, or what `findFor` throws for a room that one may not read. */
function parseSearch(args: string, context: CommandContext): SearchRequest {
  const { member } = context;
  const read: Mutable = { terms: [], rooms: [], page: 1 };
  for (const [, filter, value = "", phrase, word = ""] of args.matchAll(parts)) {
    if (filter === undefined) {
      const text = phrase ?? word.replace(/\*+$/, "");
      const prefix = phrase === undefined && word.endsWith("*");
      if (/[\p{L}\p{N}]/u.test(text)) read.terms.push({ text, prefix });
    } else filters[filter.toLowerCase()]?.(read, value, context);
  }
  if (read.terms.length > maxTerms || read.rooms.length > maxRooms) {
    throw new ChatError("bad_usage", `At most ${maxTerms} words can be searched for`);
  }
  const readable = may(member, "readAllRooms") ? undefined : [...member.rooms];
  const searched = read.rooms.length > 0 ? read.rooms : readable;
  return { ...read, rooms: searched, query: args.trim() };
}

/** What each filter, such as `from:bob`, reads. */
const filters: Readonly<
  Record<string, (read: Mutable, value: string, context: CommandContext) => void>
> = {
  from: (read, value) => read.from = value.replace(/^@/, ""),
  in: (read, value, { chat, member }) =>
    read.rooms.push(chat.rooms.findFor(member, "read", value).name),
  after: (read, value) => read.sinceDay = parseDay("after", value),
  since: (read, value) => read.sinceDay = parseDay("since", value),
  before: (read, value) => read.beforeDay = parseDay("before", value),
  page: (read, value) => read.page = parsePage(value),
};

/** As `2026-11-01`: when that begins depends on a time zone, which the rules know nothing of. */
function parseDay(filter: string, value: string): string {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  const parsed = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(parsed);
  // There is no 30th of February: it would be a day in March.
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(parsed)) return parsed;
  const problem = `"${filter}:" needs a day such as 2026-11-01, not ${quote(value)}`;
  throw new ChatError("bad_usage", problem);
}

function parsePage(value: string): number {
  const page = Number(value);
  if (Number.isInteger(page) && page >= 1 && page <= maxPage) return page;
  throw new ChatError("bad_usage", `"page:" needs a number from 1 to ${maxPage}`);
}
