/** The lines of each message of the server. */

import type { Person, ServerMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { refuseHello } from "../commands/registration.ts";
import type { IrcClient } from "../client/irc_client.ts";
import type { OutLine } from "../out_line.ts";
import { profileLines, watchedLines } from "./person.ts";
import {
  invitedLines,
  joinedLines,
  joinLines,
  leaveLines,
  leftLines,
  renameLines,
} from "./membership.ts";
import { moderationLines, settingsLines } from "../modes/mode_lines.ts";
import { awayLines, topicSetLines } from "./room.ts";
import {
  alertLines,
  byeLines,
  errorLines,
  lastLines,
  noticeLines,
  pingLines,
  welcomeLines,
} from "./session.ts";
import { missedDirects, playbackLines } from "./playback.ts";
import { ownLines, saidLines, signalLines, typingLines } from "./talk.ts";
import { ownBurst, roomMetadataLines } from "./metadata.ts";
import { readLines } from "./read_marks.ts";

export { ownLines };

interface ForOne {
  readonly lines: readonly OutLine[];
  /** It comes of what the client has asked. */
  readonly isAnswer: boolean;
}

/** What many get, the same for all with the same capabilities. */
export function encodeShared(directory: Directory, message: ServerMessage): readonly OutLine[] {
  switch (message.type) {
    case "message":
    case "direct":
      return saidLines(directory, message);
    case "signal":
      return signalLines(directory, message);
    case "typing":
      return typingLines(directory, message, "*");
    case "join":
      return joinLines(directory, message);
    case "leave":
      return leaveLines(directory, message);
    case "rename":
      return renameLines(directory, message);
    case "topic":
      return topicSetLines(directory, message);
    case "settings":
      return settingsLines(directory, message);
    case "moderation":
      return moderationLines(directory, message);
    case "away":
      return awayLines(directory, message);
    case "profile":
      return profileLines(directory, message);
    default:
      return [];
  }
}

/** What is for this client alone. */
export function encodeForOne(client: IrcClient, message: ServerMessage): ForOne {
  const id = "id" in message ? message.id : undefined;
  const { onAnswer } = client.expectedOf(id) ?? {};
  if (onAnswer !== undefined && message.type !== "error") return answer(onAnswer(message));
  switch (message.type) {
    case "welcome":
      return answer([...welcomeLines(client, message), ...ownBurst(client)]);
    case "joined": {
      const lines = joinedLines(client, message);
      return answer([...lines, ...roomMetadataLines(client, message.room)]);
    }
    case "invited":
      return told(invitedLines(client, message));
    case "left":
      return { lines: leftLines(client, message), isAnswer: message.by === undefined };
    case "rename":
      return answer(renameLines(client.directory, message));
    case "error": {
      const last = lastLines(client, message);
      if (last !== undefined) return told(last);
      if (!client.isRegistered && message.id === undefined) {
        refuseHello(client, message);
        return answer([]);
      }
      return answer(errorLines(client, message));
    }
    case "notice":
      if (message.alert !== undefined) return told(alertLines(client, message.alert, message));
      return answer(noticeLines(client, message));
    case "typing":
      return told(typingLines(client.directory, message, client.nick));
    case "profile":
      return answer(profileLines(client.directory, message));
    case "watched":
      return told(watchedLines(client, message));
    case "history":
      return told(playbackLines(client, message));
    case "directs":
      return told(missedDirects(client, message));
    case "read":
      return told(readLines(client, message));
    case "ping":
      return told(pingLines(client));
    case "bye":
      return told(byeLines(client, message));
    default:
      return told(encodeShared(client.directory, message));
  }
}

function answer(lines: readonly OutLine[]): ForOne {
  return { lines, isAnswer: true };
}

function told(lines: readonly OutLine[]): ForOne {
  return { lines, isAnswer: false };
}

/** Whether it is the person that did it. */
export function isDoneBy(message: ServerMessage, person: Person | undefined): boolean {
  if (person === undefined) return false;
  if ("byPerson" in message && message.byPerson !== undefined) return message.byPerson === person;
  return "person" in message && message.person === person;
}
