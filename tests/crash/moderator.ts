import { RawClient } from "../support/clients/raw_client.ts";
import { openSqlite } from "../../store/sqlite.ts";

/** What a person may be: each of these, or not, one change after another. */
const banned = ["b0", "b1", "b2", "b3", "b4"];
const voiced = "talker0";
export const moderatedRoom = "kept";

/** Keeps order in a room of its own as fast as it is let, and notes what the server has acknowledged of it. */
export class Moderator implements AsyncDisposable {
  /** How often something was acknowledged. */
  acknowledged = 0;
  /** What was acknowledged last of each; absent while an answer is awaited. */
  readonly #settled = new Map<string, boolean>();
  #stopped = false;
  #running = Promise.resolve();
  #client: RawClient | undefined;
  #token: string | undefined;

  /** `port`: where the server is now, which may be another one each time. `tls`: its own certificate, as PEM. */
  constructor(private readonly port: () => number, private readonly tls: string) {}

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing more is asked. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await this.#client?.[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#client?.close();
    return this.stop();
  }

  /** What was acknowledged and is not so in the records that the server left. */
  async lostIn(directory: string): Promise<readonly string[]> {
    await using store = await openSqlite({ directory });
    const record = store.records.rooms.atOpening.find(({ room }) => room === moderatedRoom);
    const isSo = (what: string) =>
      what === voiced
        ? record?.voices.some(({ nick }) => nick === what) === true
        : record?.bans.some(({ whom }) => whom === what) === true;
    return [...this.#settled].filter(([what, isOn]) => isSo(what) !== isOn)
      .map(([what, isOn]) => `${what} is ${isOn ? "not" : "still"} there`);
  }

  async #run(): Promise<void> {
    for (let count = 0; !this.#stopped; count++) {
      const what = [...banned, voiced][count % (banned.length + 1)] ?? voiced;
      const isOn = Math.floor(count / (banned.length + 1)) % 2 === 0;
      try {
        this.#client ??= await this.#connect();
        await this.#change(this.#client, what, isOn);
      } catch {
        // The server is killed, or the disk is full: it is tried again once it is back.
        await this.#client?.[Symbol.asyncDispose]();
        this.#client = undefined;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  async #connect(): Promise<RawClient> {
    const client = await RawClient.join(this.port(), "moderator", {
      rooms: [moderatedRoom],
      tls: this.tls,
      ...(this.#token === undefined ? {} : { token: this.#token }),
    });
    this.#token = client.welcome.token;
    return client;
  }

  async #change(client: RawClient, what: string, isOn: boolean): Promise<void> {
    const name = what === voiced ? (isOn ? "voice" : "unvoice") : isOn ? "ban" : "unban";
    const id = crypto.randomUUID();
    this.#settled.delete(what);
    client.command(name, what, { room: moderatedRoom, id });
    const isKept = await client.transcript.next((message) => {
      const isAnswer = message.type === "notice" || message.type === "error";
      return isAnswer && message.id === id ? message.type === "notice" : undefined;
    }, `the answer to /${name}`);
    if (!isKept) return;
    this.#settled.set(what, isOn);
    this.acknowledged++;
  }
}
