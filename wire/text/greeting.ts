import { nickQuestion } from "./coming_in.ts";

/** What is said first to a person, as nothing has come: who is asked here, and the first question. */
export function greeting(server: string): readonly string[] {
  return [
    `== This is "${server}", a chatroom server`,
    "== What you type is said to all in the room; /help lists commands, /quit ends it",
    `== ${nickQuestion}`,
  ];
}
