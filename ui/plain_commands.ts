import type { ChatClient, SayOptions } from "../client/chat_client.ts";
import { passwordCommand, whyNoPassword } from "../client/commands/password_command.ts";
import { ClientError } from "../client/client_error.ts";
import { findCorrespondent } from "../client/conversations/find_correspondent.ts";
import {
  historySetting,
  type SettingCommand,
  sharedCommands,
} from "../client/settings/setting_commands.ts";
import type { Settings, SettingsStorage } from "../client/settings/settings.ts";
import { explainCommand, findCommand, listCommands } from "../helpers/commands.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import type { CommandSummary } from "../protocol.ts";
import { exposureAdvice, mayExpose } from "./allow_exposure.ts";
import type { Ask } from "./ask.ts";
import { changePassword } from "./change_password.ts";
import { historyCommand } from "./message_view.ts";
import { parseTold } from "../helpers/text/typed_line.ts";
import type { InputHistoryStorage } from "../client/writing/input_history.ts";

/** What the commands need of the face that they are typed at. */
export interface PlainFace {
  /** Where the person is. */
  readonly room: string;
  goTo(room: string): void;
  /** In that room, or `to` somebody alone. */
  say(text: string, options?: Omit<SayOptions, "room">): void;
  tell(text: string): void;
  showNotice(text: string): void;
  showEarlier(args: string): void;
  showKeys(): void;
  /** Absent where what is typed is seen. */
  readonly ask?: Ask;
  /** A line that was not taken is to be typed again. */
  putBack(line: string): void;
}

export interface PlainCommandsOptions {
  readonly settings: SettingsStorage;
  readonly inputHistory: InputHistoryStorage;
}

const keysCommand: CommandSummary = {
  name: "keys",
  aliases: [],
  usage: "/keys",
  summary: "Show what the keys do; so does F1",
};

/** The commands of the client line by line, and the settings that they change. */
export class PlainCommands {
  /** Why the settings that were kept are not used. */
  readonly settingsProblem: string | undefined;
  #settings: Settings;

  constructor(
    private readonly client: ChatClient,
    private readonly face: PlainFace,
    private readonly options: PlainCommandsOptions,
  ) {
    const { settings, problem } = options.settings.load();
    this.#settings = settings;
    this.settingsProblem = problem;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** All that there are: the server's and the client's. */
  get all(): readonly CommandSummary[] {
    const own = [keysCommand, historyCommand, passwordCommand, ...sharedCommands];
    const fromServer = this.client.state.commands.filter(({ name }) =>
      name !== passwordCommand.name
    );
    return [...fromServer, ...own];
  }

  /** `typed` is the name, or an alias, without the slash. What is not the client's is sent to the server. */
  run(typed: string, args: string): void {
    if (!this.#runOwn(typed, args)) this.#runOnServer(typed, args);
  }

  /** False for what the server is to run. */
  #runOwn(typed: string, args: string): boolean {
    const { name } = findCommand(this.all, typed) ?? { name: typed };
    const setting = sharedCommands.find((each) => each.name === name);
    const text = args.trim();
    const room = text.replace(/^#/, "").toLowerCase();
    if (this.#saysBy(name, args)) return true;
    if (name === historyCommand.name && /^o(n|ff)$/i.test(text)) {
      this.#change(historySetting, args);
    } else if (name === historyCommand.name) this.face.showEarlier(args);
    else if (name === keysCommand.name) this.face.showKeys();
    else if (name === passwordCommand.name) void this.#changePassword(args);
    else if (name === "help") return this.#help(text);
    else if (setting !== undefined) this.#change(setting, args);
    // Not by the server, which may be out of reach.
    else if (name === "quit") void this.client.close(text || undefined);
    else if (name === "join" && this.client.state.rooms.has(room)) this.face.goTo(room);
    else return false;
    return true;
  }

  /** False for what is no such command: those say something, which waits for a connection as other messages do. */
  #saysBy(name: string, args: string): boolean {
    if (args.trim() === "") return false;
    const { nick: to, text } = parseTold(args);
    if (name === "me") this.face.say(args, { kind: "action" });
    else if (name === "reply") void this.#reply(args);
    else if (name === "msg" && text !== "") this.face.say(text, { to });
    else if (name === "describe" && text !== "") this.face.say(text, { to, kind: "action" });
    else return false;
    return true;
  }

  #change(setting: SettingCommand, args: string): void {
    const { changes, text } = setting.run(args, this.#settings, this.client.state);
    this.#settings = { ...this.#settings, ...changes };
    if (changes?.history === false) this.options.inputHistory.erase();
    const problem = changes === undefined ? undefined : this.options.settings.save(changes);
    if (problem !== undefined) this.face.tell(`This is not kept: ${problem}`);
    this.face.tell(text);
  }

  /** False where there is no such command, as far as is known. */
  #help(asked: string): boolean {
    const command = findCommand(this.all, asked.split(/\s/, 1)[0] ?? "");
    if (asked !== "" && command === undefined) return false;
    this.face.showNotice(
      command === undefined ? listCommands(this.all) : explainCommand(command),
    );
    return true;
  }

  async #changePassword(args: string): Promise<void> {
    const { client, face } = this;
    const problem = whyNoPassword(client, args);
    if (problem !== undefined) face.tell(problem);
    else if (face.ask !== undefined) face.tell(await changePassword(client, face.ask));
    else face.tell("A password would be seen here: set it at another terminal");
  }

  #runOnServer(name: string, args: string): void {
    try {
      this.client.runCommand(name, args, this.face.room);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.code === "not_encrypted") void this.#runIfAllowed(name, args, error.message);
      else this.face.tell(error.message);
    }
  }

  /** Asks before a secret goes where others can read it; `problem` says that they can. */
  async #runIfAllowed(name: string, args: string, problem: string): Promise<void> {
    const { client, face } = this;
    if (face.ask === undefined) return face.tell(`Not sent: ${problem}${exposureAdvice}`);
    if (await mayExpose(client, face.ask)) return this.#runOnServer(name, args);
    face.tell("Not sent");
    face.putBack(`/${name} ${args}`.trimEnd());
  }

  async #reply(text: string): Promise<void> {
    try {
      const found = await findCorrespondent(this.client, this.#settings);
      if ("problem" in found) this.face.tell(found.problem);
      else this.face.say(text, found);
    } catch (error) {
      this.face.tell(`Not said: ${reasonOf(error)} (${text})`);
    }
  }
}
