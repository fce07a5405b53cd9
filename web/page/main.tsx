/** Where the page begins. */

import { start } from "./start.tsx";

start(() => import("./view/later.ts"));
