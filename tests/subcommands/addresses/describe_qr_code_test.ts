import assert from "node:assert/strict";
import { describeQrCode } from "../../../subcommands/addresses/describe_qr_code.ts";
import { readQrCode } from "../../support/read_qr_code.ts";

const link = "http://192.168.1.20:5000";
const others = ["http://[2001:db8::1]:5000"];
const usual = { isTerminal: true, size: { columns: 80, rows: 24 } };
const utf8 = { TERM: "xterm-256color", LANG: "en_US.UTF-8" };

function describe(
  { addresses = [link, ...others], room = "", screen = usual, env = utf8 }: {
    addresses?: readonly string[];
    room?: string;
    screen?: typeof usual;
    env?: Readonly<Record<string, string>>;
  },
): string {
  return describeQrCode(addresses, room, screen, (name) => env[name]);
}

/** What the code in it leads to. */
function linkIn(text: string, terminal: "dark" | "light" = "dark"): string | undefined {
  const [, ...rows] = text.split("\n");
  return readQrCode(rows, terminal);
}

Deno.test("describeQrCode() shows the best address, and the code of it", () => {
  const text = describe({});
  assert.equal(text.split("\n")[0], link);
  assert.equal(linkIn(text), link);
});

Deno.test("describeQrCode() leads into a room, but for the one that everybody comes into", () => {
  const text = describe({ room: "#Größe" });
  assert.ok(text.startsWith(`${link}/#gr%C3%B6%C3%9Fe\n`), text);
  assert.equal(linkIn(text), `${link}/#gr%C3%B6%C3%9Fe`);
  assert.equal(linkIn(describe({ room: "lobby" })), link);
  assert.match(describe({ room: "a b" }), /^Cannot use "a b" as a room name: /);
});

Deno.test("describeQrCode() draws in ASCII where the locale says that the terminal has no more", () => {
  const screen = { isTerminal: true, size: { columns: 80, rows: 40 } };
  const isAscii = (env: Readonly<Record<string, string>>) => {
    const text = describe({ screen, env: { TERM: "xterm", ...env } });
    assert.equal(linkIn(text, "light"), link);
    return !/[▀▄█]/.test(text);
  };
  assert.ok(isAscii({ LANG: "C" }));
  assert.ok(isAscii({ LC_ALL: "POSIX", LANG: "en_US.UTF-8" }));
  assert.ok(isAscii({ LC_ALL: "", LC_CTYPE: "de_DE.ISO-8859-1", LANG: "en_US.UTF-8" }));
  assert.ok(!isAscii({ LC_ALL: "C.utf8", LANG: "C" }));
  assert.ok(!isAscii({}));
});

Deno.test("describeQrCode() sends no colours where they are not wanted, and says what it is for then", () => {
  const screens = [
    describe({ env: { ...utf8, NO_COLOR: "1" } }),
    describe({ screen: { ...usual, isTerminal: false } }),
  ];
  for (const text of screens) {
    assert.match(text, /^http:\/\/192\.168\.1\.20:5000 \(for a terminal that is light on dark\)\n/);
    assert.ok(!text.includes("\x1b"));
    assert.equal(linkIn(text), link);
  }
});

Deno.test("describeQrCode() says where a window is too small, and how large it must be", () => {
  for (const size of [{ columns: 32, rows: 24 }, { columns: 80, rows: 17 }]) {
    const text = describe({ screen: { isTerminal: true, size } });
    const had = `${size.columns} and ${size.rows}`;
    assert.ok(
      text.startsWith(`The QR code of ${link} takes 33 columns and 18 rows, and here are ${had}: `),
    );
    assert.equal(linkIn(describe({ screen: { isTerminal: false, size } })), link);
  }
  const just = { isTerminal: true, size: { columns: 33, rows: 18 } };
  assert.equal(linkIn(describe({ screen: just })), link);
});

Deno.test("describeQrCode() shows no address that a phone cannot use", () => {
  assert.match(describe({ addresses: [] }), /^There is no QR code: /);
  for (const own of ["http://127.0.0.1:5000", "http://[::1]:5000"]) {
    assert.match(
      describe({ addresses: [own] }),
      /^There is no QR code: \S+ is for this machine alone$/,
    );
  }
});
