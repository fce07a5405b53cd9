import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { openTcp, type TcpAddress } from "../open_tcp.ts";
import type { Transport } from "../transport.ts";
import { HandshakeError, type HandshakeProblem } from "./handshake_error.ts";
import { openTls } from "./open_tls.ts";
import { ownKeyName } from "./own_certificate.ts";
import { probe } from "./probe.ts";
import { type Expected, type Findings, nextStep, nothingFound, type Refusal } from "./trust.ts";

/** A way to a server, and what it has proven. */
export type Reached =
  & { readonly transport: Transport }
  & (
    /** A certificate of the key, as PEM. */
    | { readonly by: "key"; readonly certificate: string }
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

/** How servers are reached; a test may have its own. */
export interface Network {
  readonly probe: typeof probe;
  readonly openTls: typeof openTls;
  readonly openTcp: typeof openTcp;
}

const webServer = "a web server answers there, and no chatroom server; is the port right?";
const tcpNetwork: Network = { probe, openTls, openTcp };

/**
 * Opens a way to a server that proves what is expected of it, over as many connections as that takes. Rejects with
 * `RefusedServerError`, with `HandshakeError` where a handshake did not come to its end, or with what `connectTcp` throws.
 */
export async function reach(
  address: TcpAddress,
  expected: Expected,
  maxFrameBytes: number,
  signal: AbortSignal,
  network: Network = tcpNetwork,
): Promise<Reached> {
  const hostName = serverNameOf(address.host);
  const open = (serverName: string, certificate?: string) =>
    network.openTls(address, { serverName, certificate }, maxFrameBytes, signal);
  let findings = nothingFound;
  for (;;) {
    const step = nextStep(expected, findings);
    if (step.type === "refuse") throw new RefusedServerError(step.refusal);
    try {
      if (step.type === "ask") {
        const serverName = step.name === "own" ? ownKeyName : isIP(hostName) ? "" : hostName;
        const answer = await network.probe(address, serverName, signal);
        if (answer.type === "plain" && /^HTTP\//.test(answer.beginning)) throw new Error(webServer);
        findings = answer.type === "plain"
          ? answeredPlain(findings)
          : { ...findings, plainAnswers: 0, [step.name]: answer.certificate };
      } else if (step.by === "key") {
        const { by, certificate } = step;
        return { by, certificate, transport: await open(ownKeyName, certificate) };
      } else if (step.by === "authority") {
        return { by: step.by, transport: await open(hostName) };
      } else {
        const transport = await network.openTcp(address, maxFrameBytes, signal);
        return { by: step.by, transport };
      }
    } catch (error) {
      if (!(error instanceof HandshakeError) || error.code === "broken") throw error;
      if (step.type === "ask") throw error;
      findings = refused(findings, step.by, error.code);
    }
  }
}

function answeredPlain(findings: Findings): Findings {
  return { ...findings, plainAnswers: findings.plainAnswers + 1 };
}

function refused(
  findings: Findings,
  by: Reached["by"],
  code: Exclude<HandshakeProblem, "broken">,
): Findings {
  if (code === "no_tls") return answeredPlain(findings);
  return { ...findings, [by === "key" ? "keyProblem" : "authorityProblem"]: code };
}

/** As TLS has it: without the zone of a link-local address, and in ASCII. */
function serverNameOf(host: string): string {
  const name = host.replace(/%.*$/, "");
  return isIP(name) ? name : domainToASCII(name);
}
