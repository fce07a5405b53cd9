/** Other servers, each a Debian package, as quick as ours with `--no-rate-limit`: nobody is slowed down or looked up. */

import { freePort } from "../free_port.ts";
import { isInstalled } from "../is_installed.ts";
import { startProgram, type StartServer } from "../servers.ts";
import { type BenchDialect, ircDialect, natsDialect } from "./dialects.ts";

export interface Rival {
  readonly name: string;
  readonly dialect: BenchDialect;
  /** How many it and ours are loaded with. */
  readonly clients: number;
  /** With its configuration in the given folder; undefined, with the reason, where it is not installed. */
  find(folder: string): Promise<{ readonly start?: StartServer; readonly problem?: string }>;
}

interface Program {
  readonly name: string;
  readonly clients?: number;
  readonly program: string;
  readonly dialect: BenchDialect;
  readonly configuration: (port: number, folder: string) => string;
  readonly args: (file: string, port: number) => readonly string[];
  /** What it prints once it listens. */
  readonly listening: string;
}

export const ngircd: Rival = rival({
  name: "ngIRCd",
  program: "ngircd",
  // Debian's accepts about 260.
  clients: 200,
  dialect: ircDialect,
  configuration: (port) =>
    `[Global]
Name = irc.bench.test
Info = bench
Listen = 127.0.0.1
Ports = ${port}
[Limits]
MaxConnectionsIP = 0
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
`,
  args: (file) => ["--nodaemon", "--config", file],
  listening: "Now listening on",
});

const inspircd: Rival = rival({
  name: "InspIRCd",
  program: "inspircd",
  dialect: ircDialect,
  configuration: (port, folder) =>
    `<server name="irc.bench.test" description="bench" network="bench">
<admin name="bench" nick="bench" email="bench@bench.test">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect allow="*" timeout="60" pingfreq="600" hardsendq="67108864" softsendq="33554432" recvq="1048576"
  threshold="100000" commandrate="1000000" fakelag="no" localmax="20000" globalmax="20000"
  maxconnwarn="no" resolvehostnames="no" useident="no" limit="20000" modes="+x">
<performance netbuffersize="10240" somaxconn="1024" softlimit="20000" clonesonconnect="no">
<options maxtargets="20" syntaxhints="no">
<log method="stdout" type="*" level="default" target="stdout">
<pid file="${folder}/inspircd.pid">
`,
  args: (file) => ["--nofork", "--nopid", "--runasroot", "--config", file],
  listening: "InspIRCd is now running",
});

const nats: Rival = rival({
  name: "nats-server",
  program: "nats-server",
  dialect: natsDialect,
  configuration: (port) =>
    `host: 127.0.0.1
port: ${port}
max_connections: 20000
max_pending: 67108864
logfile: "/dev/stdout"
`,
  args: (file) => ["--config", file],
  listening: "Server is ready",
});

export const rivals: readonly Rival[] = [inspircd, ngircd, nats];

function rival(known: Program): Rival {
  const { name, program, dialect, clients = 1000, configuration, args, listening } = known;
  return {
    ...{ name, dialect, clients },
    async find(folder) {
      if (!await isInstalled(program)) return { problem: `there is no ${name} (${program})` };
      const start: StartServer = async (options) => {
        const port = freePort();
        const file = `${folder}/${program}.conf`;
        await Deno.writeTextFile(file, configuration(port, folder));
        const portOf = (line: string) => line.includes(listening) ? port : undefined;
        return await startProgram(program, args(file, port), dialect, portOf, options);
      };
      return { start };
    },
  };
}
