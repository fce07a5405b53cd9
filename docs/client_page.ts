import { commandsFor } from "../commands/mod.ts";
import { roleMarks } from "../helpers/roles.ts";
import { bindingLabel, keyGroups, mouseActions } from "../ui/keys/key_bindings.ts";
import { screenCommands } from "../ui/screen/screen_commands.ts";
import { settingCommands } from "../ui/screen/setting_commands.ts";
import { themeNames } from "../ui/terminal_settings.ts";
import { writingNotes } from "../wording/writing_notes.ts";
import { code, table } from "./markdown.ts";

/** `docs/client.md`: what a person can do in the full-screen client, from the tables that make it work. */
export function clientPage(): string {
  const onServer = commandsFor("visitor").map(({ aliases = [], ...rest }) => ({
    ...rest,
    aliases,
  }));
  return [
    intro,
    ...keyGroups.flatMap(({ title, bindings }) => [
      `### ${title}\n`,
      table(
        ["key", "what it does"],
        bindings.map((binding) => [bindingLabel(binding), binding.summary]),
      ),
    ]),
    "### Mouse\n",
    table(["what", "what it does"], mouseActions.map(({ what, summary }) => [what, summary])),
    "### Before a nick\n",
    table(["mark", "who"], roleMarks.map(({ mark, meaning }) => [code(mark), meaning])),
    commandsIntro,
    table(
      ["command", "what it does", "also"],
      screenCommands.all(onServer).map(({ usage, summary, aliases }) => [
        code(usage),
        summary,
        aliases.map((alias) => code(`/${alias}`)).join(", "),
      ]),
    ),
    "### In what you write\n",
    table(["what", "what it does"], writingNotes.map(({ what, summary }) => [code(what), summary])),
    outro,
  ].join("\n");
}

const intro = `<!-- Made by \`deno task docs\` from the program's own tables: change those. -->

# The full-screen client

\`chatroom client ADDRESS\` on a terminal. \`--plain\` gives the client that writes line by line; what you
write stays in one row below, with the keys of [writing](#writing) and
[moving and erasing](#moving-and-erasing), but for \`Ctrl+C\`, which leaves at once. Terminals that
cannot move their cursor get that without a prompt; a pipe says lines as they are.

## The screen

From 80 columns on, conversations stand at the left, each with the number that \`Alt\` and a digit go
to, \`(3)\` for what is unread in it, and \`(3!)\` if some of that is for you; who is in the room stands
at the right. On a smaller screen the status line tells as much: \`2:3 4:1!\`. Everything works from
20 columns and 5 rows up; where there is room for one row only, what you write scrolls sideways, with
\`⏎\` for the ends of lines.

The status line has, as far as there is room: the connection if there is something to tell
(\`reconnecting in 4 s\`, \`catching up: 120 of 480\`), the room and its topic, what you are in it
(\`@ moderator\`) or why you may not speak (\`muted until 15:04\`), that the
connection is \`not encrypted\` where it is so, who is typing, how much is
below what you see (\`↓ 3 new\` came since you scrolled up or went elsewhere, \`↓ 92\` were there before;
\`↓ 92+\` if there is more that is not fetched yet), and how long the server takes to answer, or
\`no answer for 12 s\`. If what you have missed does not fit on the screen, \`↑ 479 new, Home\` tells how much
of it is further up, until you go there or say something.

\`── new ──\` stands where you stopped reading: where you left a conversation, or your terminal lost the
focus. What you say stands there at once, with \`…\` until the server has it, and with \`✗\` and the
reason if it could not be said; \`Up\` brings the text back.

What you have not read is unread again the next time you start the client, also what was said to you
alone, and on your other devices; what you read on one is read on all. Each conversation keeps what you have begun to write in it; if you are not in it any more, that
comes along, or \`Up\` brings it back. A message may have 16,384 bytes; a paste of over 20 lines, or a very
long one, is asked about, and stands folded until it is said: to all keys it is one character. One that is
more than a message may have is told of at once, and up to 65,536 characters taken in whole, to be shortened. \`Enter\`
or \`y\` takes a paste in, \`Esc\` or \`n\` does not; the letters only until something else is typed. Before that you can read, but write nothing; who goes elsewhere has to paste it again. A message that
takes most of the screen is shown folded too, and of one that is not said yet the beginning and the end.

In the results of a search the arrows choose, \`Enter\` goes there, in a long message to the row, and
at their end to the next page. What was said to one person alone is
not searched.

## Keys
`;

