import { roomKey } from "../../../client/conversations/conversation.ts";
import { type ShownResults, withoutIgnored } from "../../../client/conversations/message_filter.ts";
import type { FoundMessage, ResultsMessage } from "../../../protocol.ts";
import { nextResultsPage } from "../../../wording/describe.ts";
import { OpenPage } from "../pages/open_page.ts";
import { resultsPage } from "../pages/pages.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { runOnServer } from "./server_commands.ts";

/**
 * Opens a page of what a search has found. Not while something is written or selected, whose keys the page would take:
 * then it waits for Enter on an empty line.
 */
export function openResults(state: ScreenState, found: ResultsMessage): void {
  const results = withoutIgnored(found, state.settings, state.server) ?? found;
  if (state.writing.isIdle && state.selecting === undefined) return show(state, results);
  state.found = { ...state.found, waiting: results };
  showHint(state, waitingHint(results));
}

export function openWaitingResults(state: ScreenState): void {
  const { waiting } = state.found;
  if (waiting !== undefined) show(state, waiting);
}

/** Tells that something waits, if there is nothing else to tell. */
export function remindOfResults(state: ScreenState): void {
  const { waiting } = state.found;
  if (waiting !== undefined && state.hint === undefined) showHint(state, waitingHint(waiting));
}

/** Goes to what an entry of the page is about: a message, or more of what was found. */
function chooseResult(state: ScreenState, index: number): void {
  const { shown } = state.found;
  if (shown === undefined) return;
  const message = shown.messages[index];
  if (message === undefined) runOnServer(state, "search", nextResultsPage(shown));
  else goToMessage(state, message);
}

function show(state: ScreenState, results: ShownResults): void {
  state.found = { shown: results };
  state.page = new OpenPage(
    resultsPage(results, state.look),
    (index) => chooseResult(state, index),
  );
}

function goToMessage(state: ScreenState, { room, seq, foundAt }: FoundMessage): void {
  const { conversations, reading } = state;
  const conversation = conversations.find(roomKey(room));
  if (conversation === undefined) return showHint(state, `You are not in #${room} any more`);
  void reading.jump(conversation, seq, foundAt);
  conversations.switchTo(conversation);
}

function waitingHint({ messages: { length }, complete }: ShownResults): string {
  return `${complete ? length : `${length} or more`} found: Enter on an empty line shows them`;
}
