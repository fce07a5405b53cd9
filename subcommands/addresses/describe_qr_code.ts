import { ChatError } from "../../chat/chat_error.ts";
import { parseRoomName } from "../../chat/rooms/room_name.ts";
import type { Env } from "../../helpers/env.ts";
import { formatWebLink } from "../../helpers/network/format_address.ts";
import { defaultRoom } from "../../protocol.ts";
import { drawQrCode } from "../../ui/qr_code.ts";
import type { TerminalSize } from "../../ui/terminal/terminal_streams.ts";
import { colorsWanted } from "../../ui/text_style.ts";

/** Where the code is to be shown. */
export interface QrCodeScreen {
  readonly isTerminal: boolean;
  readonly size: Pick<TerminalSize, "columns" | "rows">;
}

/**
 * The first of the addresses for browsers as a QR code, for a phone's camera, and why where there can be none. `room`:
 * where it leads, as somebody typed it; empty, if to none.
 */
export function describeQrCode(
  [best]: readonly string[],
  room: string,
  screen: QrCodeScreen,
  env: Env = (name) => Deno.env.get(name),
): string {
  if (best === undefined) return "There is no QR code: the page has no address for browsers";
  if (/^http:\/\/(127\.|\[::1\])/.test(best)) {
    return `There is no QR code: ${best} is for this machine alone`;
  }
  try {
    return draw(formatWebLink(best, { room: parseRoom(room) }), screen, env);
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}

/** Undefined for the one that everybody comes into. Throws `ChatError`. */
function parseRoom(typed: string): string | undefined {
  const room = typed === "" ? defaultRoom : parseRoomName(typed);
  return room === defaultRoom ? undefined : room;
}

function draw(link: string, { isTerminal, size }: QrCodeScreen, env: Env): string {
  const colors = colorsWanted(env, isTerminal);
  const code = drawQrCode(link, { colors, hasBlocks: hasBlocks(env) });
  const { columns = Infinity, rows = Infinity } = isTerminal ? size : {};
  // One more is for what is typed below.
  const takenRows = code.rows.length + 1;
  if (code.columns > columns || takenRows > rows) {
    const [taken, had] = [
      `${code.columns} columns and ${takenRows} rows`,
      `${columns} and ${rows}`,
    ];
    return `The QR code of ${link} takes ${taken}, and here are ${had}: make the window larger, or its letters smaller, and try again`;
  }
  const head = colors ? link : `${link} (for a terminal that is light on dark)`;
  return [head, ...code.rows].join("\n");
}

/** Whether the terminal shows more than ASCII; where nothing tells, it does (POSIX, "Locale": the first that is set). */
function hasBlocks(env: Env): boolean {
  const locale = [env("LC_ALL"), env("LC_CTYPE"), env("LANG")].find((each = "") => each !== "");
  return locale === undefined || /utf-?8/i.test(locale);
}
