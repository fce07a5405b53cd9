import { ircSpeech } from "./irc_speech.ts";
import { textSpeech } from "./text_speech.ts";
import { nativeSpeech, type Speech, tinySpeech } from "./speech.ts";

/** The dialects that the conformance suite runs over: each has its line, and so its client, here. */
export const speeches: readonly Speech[] = [nativeSpeech, tinySpeech, ircSpeech, textSpeech];
