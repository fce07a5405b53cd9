/**
 * Takes the pictures of the documentation from real servers and real clients: `deno task pictures`. It needs tmux;
 * without weechat and nc those of other clients stay as they are, without chromium those of the page. The times in them
 * are those of the day.
 */

import { takeOneClient } from "./one_client.ts";
import { takePage } from "./page.ts";
import { takeThreeClients } from "./three_clients.ts";

await takeOneClient();
await takeThreeClients();
await takePage();
