import {
  commandLine,
  envVar,
  lineBreak,
  type Message,
  message,
  metavar,
  optionName,
  text,
} from "@optique/core/message";
import { map, multiple, withDefault, WithDefaultError } from "@optique/core/modifiers";
import type { Parser } from "@optique/core/parser";
import { argument, flag, option } from "@optique/core/primitives";
import type { ValueParser } from "@optique/core/valueparser";
import type { Env } from "../helpers/env.ts";
import { yesOrNo } from "./value_parsers.ts";

export interface Setting<T, Fallback> {
  readonly value: ValueParser<"sync", T>;
  readonly description: string;
  /** With neither an option nor a variable. */
  readonly fallback: Fallback;
  /** What the help says of an undefined fallback. */
  readonly shown?: string;
}

/** `--name VALUE`, else its variable, else the fallback. One parser reads both. */
export function valueOption<T, const Fallback extends T | undefined>(
  env: Env,
  name: `--${string}`,
  setting: Setting<T, Fallback>,
): Parser<"sync", T | Fallback, unknown> {
  const { value, description, fallback } = setting;
  const parser = namedOption(name, value, describe(description, name, shownFallback(setting)));
  return withDefault(parser, () => valueFromEnv(env, name, value) ?? fallback);
}

/** As often as is wanted, each time some values; the variable has all in one list. None, if absent. */
export function listOption<T>(
  env: Env,
  name: `--${string}`,
  { value, description, shown }: {
    readonly value: ValueParser<"sync", readonly T[]>;
    readonly description: string;
    /** What the help says of none. */
    readonly shown: string;
  },
): Parser<"sync", readonly T[], unknown> {
  const described = describe(description, name, shown);
  const given = multiple(namedOption(name, value, described), { min: 1 });
  const fromEnv = () => valueFromEnv(env, name, value) ?? [];
  return withDefault(map(given, (lists) => lists.flat()), fromEnv);
}

/** `--name VALUE`, which nothing stands in for. */
export function namedOption<T>(
  name: `--${string}`,
  value: ValueParser<"sync", T>,
  description: Message,
): Parser<"sync", T, unknown> {
  return option(name, value, {
    description,
    // What the value parser says begins with a verb.
    errors: { invalidValue: (error) => message`${optionName(name)} ${error}` },
  });
}

/** The same for an argument, whose variable is named after its metavariable. */
export function valueArgument<T, const Fallback extends T | undefined>(
  env: Env,
  setting: Setting<T, Fallback>,
): Parser<"sync", T | Fallback, unknown> {
  const { value, description, fallback } = setting;
  const name = value.metavar;
  const parser = argument(value, {
    description: describe(description, name, shownFallback(setting)),
    errors: { invalidValue: (error) => message`${metavar(name)} ${error}` },
  });
  return withDefault(parser, () => valueFromEnv(env, name, value) ?? fallback);
}

/** `--name`, else whether its variable says yes. */
export function flagOption(
  env: Env,
  name: `--${string}`,
  description: string,
): Parser<"sync", boolean, unknown> {
  const parser = flag(name, { description: describe(description, name, "no") });
  return withDefault(parser, () => valueFromEnv(env, name, yesOrNo()) ?? false);
}

/** The environment's name for an option: `CHATROOM_MAX_CLIENTS` for `--max-clients`. */
export function variableOf(name: string): string {
  return `CHATROOM_${name.replace(/^--/, "").replaceAll("-", "_").toUpperCase()}`;
}

/**
 * What the option's variable says; undefined if it is empty or not set. Throws `WithDefaultError`,
 * which a default may: the parser library makes a usage error of it.
 */
export function valueFromEnv<T>(
  env: Env,
  name: string,
  value: ValueParser<"sync", T>,
): T | undefined {
  const input = env(variableOf(name)) ?? "";
  if (input === "") return undefined;
  const result = value.parse(input);
  if (result.success) return result.value;
  throw new WithDefaultError(message`${envVar(variableOf(name))} ${result.error}`);
}

/** Two lines of the help: what the option is for, and what stands in for it where it is absent. */
export function describe(description: string, name: string, fallback: string): Message {
  const [shown, variable] = [text(fallback), envVar(variableOf(name))];
  return message`${text(description)}${lineBreak()}[default: ${shown}, env: ${variable}]`;
}

function shownFallback<T>({ value, fallback, shown = "none" }: Setting<T, T | undefined>): string {
  return fallback === undefined ? shown : value.format(fallback);
}

/** Command lines for the foot of a help page, one a line and ready to paste. */
export function examples(...lines: readonly string[]): Message {
  const indented = lines.flatMap((line) => [lineBreak(), commandLine(`  ${line}`)]);
  return [text("Examples:"), ...indented];
}
