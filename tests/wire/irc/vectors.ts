/**
 * Test vectors of irc-parser-tests, written by Daniel Oaks in 2015 and dedicated to the public domain (CC0 1.0,
 * http://creativecommons.org/publicdomain/zero/1.0/). Some come from those of grawity (WTFPL v2), of Mozilla (public
 * domain) and of Sadie (with her leave).
 */

export interface Atoms {
  readonly tags?: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly verb: string;
  readonly params: readonly string[];
}

/** What is read from a line. */
export const splits: readonly { readonly input: string; readonly atoms: Atoms }[] = [
  { input: "foo bar baz asdf", atoms: { verb: "foo", params: ["bar", "baz", "asdf"] } },
  {
    input: ":coolguy foo bar baz asdf",
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "asdf"] },
  },
  { input: "foo bar baz :asdf quux", atoms: { verb: "foo", params: ["bar", "baz", "asdf quux"] } },
  { input: "foo bar baz :", atoms: { verb: "foo", params: ["bar", "baz", ""] } },
  { input: "foo bar baz ::asdf", atoms: { verb: "foo", params: ["bar", "baz", ":asdf"] } },
  {
    input: ":coolguy foo bar baz :asdf quux",
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "asdf quux"] },
  },
  {
    input: ":coolguy foo bar baz :  asdf quux ",
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "  asdf quux "] },
  },
  {
    input: ":coolguy PRIVMSG bar :lol :) ",
    atoms: { source: "coolguy", verb: "PRIVMSG", params: ["bar", "lol :) "] },
  },
  {
    input: ":coolguy foo bar baz :",
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", ""] },
  },
  {
    input: ":coolguy foo bar baz :  ",
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "  "] },
  },
  {
    input: "@a=b;c=32;k;rt=ql7 foo",
    atoms: { tags: { a: "b", c: "32", k: "", rt: "ql7" }, verb: "foo", params: [] },
  },
  {
    input: "@a=b\\\\and\\nk;c=72\\s45;d=gh\\:764 foo",
    atoms: { tags: { a: "b\\and\nk", c: "72 45", d: "gh;764" }, verb: "foo", params: [] },
  },
  {
    input: "@c;h=;a=b :quux ab cd",
    atoms: { tags: { c: "", h: "", a: "b" }, source: "quux", verb: "ab", params: ["cd"] },
  },
  { input: ":src JOIN #chan", atoms: { source: "src", verb: "JOIN", params: ["#chan"] } },
  { input: ":src JOIN :#chan", atoms: { source: "src", verb: "JOIN", params: ["#chan"] } },
  { input: ":src AWAY", atoms: { source: "src", verb: "AWAY", params: [] } },
  { input: ":src AWAY ", atoms: { source: "src", verb: "AWAY", params: [] } },
  {
    input: ":cool\tguy foo bar baz",
    atoms: { source: "cool\tguy", verb: "foo", params: ["bar", "baz"] },
  },
  {
    input: ":coolguy!ag@net\u00035w\u0003ork.admin PRIVMSG foo :bar baz",
    atoms: {
      source: "coolguy!ag@net\u00035w\u0003ork.admin",
      verb: "PRIVMSG",
      params: ["foo", "bar baz"],
    },
  },
  {
    input: ":coolguy!~ag@n\u0002et\u000305w\u000fork.admin PRIVMSG foo :bar baz",
    atoms: {
      source: "coolguy!~ag@n\u0002et\u000305w\u000fork.admin",
      verb: "PRIVMSG",
      params: ["foo", "bar baz"],
    },
  },
  {
    input:
      "@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4= :irc.example.com COMMAND param1 param2 :param3 param3",
    atoms: {
      tags: { tag1: "value1", tag2: "", "vendor1/tag3": "value2", "vendor2/tag4": "" },
      source: "irc.example.com",
      verb: "COMMAND",
      params: ["param1", "param2", "param3 param3"],
    },
  },
  {
    input: ":irc.example.com COMMAND param1 param2 :param3 param3",
    atoms: {
      source: "irc.example.com",
      verb: "COMMAND",
      params: ["param1", "param2", "param3 param3"],
    },
  },
  {
    input:
      "@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4 COMMAND param1 param2 :param3 param3",
    atoms: {
      tags: { tag1: "value1", tag2: "", "vendor1/tag3": "value2", "vendor2/tag4": "" },
      verb: "COMMAND",
      params: ["param1", "param2", "param3 param3"],
    },
  },
  { input: "COMMAND", atoms: { verb: "COMMAND", params: [] } },
  {
    input: "@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND",
    atoms: { tags: { foo: "\\\\;\\s \r\n" }, verb: "COMMAND", params: [] },
  },
  {
    input: ":gravel.mozilla.org 432  #momo :Erroneous Nickname: Illegal characters",
    atoms: {
      source: "gravel.mozilla.org",
      verb: "432",
      params: ["#momo", "Erroneous Nickname: Illegal characters"],
    },
  },
  {
    input: ":gravel.mozilla.org MODE #tckk +n ",
    atoms: { source: "gravel.mozilla.org", verb: "MODE", params: ["#tckk", "+n"] },
  },
  {
    input: ":services.esper.net MODE #foo-bar +o foobar  ",
    atoms: { source: "services.esper.net", verb: "MODE", params: ["#foo-bar", "+o", "foobar"] },
  },
  {
    input: "@tag1=value\\\\ntest COMMAND",
    atoms: { tags: { tag1: "value\\ntest" }, verb: "COMMAND", params: [] },
  },
  {
    input: "@tag1=value\\1 COMMAND",
    atoms: { tags: { tag1: "value1" }, verb: "COMMAND", params: [] },
  },
  {
    input: "@tag1=value1\\ COMMAND",
    atoms: { tags: { tag1: "value1" }, verb: "COMMAND", params: [] },
  },
  {
    input: "@tag1=1;tag2=3;tag3=4;tag1=5 COMMAND",
    atoms: { tags: { tag1: "5", tag2: "3", tag3: "4" }, verb: "COMMAND", params: [] },
  },
  {
    input: "@tag1=1;tag2=3;tag3=4;tag1=5;vendor/tag2=8 COMMAND",
    atoms: {
      tags: { tag1: "5", tag2: "3", tag3: "4", "vendor/tag2": "8" },
      verb: "COMMAND",
      params: [],
    },
  },
  {
    input: ":SomeOp MODE #channel :+i",
    atoms: { source: "SomeOp", verb: "MODE", params: ["#channel", "+i"] },
  },
  {
    input: ":SomeOp MODE #channel +oo SomeUser :AnotherUser",
    atoms: {
      source: "SomeOp",
      verb: "MODE",
      params: ["#channel", "+oo", "SomeUser", "AnotherUser"],
    },
  },
];

