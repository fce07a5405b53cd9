/** What a page in a browser would use of the client: `client_browser_test.ts` bundles it and runs it. */

import { Client } from "../../client.ts";
import { Conversations } from "../../client/conversations/conversations.ts";

export const page = { Client, Conversations };
Object.assign(globalThis, { page });
