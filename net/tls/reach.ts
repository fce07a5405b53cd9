import { isIP } from "node:net";
import { asciiHost } from "../ascii_host.ts";
import { openTcp, type TcpAddress } from "../open_tcp.ts";
import type { Transport } from "../transport.ts";
import { canUseNodeOverStreams } from "../../helpers/can_use_node_over_streams.ts";
import { HandshakeError, type HandshakeProblem } from "./handshake_error.ts";
import { openTls } from "./open_tls.ts";
import { ownKeyName } from "./own_certificate.ts";
import { probe } from "./probe.ts";
import type { ServerCertificate } from "./server_certificate.ts";
import {
  type Expected,
  type Findings,
  nextStep,
  nothingFound,
  type Refusal,
  type Step,
} from "./next_step.ts";

/** A connection to a server, and what that has proven. */
export type Reached =
  & { readonly transport: Transport }
  & (
    /** A certificate of the key, as PEM; and that of an authority that is not known, if there was one. */
    | {
      readonly by: "key";
      readonly certificate: string;
      readonly passedOver?: ServerCertificate;
    }
    | { readonly by: "authority" }
    /** It is not encrypted. */
    | { readonly by: "nothing" }
  );

/** What answers is not who it should be; nothing was said to it. */
export class RefusedServerError extends Error {
  override readonly name = "RefusedServerError";

  constructor(readonly refusal: Refusal) {
    super(`The server is not trusted: ${refusal.code}`);
  }
}

export interface ReachOptions {
  /** Where certificates cannot be looked at, servers of which nothing is known are spoken to in the clear. */
  readonly canProbe?: boolean;
}

const cannotProbe =
  "the server does not prove a key that is known here, and which it has this program " +
  `cannot see, with the Deno ${Deno.version.deno} in it`;
const webServer = "a web server answers there, and no chatroom server; is the port right?";

/**
 * Connects to a server that proves what is expected of it, in as many attempts as that takes. Rejects with
 * `RefusedServerError`, with `HandshakeError` where a handshake did not come to its end, or with what `connectTcp`
 * throws.
 */
export async function reach(
  address: TcpAddress,
  expected: Expected,
  maxFrameBytes: number,
  signal: AbortSignal,
  { canProbe = canUseNodeOverStreams(Deno.version.deno) }: ReachOptions = {},
): Promise<Reached> {
  let findings = nothingFound;
  for (;;) {
    const next = nextStep(expected, findings);
    const step = next.type === "ask" && !canProbe ? withoutProbe(expected) : next;
    switch (step.type) {
      case "refuse":
        throw new RefusedServerError(step.refusal);
      case "ask":
        findings = await ask(address, step.name, findings, signal);
        break;
      case "connect":
        try {
          return await connect(address, step, maxFrameBytes, signal);
        } catch (error) {
          if (!(error instanceof HandshakeError) || error.code === "broken") throw error;
          findings = refused(findings, step.by, error.code);
        }
        break;
      default:
        step satisfies never;
    }
  }
}

function withoutProbe({ type }: Expected): Step {
  if (type === "nothing") return { type: "connect", by: "nothing" };
  throw new Error(cannotProbe);
}

async function ask(
  address: TcpAddress,
  name: "own" | "host",
  findings: Findings,
  signal: AbortSignal,
): Promise<Findings> {
  const hostName = serverNameOf(address.host);
  // RFC 6066, 3: an address is no name to ask for.
  const asked = name === "own" ? ownKeyName : isIP(hostName) ? "" : hostName;
  const answer = await probe(address, asked, signal);
  if (answer.type === "certificate") {
    return { ...findings, plainAnswers: 0, [name]: answer.certificate };
  }
  if (answer.type === "unproven") return { ...findings, isUnproven: true };
  if (answer.beginning.startsWith("HTTP/")) throw new Error(webServer);
  return answeredPlain(findings);
}

async function connect(
  address: TcpAddress,
  step: Extract<Step, { readonly type: "connect" }>,
  maxFrameBytes: number,
  signal: AbortSignal,
): Promise<Reached> {
  const { by } = step;
  switch (by) {
    case "key": {
      const { certificate, passedOver } = step;
      const peer = { serverName: ownKeyName, certificate };
      const transport = await openTls(address, peer, maxFrameBytes, signal);
      return { by, certificate, passedOver, transport };
    }
    case "authority": {
      const peer = { serverName: serverNameOf(address.host) };
      return { by, transport: await openTls(address, peer, maxFrameBytes, signal) };
    }
    case "nothing":
      return { by, transport: await openTcp(address, maxFrameBytes, signal) };
    default:
      return by satisfies never;
  }
}

function refused(
  findings: Findings,
  by: Reached["by"],
  code: Exclude<HandshakeProblem, "broken">,
): Findings {
  if (code === "no_tls") return answeredPlain(findings);
  return { ...findings, [by === "key" ? "keyProblem" : "authorityProblem"]: code };
}

function answeredPlain(findings: Findings): Findings {
  return { ...findings, plainAnswers: findings.plainAnswers + 1 };
}

/** As TLS has it: without the zone of a link-local address, and in ASCII. */
function serverNameOf(host: string): string {
  const name = host.replace(/%.*$/, "");
  return asciiHost(name);
}