/** What may be written for it. */
export const joins: readonly { readonly atoms: Atoms; readonly matches: readonly string[] }[] = [
  {
    atoms: { verb: "foo", params: ["bar", "baz", "asdf"] },
    matches: ["foo bar baz asdf", "foo bar baz :asdf"],
  },
  { atoms: { source: "src", verb: "AWAY", params: [] }, matches: [":src AWAY"] },
  { atoms: { source: "src", verb: "AWAY", params: [""] }, matches: [":src AWAY :"] },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "asdf"] },
    matches: [":coolguy foo bar baz asdf", ":coolguy foo bar baz :asdf"],
  },
  {
    atoms: { verb: "foo", params: ["bar", "baz", "asdf quux"] },
    matches: ["foo bar baz :asdf quux"],
  },
  { atoms: { verb: "foo", params: ["bar", "baz", ""] }, matches: ["foo bar baz :"] },
  { atoms: { verb: "foo", params: ["bar", "baz", ":asdf"] }, matches: ["foo bar baz ::asdf"] },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "asdf quux"] },
    matches: [":coolguy foo bar baz :asdf quux"],
  },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "  asdf quux "] },
    matches: [":coolguy foo bar baz :  asdf quux "],
  },
  {
    atoms: { source: "coolguy", verb: "PRIVMSG", params: ["bar", "lol :) "] },
    matches: [":coolguy PRIVMSG bar :lol :) "],
  },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", ""] },
    matches: [":coolguy foo bar baz :"],
  },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["bar", "baz", "  "] },
    matches: [":coolguy foo bar baz :  "],
  },
  {
    atoms: { source: "coolguy", verb: "foo", params: ["b\tar", "baz"] },
    matches: [":coolguy foo b\tar baz", ":coolguy foo b\tar :baz"],
  },
  {
    atoms: { tags: { asd: "" }, source: "coolguy", verb: "foo", params: ["bar", "baz", "  "] },
    matches: ["@asd :coolguy foo bar baz :  ", "@asd= :coolguy foo bar baz :  "],
  },
  {
    atoms: { tags: { asd: "" }, source: "coolguy", verb: "foo", params: ["bar", "baz", "  "] },
    matches: ["@asd :coolguy foo bar baz :  "],
  },
  {
    atoms: { tags: { a: "b\\and\nk", d: "gh;764" }, verb: "foo", params: [] },
    matches: ["@a=b\\\\and\\nk;d=gh\\:764 foo", "@d=gh\\:764;a=b\\\\and\\nk foo"],
  },
  {
    atoms: { tags: { a: "b\\and\nk", d: "gh;764" }, verb: "foo", params: ["par1", "par2"] },
    matches: [
      "@a=b\\\\and\\nk;d=gh\\:764 foo par1 par2",
      "@a=b\\\\and\\nk;d=gh\\:764 foo par1 :par2",
      "@d=gh\\:764;a=b\\\\and\\nk foo par1 par2",
      "@d=gh\\:764;a=b\\\\and\\nk foo par1 :par2",
    ],
  },
  {
    atoms: { tags: { foo: "\\\\;\\s \r\n" }, verb: "COMMAND", params: [] },
    matches: ["@foo=\\\\\\\\\\:\\\\s\\s\\r\\n COMMAND"],
  },
];

