/**
 * How IRC begins: the commands that a client can send before all others (modern.ircdocs.horse, "Connection
 * Registration"), each with what its parameters are. People also begin a line with some of these words.
 */
const firstCommands: ReadonlyMap<string, (parameters: readonly string[]) => boolean> = new Map([
  ["AUTHENTICATE", (all) => all.length === 1],
  ["CAP", ([subcommand = "", ...more]) => isCap(subcommand, more)],
  ["NICK", (all) => all.length === 1],
  ["PASS", (all) => all.length === 1],
  ["PING", (all) => all.length === 1 || all.length === 2],
  ["QUIT", ([reason]) => reason === undefined || isTrailing(reason)],
  // RFC 2813, 4.1.2: a hop count is among them.
  ["SERVER", (all) => all.length >= 3 && all.slice(1, -1).some((each) => /^\d+$/.test(each))],
  // RFC 1459, 4.1.3, and RFC 2812, 3.1.3: a host's name or a mode stands second.
  ["USER", (all) => all.length === 4 && (/^[\d*]/.test(all[1] ?? "") || isTrailing(all[3]))],
  ["WEBIRC", (all) => all.length >= 4],
]);

function isTrailing(parameter = ""): boolean {
  return parameter.startsWith(":");
}

function isCap(subcommand: string, more: readonly string[]): boolean {
  switch (subcommand.toUpperCase()) {
    case "LS":
      return more.length === 0 || more.length === 1 && /^:?\d+$/.test(more[0] ?? "");
    case "LIST":
    case "END":
      return more.length === 0;
    case "REQ":
      return more.length > 0;
    default:
      // One that is not known, as no person writes it.
      return more.length === 0 && /^[A-Z]+$/.test(subcommand);
  }
}

/** Tags and a source in front of the command: whole, and as far as they have come. */
const inFront = /^(?:@[\w+./-][^\s\0]* +)?(?::[^\s\0]+ +)?/;
const inFrontOrLess = /^(?:@[^\s\0]*|(?:@[\w+./-][^\s\0]* +)?:[^\s\0]*)$/;

const decoder = new TextDecoder("latin1");

/** Whether a client that begins so speaks IRC, by its first line that is not empty; `more` while that cannot be told. */
export function recognizesIrc(firstBytes: Uint8Array): "yes" | "no" | "more" {
  const begun = decoder.decode(firstBytes).replace(/^[\r\n]+/, "");
  const end = begun.search(/[\r\n]/);
  const isWhole = end !== -1;
  const line = isWhole ? begun.slice(0, end) : begun;
  if (!isWhole && inFrontOrLess.test(line)) return "more";
  const [, name = "", gap = "", rest = ""] =
    /^([A-Za-z]*)( *)(.*)$/s.exec(line.replace(inFront, "")) ?? [];
  const command = name.toUpperCase();
  const parameters = firstCommands.get(command);
  const isLonger = gap === "" && rest !== "";
  if (isWhole) return !isLonger && parameters?.(split(rest)) === true ? "yes" : "no";
  if (gap !== "") return parameters === undefined ? "no" : "more";
  const couldBe = [...firstCommands.keys()].some((each) => each.startsWith(command));
  return couldBe && !isLonger ? "more" : "no";
}

/** The last parameter keeps its colon. */
function split(parameters: string): readonly string[] {
  const [, middle = "", last] = /^((?:[^:\s]\S*(?: +|$))*)(:.*)?$/s.exec(parameters) ?? [];
  const words = middle.split(" ").filter((word) => word !== "");
  return last === undefined ? words : [...words, last];
}
