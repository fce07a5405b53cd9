// deno-lint-ignore-file no-control-regex -- they are what is looked for
import assert from "node:assert/strict";
import { capabilities } from "../../wire/irc/capabilities.ts";
import { ircSpeech } from "./irc_speech.ts";
import { Speaker } from "./speaker.ts";
import { nativeSpeech, type Speech } from "./speech.ts";
import { textSpeech } from "./text_speech.ts";

/** What may be in no line: C0 but tab, DEL, C1, what reorders text, other ends of lines, halves of pairs. */
const unclean =
  /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]|\p{Cs}/u;

/** Of each dialect: what a frame looks like, and what of its text is to be clean. */
const forms: Readonly<Record<string, (frame: string) => string>> = {
  native(frame) {
    assert.ok(frame.startsWith('{"type":"'), frame);
    assert.doesNotMatch(frame, unclean);
    const strings: string[] = [];
    JSON.parse(frame, (_, value: unknown) => {
      if (typeof value === "string") strings.push(value.replaceAll("\n", ""));
      return value;
    });
    return strings.join("");
  },
  irc(frame) {
    assert.match(frame, /^(?:@\S+ )?(?::[^\s:]\S* )?(?:[A-Z]+|\d{3})(?: [^\s:]\S*)*(?: :.*)?$/);
    const [tags = "", line = ""] = /^(@\S+ )?(.*)$/s.exec(frame)?.slice(1) ?? [];
    assert.ok(line.length <= 510 && tags.length <= 8191, frame);
    return tags + line.replace(/ :\x01([^\x01]+)\x01$/, " :$1");
  },
  text(frame) {
    assert.match(frame, /^(?:\d\d:\d\d |--|==|!!| {3})/);
    return frame;
  },
};

/** A line is of its dialect's form, and nothing in it could move a cursor, hide or forge. */
export function assertClean(dialect: string, frame: string): void {
  const form = forms[dialect] ?? assert.fail(dialect);
  assert.doesNotMatch(form(frame), unclean, `${dialect}: ${JSON.stringify(frame)}`);
}

/** One of each dialect, in the lobby; that of IRC has asked for all that there is. */
export class Listeners implements AsyncDisposable {
  private constructor(readonly all: readonly Speaker[]) {}

  static async join(port: number): Promise<Listeners> {
    const speeches: readonly Speech[] = [nativeSpeech, ircSpeech, textSpeech];
    const all: Speaker[] = [];
    for (const speech of speeches) {
      const speaker = await Speaker.join(speech, port, `hears-${speech.dialect.name}`);
      if (speech === ircSpeech) {
        for (const name of Object.keys(capabilities)) await speaker.send(`CAP REQ :${name}`);
      }
      all.push(speaker);
    }
    return new Listeners(all);
  }

  /** What they got until now, by dialect, looked at, and forgotten. */
  async take(): Promise<ReadonlyMap<string, readonly string[]>> {
    const [native] = this.all;
    const words = `all of it ${crypto.randomUUID()}`;
    await native?.send(nativeSpeech.say("lobby", words));
    for (const each of this.all) await each.hears(`lobby <hears-native> ${words}`);
    return new Map(this.all.map(({ speech: { dialect: { name } }, frames }) => {
      const taken = frames.splice(0);
      for (const frame of taken) assertClean(name, frame);
      return [name, taken];
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.all) await each[Symbol.asyncDispose]();
  }
}