export const userHosts: readonly {
  readonly source: string;
  readonly nick: string;
  readonly user: string;
  readonly host: string;
}[] = [
  { source: "coolguy", nick: "coolguy", user: "", host: "" },
  { source: "coolguy!ag@127.0.0.1", nick: "coolguy", user: "ag", host: "127.0.0.1" },
  { source: "coolguy!~ag@localhost", nick: "coolguy", user: "~ag", host: "localhost" },
  { source: "coolguy@127.0.0.1", nick: "coolguy", user: "", host: "127.0.0.1" },
  { source: "coolguy!ag", nick: "coolguy", user: "ag", host: "" },
  {
    source: "coolguy!ag@net\u00035w\u0003ork.admin",
    nick: "coolguy",
    user: "ag",
    host: "net\u00035w\u0003ork.admin",
  },
  {
    source: "coolguy!~ag@n\u0002et\u000305w\u000fork.admin",
    nick: "coolguy",
    user: "~ag",
    host: "n\u0002et\u000305w\u000fork.admin",
  },
];

export const hostNames: readonly { readonly host: string; readonly valid: boolean }[] = [
  { host: "irc.example.com", valid: true },
  { host: "i.coolguy.net", valid: true },
  { host: "irc-srv.net.uk", valid: true },
  { host: "iRC.CooLguY.NeT", valid: true },
  { host: "gsf.ds342.co.uk", valid: true },
  { host: "324.net.uk", valid: true },
  { host: "xn--bcher-kva.ch", valid: true },
  { host: "services.", valid: true },
  { host: "-lol-.net.uk", valid: false },
  { host: "-lol.net.uk", valid: false },
  { host: "_irc._sctp.lol.net.uk", valid: false },
  { host: "irc", valid: false },
  { host: "com", valid: false },
  { host: "", valid: false },
  { host: " ", valid: false },
  { host: "example. net", valid: false },
  { host: "ex ample.org", valid: false },
  { host: " example.org", valid: false },
  { host: "example.org ", valid: false },
];