const commandsIntro = `## Commands

A line that begins with a slash is a command; anything else is said. \`Tab\` completes commands, rooms,
nicks by who spoke last, also behind \`from:\` and \`in:\` of \`/search\`, and emoji.
`;

const outro = `## Settings

${
  settingCommands.map(({ name }) => `\`/${name}\``).join(", ")
} hold for all servers, from then on and
the next time: they are kept in \`settings.json\` in the client's settings directory. The themes are
${themeNames.map((name) => `\`${name}\``).join(", ")}; \`terminal\` uses the terminal's own sixteen
colours. With \`NO_COLOR\` set there are none. Where there is little room, \`/timestamps date\` leaves out
the year, then the day, and \`/timestamps seconds\` the seconds: the command says so.

What was typed is there again the next time, with \`Up\` and \`Ctrl+R\`: the last 500 lines are kept in
\`typed.jsonl\` beside the settings, which nobody else can read. Not what is said to one person alone,
nor a line that begins with a space, nor long pastes, nor passwords and codes, as behind \`/lock\` and
\`/claim\`, which \`Up\` does not bring back either. \`/history off\` erases them and keeps no more.

\`/ignore\` and \`/focus\` go by who somebody is: a new nick changes nothing, and who takes the old one is
somebody else. The lists have the nick of then; \`/unignore\` takes that or the one of now. A nick that nobody
is known by, or on a server that does not tell who is who, stands for whoever is called so.

## Known servers

All faces of the client encrypt wherever the server does. What a server has proven once it has to prove
ever after, by the address and port that you type: its key, or that an authority vouches for its name. What
follows the \`#\` of an address is the fingerprint of its key, 20 letters and digits, and nobody can make
another key with the same. The server prints it, and shows it for \`/address\`; it is no
secret, and with it even the first time is sure. Capitals and hyphens make no difference. Some shells take \`?\` and \`[\` for
patterns, and zsh with \`extendedglob\` also \`#\`: put such an address in quotes.

| of the server is known | what happens |
| --- | --- |
| a fingerprint in the address, \`host:5000#kq3f-…\` | the server proves that key, or is refused; it is kept, with a warning in place of another one |
| the key that was kept | the server proves it, or is refused |
| that an authority vouches for it | it does so again, or the server is refused |
| nothing | an authority's certificate is checked; a key of the server's own is trusted this one time, told and kept |

An address with a fingerprint is believed, also over a key that was kept: take one from whoever runs
the server, or from somebody else whom you trust. Where it puts another key in the place of one, the
client warns before anything else, on standard error and at the top of the full screen.

Nothing is said to a server that is refused, and the exit status is 4. Why stands there: another key, and the one
command that accepts it, your own with that key in the address; a fingerprint in which one letter is wrong; a certificate that is expired, or for another
name. A changed key means that the server was set up anew without its old key, or that somebody on the way answers
in its place: ask whoever runs it what \`/address\` shows there, and not over the connection in question. While you are
connected it is the same: the client tries to come back, tells why it refuses, and goes on once the right server answers.

The authorities are those of Mozilla's list, which Deno brings along. \`DENO_CERT=FILE\` in the environment adds
those in a file (PEM), such as one of your own; with \`DENO_TLS_CA_STORE=system\` those of the operating
system count, and those in \`SSL_CERT_FILE\`, which alone changes nothing. A server with a
certificate of any other authority is trusted by its own key, as one without, and that is told. Start the client with the same
each time: one that does not know an authority refuses the server that it vouched for before, and needs the fingerprint.

Only where nothing is known, and two connections in a row are answered by what is no TLS, it goes on in the clear, and
says so: \`not encrypted\`. Silence, a reset, an end or an alert is an error, and never a reason for that.

What is known is in \`known_servers.json\` in the settings directory, for you alone: at most 1,000 servers, those not
used for longest go. \`localhost\`, \`127.0.0.1\`, a name and its address are different servers. To forget one, as where
its owner does not want it to encrypt any more, delete its entry. A file that cannot be read is never taken for an empty one: the client names it and connects with a fingerprint
in the address only. If it cannot be written, that is told, and the key holds for this run.

Where the connection is not encrypted, and the server another machine, you are asked before a password or a code
is sent, as by \`/password\`, \`/claim\` and \`/join ROOM PASSWORD\`, or shown, as by \`/link\`: \`y\` and \`Enter\` send it,
and nothing more is asked in this run; anything else sends nothing, and what you have typed stays. \`--insecure\` never
asks. Only loopback (\`127.0.0.1\`, \`::1\`) is this machine: its other addresses count as another. Line by line and in a pipe it is told when you come in that a connection is not encrypted, and everywhere when that
changes. Who you are over an encrypted connection is not told over
another: you are somebody else there, of whom nothing is kept.

## Being told

When the connection goes, every conversation tells why, and for how long it was away once it is back. A conversation
with one person stays with that person: who takes another's nick gets one of its own, and the earlier one is
marked \`(former)\`. What
\`/msg\`, \`/describe\` and \`/reply\` say stands where it was typed too, or why it could not be said.

With \`/bell mentions\`, the default, what has your nick in it, or one you had before and nobody else has now, and what is said to you alone rings the
terminal's bell and is passed to the desktop (by OSC 9 and OSC 777, where the terminal knows one of
them), unless you look at it right now; \`/bell all\` does so for all that others say. The window's title
has the number of what is unread: \`(3!) #lobby – chatroom\`.

While you type, others are told so, at most every three seconds; \`--no-typing\` leaves that out.

## What may be done with a message, or with somebody

\`Alt+M\` selects the last message that is seen: the arrows go to others, \`Tab\` to the members and back,
\`Enter\` opens a menu, \`Esc\` ends it. What comes meanwhile moves neither the selection nor what is seen; any
other key ends it and does what it does, so that you may just go on writing. A right click opens the menu of
a message or a nick, as two clicks on a message do, and \`/menu NICK\` that of anybody, on small screens too.

In a menu the letter of an entry takes it at once. Beside it stands what you would type for the same. Offered
is what this server lets you do, with that message or person: to keep order, only to who keeps it in that room.
Mutes and bans ask for how long. Kicks, bans and deletions ask once more, and \`Enter\` alone means no. What
is typed as a command is done at once.

## Suspending

\`Ctrl+Z\` gives the terminal back to the shell, \`fg\` comes back. If another program has started the
client, as \`deno task\` and \`npx\` do, it asks for a second \`Ctrl+Z\`, which stops that one too.

## Copying

\`Alt+C\` lists links and messages, \`Enter\` copies one into the terminal's clipboard (OSC 52). No terminal
tells whether it did: some want that allowed in their settings, tmux wants
\`set -s set-clipboard on\` (its default, \`external\`, passes over what programs send), GNU screen does not
know it.

\`Alt+!\` shows the conversation alone, in lines that the terminal wraps, so that what is selected there
with the mouse has whole lines and links; nothing moves until another key goes back. The rest of a long
line may look like a line of its own there. Elsewhere the mouse belongs to the client: hold \`Shift\` (\`Option\` in some terminals) to select, or switch it off with
\`/mouse off\`.
`;
