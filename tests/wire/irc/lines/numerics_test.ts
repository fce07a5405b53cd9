import assert from "node:assert/strict";
import { reply } from "../../../../wire/irc/lines/numerics.ts";

Deno.test("reply() puts the numeric's text behind its parameters", () => {
  assert.deepEqual(reply("ERR_NOSUCHNICK", "bob"), {
    command: "401",
    params: ["bob", "No such nick"],
    trailing: true,
  });
  assert.deepEqual(reply("RPL_LISTEND").params, ["End of LIST"]);
});

Deno.test("reply() leaves the last parameter to who answers where it is not always the same", () => {
  assert.deepEqual(reply("RPL_TOPIC", "#dev", "Tea at four"), {
    command: "332",
    params: ["#dev", "Tea at four"],
    trailing: false,
  });
});

Deno.test("reply() takes any number of what a numeric has many of", () => {
  const tokens = ["UTF8ONLY", "NICKLEN=32"];
  const text = "are supported by this server";
  assert.deepEqual(reply("RPL_ISUPPORT", ...tokens).params, [...tokens, text]);
  assert.deepEqual(reply("RPL_CHANNELMODEIS", "#dev", "+kl", "key", "5").params, [
    "#dev",
    "+kl",
    "key",
    "5",
  ]);
});

Deno.test("reply() wants as many parameters as the numeric has", () => {
  // @ts-expect-error: the channel's name is missing
  reply("RPL_ENDOFNAMES");
  // @ts-expect-error: its text is in the table
  reply("RPL_ENDOFNAMES", "#dev", "End");
});
