import type { Env } from "../helpers/env.ts";
import { parseAddress } from "./address.ts";
import { parse } from "./parse.ts";

const unused = "replaced.invalid";

/** The arguments of a client's command line that was understood, with that address in place of its own, or behind them. */
export function replaceAddress(
  args: readonly string[],
  env: Env,
  address: string,
): readonly string[] {
  const index = args.findIndex((arg, index) =>
    parseAddress(arg) !== undefined && isAddress(args.with(index, unused), env)
  );
  return index === -1 ? [...args, address] : args.with(index, address);
}

/** Whether `unused` is the address there, and not an option's value. */
function isAddress(args: readonly string[], env: Env): boolean {
  const parsed = parse(args, env, { out() {}, error() {}, colors: false });
  return parsed.command === "client" && parsed.options.address.host === unused;
}
