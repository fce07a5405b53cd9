/** The process of an attack: its name, the server's port. Ends when it is killed, or when its input does. */

import { within } from "../../helpers/within.ts";
import { attacks } from "./attacks/mod.ts";

const [name, port] = Deno.args;
const attack = attacks.find((attack) => attack.name === name);
if (attack === undefined) throw new Error(`No attack is called "${name}"`);
const stopping = new AbortController();
const running = attack.run({ port: Number(port), signal: stopping.signal });
// Whoever started it ends it so, and is gone itself if it does not.
for await (const _chunk of Deno.stdin.readable);
stopping.abort();
// What it is in the middle of, such as a write that the server does not take, is not waited for.
await within(1000, running);
Deno.exit();
