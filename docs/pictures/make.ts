/**
 * Takes the pictures of the README from a real server and real clients, in real terminals: `deno task pictures`.
 * It needs tmux; without weechat and nc those of other clients stay as they are. The times in them are those of the day.
 */

import { takeOneClient } from "./one_client.ts";
import { takeThreeClients } from "./three_clients.ts";

await takeOneClient();
await takeThreeClients();
