import { ChatError } from "../../chat/chat_error.ts";
import { may } from "../../chat/permissions.ts";
import { quote } from "../../chat/text.ts";
import { limits } from "../../protocol.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import {
  type Command,
  type CommandContext,
  type SearchRequest,
  type SearchTerm,
  type SearchTime,
} from "../command.ts";
import { parseTime } from "./search_time.ts";

export const search: Command = {
  name: "search",
  aliases: ["find", "grep"],
  usage: "/search [WORDS] [from:NICK] [in:ROOM] [on|after|before:DATE] [page:N]",
  summary: 'Search what was said, best first; "words in a row", -word leaves out: see /help search',
  details: [
    'disk -full: not that word; so also -"two words", -from:NICK',
    '"disk is full": these words in a row; "-1": a minus',
    "dis*: words that begin so",
    "C++: symbols as they are",
    "from:ann in:dev: who said it, and where; also without words",
    "after:yesterday: from then on; also 2026-11-01, 2026-11, 2026, 7d",
    "before:2w: before then; also today, 12h, 30min",
    "on:2026-11-01: within that day; on:2026-11: or month, or year",
    "page:2: the next 20",
  ],
  *run(context, args) {
    const request = parseSearch(args, context);
    yield { type: "search", identity: context.member.identity, request };
  },
};

/** More than anybody types; each is compared with each text. */
const maxTerms = 20;
const maxPage = 500;

/** With or without a minus: a filter, words in double quotes, or a word. Typographic quotes count too. */
const parts =
  /(-(?=["“”\p{L}\p{N}\P{ASCII}]))?(?:(from|in|after|since|before|on|page)[:：](\S+)|["“”]([^"“”]*)["“”]?|(\S+))/giu;

/** What was read so far of a `SearchRequest`. */
interface SearchDraft {
  terms: SearchTerm[];
  rooms: Set<string>;
  from?: string;
  since?: SearchTime;
  before?: SearchTime;
  without: { terms: SearchTerm[]; from: string[]; rooms: string[] };
  page: number;
}

/** Throws `bad_usage`, or what `findFor` throws for a room that one may not read. */
function parseSearch(args: string, context: CommandContext): SearchRequest {
  const query = args.trim();
  if (query.length > limits.queryLength) {
    const problem = `A search may have ${limits.queryLength} characters, not ${query.length}`;
    throw new ChatError("bad_usage", problem);
  }
  const read: SearchDraft = {
    ...{ terms: [], rooms: new Set(), page: 1 },
    without: { terms: [], from: [], rooms: [] },
  };
  for (const [, minus, filter, value = "", phrase, word = ""] of query.matchAll(parts)) {
    const isLeftOut = minus !== undefined;
    if (filter !== undefined) readFilter(read, filter.toLowerCase(), value, isLeftOut, context);
    else readTerm(isLeftOut ? read.without.terms : read.terms, phrase, word);
  }
  requireSomething(read);
  const { terms, from, since, before, without, page } = read;
  const { chat, member } = context;
  const readsAll = may(member, "readAllRooms");
  const rooms = read.rooms.size > 0 ? [...read.rooms] : readsAll ? undefined : [...member.rooms];
  if (rooms === undefined) without.rooms.push(...chat.rooms.hiddenFrom(member));
  return { query, terms, rooms, from, since, before, without, page };
}

function readTerm(terms: SearchTerm[], phrase: string | undefined, word: string): void {
  const text = phrase ?? word.replace(/\*+$/, "");
  if (text.trim() !== "") terms.push({ text, prefix: phrase === undefined && text !== word });
}

function readFilter(
  read: SearchDraft,
  filter: string,
  value: string,
  isLeftOut: boolean,
  { chat, member, nowMs }: CommandContext,
): void {
  switch (filter) {
    case "from": {
      const nick = bareNick(value);
      if (isLeftOut) read.without.from.push(nick);
      else read.from = nick;
      return;
    }
    case "in": {
      const { name } = chat.rooms.findFor(member, "read", value);
      if (isLeftOut) read.without.rooms.push(name);
      else read.rooms.add(name);
      return;
    }
    default:
      if (isLeftOut) throw new ChatError("bad_usage", `"${filter}:" cannot be left out with "-"`);
      if (filter === "page") read.page = parsePage(value);
      else readTime(read, filter, value, nowMs);
  }
}

function readTime(read: SearchDraft, filter: string, value: string, nowMs: number): void {
  const { begins, ends } = parseTime(filter, value, nowMs);
  if (filter === "before") read.before = begins;
  else read.since = begins;
  if (filter !== "on") return;
  if (ends === undefined) {
    const problem = `"on:" needs a day, a month or a year, such as yesterday, not ${quote(value)}`;
    throw new ChatError("bad_usage", problem);
  }
  read.before = ends;
}

function requireSomething({ terms, rooms, from, since, before, without }: SearchDraft): void {
  if (terms.length + without.terms.length > maxTerms) {
    throw new ChatError("bad_usage", `At most ${maxTerms} words can be searched for`);
  }
  if (terms.length + rooms.size > 0 || (from ?? since ?? before) !== undefined) return;
  const isAllLeftOut = without.terms.length + without.from.length + without.rooms.length > 0;
  throw new ChatError(
    "bad_usage",
    isAllLeftOut
      ? 'Name also what to look for: what stands behind "-" is only left out of that'
      : `Name what to look for. Usage: ${search.usage}`,
  );
}

function parsePage(value: string): number {
  const page = Number(value);
  if (Number.isInteger(page) && page >= 1 && page <= maxPage) return page;
  throw new ChatError("bad_usage", `"page:" needs a number from 1 to ${maxPage}`);
}
