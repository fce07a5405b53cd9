import type { Env } from "../../helpers/env.ts";
import type { ChatClient } from "../../client/chat_client.ts";
import type { ByeMessage } from "../../protocol.ts";
import { exitStatus } from "../connection_text.ts";
import { describeBye } from "../describe.ts";
import { ScreenClient } from "./screen_client.ts";
import type { ScreenClientOptions } from "./screen_client_options.ts";
import { colorDepth } from "./style/theme.ts";
import { giveBackOnCrash, RawTerminal } from "../terminal/raw_terminal.ts";
import { forFullScreen } from "../terminal/terminal_codes.ts";

export interface RunScreenClientOptions extends Omit<ScreenClientOptions, "terminal" | "depth"> {
  /** Tells what the terminal can do. */
  readonly env: Env;
  /** Tells why the server ended it, once the terminal is as it was. */
  readonly tell: (text: string) => void;
}

/** The client on a whole terminal. Gives the exit status when the person or the server ends it. */
export async function runScreenClient(
  client: ChatClient,
  options: RunScreenClientOptions,
): Promise<number> {
  const bye = await show(client, options);
  const told = bye === undefined ? undefined : describeBye(bye);
  if (told !== undefined) options.tell(told);
  return exitStatus(bye);
}

async function show(
  client: ChatClient,
  options: RunScreenClientOptions,
): Promise<ByeMessage | undefined> {
  let screen: ScreenClient | undefined;
  const drawAnew = () => screen?.drawAnew();
  using terminal = new RawTerminal({
    modes: forFullScreen,
    onInput: (event) => screen?.input(event),
    onResize: drawAnew,
    onResume: drawAnew,
    onEnd: () => void client.close(),
  });
  using _crash = giveBackOnCrash(terminal);
  using face = screen = new ScreenClient(client, {
    ...options,
    terminal,
    depth: colorDepth(options.env),
  });
  return await face.run();
}
