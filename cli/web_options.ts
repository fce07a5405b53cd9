import type { Parser } from "@optique/core/parser";
import type { Env } from "../helpers/env.ts";
import { flagOption, listOption } from "./option.ts";
import { origins, webHosts } from "./value_parsers.ts";

/** What `chatroom server` is told for browsers. */
export function webOptions(env: Env): {
  readonly allowHost: Parser<"sync", readonly string[], unknown>;
  readonly allowOrigin: Parser<"sync", readonly string[], unknown>;
  readonly hsts: Parser<"sync", boolean, unknown>;
} {
  return {
    allowHost: listOption(env, "--allow-host", {
      value: webHosts(),
      description:
        "Names by which browsers may come, as often as is wanted. Without it: addresses, names without a dot, those in .local, .lan and .home.arpa, --server-name, and those of the machine and the certificate.",
      shown: "none more",
    }),
    allowOrigin: listOption(env, "--allow-origin", {
      value: origins(),
      description:
        "Other sites whose pages may connect, as often as is wanted, such as https://chat.example.org: also where a proxy takes the encryption off.",
      shown: "its own page",
    }),
    hsts: flagOption(
      env,
      "--hsts",
      "With --cert: browsers that came by https come so alone for a year, to all ports of the host (HSTS).",
    ),
  };
}
