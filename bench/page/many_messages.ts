import type { MeasureOptions } from "../measure.ts";
import { type RunningServer, startChatroomIn } from "../servers.ts";
import { fileURLToPath } from "node:url";

const room = "lobby";
const program = fileURLToPath(new URL("../../main.ts", import.meta.url));
/** Between two messages. */
const stepMs = 20_000;
const words = "so the pendulum of two metres swings as long as that of one seems to say it does"
  .split(" ");

/** Stands in the text of that message of so many, and in no other. */
export function markOf(number: number): string {
  return `[message ${number}]`;
}

/** The number of the first message whose text is in this one. */
export function numberIn(text: string): number | undefined {
  const digits = /\[message (\d+)\]/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A server with so many messages in its room, taken in from a file. */
export async function startWithMessages(
  count: number,
  folder: string,
  options: MeasureOptions,
): Promise<RunningServer> {
  const [file, data] = [`${folder}/messages.jsonl`, `${folder}/many`];
  const firstMs = Date.now() - count * stepMs;
  const lines = Array.from({ length: count }, (_, i) => line(i + 1, firstMs + i * stepMs));
  await Deno.writeTextFile(file, lines.join(""));
  const { signal } = options;
  const args = ["run", "--allow-all", program, "history", "import", "--data", data, file];
  const command = new Deno.Command(Deno.execPath(), { args, signal, stdout: "null" });
  const { success, stderr } = await command.output();
  if (!success) throw new Error(`Cannot import: ${new TextDecoder().decode(stderr)}`);
  return await startChatroomIn(data)(options);
}

function line(seq: number, ts: number): string {
  const by = `member${Math.floor(seq / 3) % 40}`;
  const message = {
    room,
    seq,
    ts,
    from: by,
    text: textOf(seq),
    kind: "text",
    identity: by,
    id: `m${seq}`,
  };
  return `${JSON.stringify(message)}\n`;
}

/** Most are short; some take several lines, have a link or are code. */
function textOf(number: number): string {
  const length = number % 7 === 0 ? 60 : 4 + number % 15;
  const text = Array.from({ length }, (_, i) => words[(number + i) % words.length]).join(" ");
  const mark = markOf(number);
  if (number % 50 === 0) return `${mark}\n\`\`\`ts\nconst period = 2 * Math.PI;\n${text}\n\`\`\``;
  if (number % 11 === 0) return `${mark} https://example.com/${number} ${text}`;
  return `${mark} ${text}`;
}
