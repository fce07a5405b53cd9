import assert from "node:assert/strict";
import { isHostName } from "../../../helpers/network/host_name.ts";
import { splitUserHost } from "../../../wire/irc/lines/host.ts";
import { senderOf } from "../../../wire/irc/source.ts";
import { noDirectory } from "../../support/servers/no_directory.ts";

Deno.test("senderOf() gives each who is gone a host of its own, whatever its nick", () => {
  const hostOf = (nick: string, person: string) =>
    splitUserHost(senderOf(noDirectory, nick, person).source ?? "").host;
  const [ann, bob] = [hostOf("ann", "KBmYOc-Cu0Fe1te4"), hostOf("bob", "aPUprKrlKGuVWKit")];
  assert.notEqual(ann, bob);
  assert.equal(hostOf("anna", "KBmYOc-Cu0Fe1te4"), ann);
  assert.ok(isHostName(ann), ann);
});
