/** What was said before: https://ircv3.net/specs/extensions/chathistory */

import type { ClientMessage, ErrorMessage, HistoryRequest } from "../../../../protocol.ts";
import { batched } from "../../lines/batch.ts";
import { upperCase } from "../../lines/casemapping.ts";
import { parseSelector, type Selector } from "../../lines/msgid.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { keptLines, untoldKinds } from "../../events/kept.ts";
import { findHistory, parseLimit } from "../../history.ts";
import { PagesAsked } from "../../client/pages_asked.ts";
import type { IrcCommand } from "../command.ts";
import { askTargets } from "./chathistory_targets.ts";

type Bounds = Pick<
  HistoryRequest,
  "before" | "after" | "beforeTs" | "afterTs" | "oldest" | "around" | "aroundTs"
>;

interface Subcommand {
  readonly selectors: 1 | 2;
  /** `*` stands for no bound. */
  readonly mayBeUnbound?: true;
  /** Several where it cannot be told which of them has something in it. */
  bounds(...selectors: readonly Selector[]): readonly Bounds[];
}

/** Behind all that there is: with it the newest are meant, and not the oldest. */
const behindAll: Bounds = { before: Number.MAX_SAFE_INTEGER };

const subcommands: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  ["LATEST", {
    selectors: 1,
    mayBeUnbound: true,
    bounds: (start) => [start === undefined ? {} : { ...after(start), ...behindAll }],
  }],
  ["BEFORE", { selectors: 1, bounds: (end) => [end === undefined ? {} : before(end)] }],
  ["AFTER", { selectors: 1, bounds: (start) => [start === undefined ? {} : after(start)] }],
  ["AROUND", { selectors: 1, bounds: (place) => [place === undefined ? {} : around(place)] }],
  ["BETWEEN", {
    selectors: 2,
    bounds: (from, to) => from === undefined || to === undefined ? [] : between(from, to),
  }],
]);

function before(selector: Selector): Bounds {
  return selector.kind === "msgid" ? { before: selector.seq } : { beforeTs: selector.ms };
}

function after(selector: Selector): Bounds {
  return selector.kind === "msgid" ? { after: selector.seq } : { afterTs: selector.ms };
}

function around(selector: Selector): Bounds {
  return selector.kind === "msgid" ? { around: selector.seq } : { aroundTs: selector.ms };
}

/** Up to the limit from `from` on, whichever way that is: of a message and a time only one way has something in it. */
function between(from: Selector, to: Selector): readonly Bounds[] {
  const forwards = { ...after(from), ...before(to), oldest: true };
  const backwards = { ...after(to), ...before(from) };
  if (from.kind !== to.kind) return [forwards, backwards];
  return [placeOf(from) <= placeOf(to) ? forwards : backwards];
}

function placeOf(selector: Selector): number {
  return selector.kind === "msgid" ? selector.seq : selector.ms;
}

export const chathistory: IrcCommand = {
  run(client, { params: [rawName = "", ...params] }) {
    const name = upperCase(rawName);
    if (name === "TARGETS") return askTargets(client, params);
    const subcommand = subcommands.get(name);
    if (subcommand === undefined) {
      const code = rawName === "" ? "NEED_MORE_PARAMS" : "INVALID_PARAMS";
      return client.fail("CHATHISTORY", code, [rawName || "*"], "Unknown subcommand");
    }
    return ask(client, name, subcommand, params);
  },
};

function ask(
  client: IrcClient,
  name: string,
  { selectors: count, mayBeUnbound, bounds }: Subcommand,
  params: readonly string[],
): Asked | void {
  const [target, ...given] = params;
  const [texts, limitText] = [given.slice(0, count), given[count]];
  if (target === undefined || limitText === undefined) {
    return client.fail("CHATHISTORY", "NEED_MORE_PARAMS", [name], "Missing parameters");
  }
  const isUnbound = mayBeUnbound === true && texts[0] === "*";
  const selectors = isUnbound ? [] : texts.map(parseSelector);
  const limit = parseLimit(limitText);
  if (limit === undefined || !selectors.every((selector) => selector !== undefined)) {
    const context = [name, ...texts, limitText];
    return client.fail("CHATHISTORY", "INVALID_PARAMS", context, "Invalid parameters");
  }
  const place = findHistory(client, target);
  if (place === undefined) {
    return client.fail("CHATHISTORY", "INVALID_TARGET", [name, target], "No such history");
  }
  const without = untoldKinds(client.has("draft/event-playback"));
  const requests = bounds(...selectors).map((bounds) => ({ ...place, ...bounds, without, limit }));
  return askPages(client, name, target, requests);
}

function askPages(
  client: IrcClient,
  name: string,
  target: string,
  requests: readonly Omit<HistoryRequest, "type" | "id">[],
): readonly ClientMessage[] {
  const pages = new PagesAsked(requests.length, (messages) =>
    batched({
      ...{ reference: client.responses.nextReference(), source: client.hostName },
      ...{ type: "chathistory", params: [target] },
    }, keptLines(client.directory, messages)));
  const onError = ({ message }: ErrorMessage) =>
    client.fail("CHATHISTORY", "MESSAGE_ERROR", [name, target], message);
  return requests.map((request): ClientMessage => {
    const expected = { command: "CHATHISTORY", target, onError, onAnswer: pages.take };
    return { type: "history", ...request, id: client.expect(expected) };
  });
}
