/**
 * The native protocol, version 1: what a client and the server say to each other, and how large it may be.
 * `docs/protocol.md` tells the same to somebody who writes a client in another language.
 */

import type {
  AddressesMessage,
  AuditMessage,
  InvitationMessage,
  MembersMessage,
  NoticeMessage,
  RoomsMessage,
  StatsMessage,
  WhoisMessage,
} from "./protocol/answers.ts";
import type { ErrorMessage } from "./protocol/errors.ts";
import type {
  ConversationsMessage,
  ConversationsRequest,
  HistoryRequest,
  PageMessage,
  ResultsMessage,
} from "./protocol/history.ts";
import type { GetReadRequest, ReadMessage } from "./protocol/marks.ts";
import type { MetadataMessage, MetadataRequest } from "./protocol/metadata.ts";
import type {
  LoginMessage,
  LoginRequest,
  OperRequest,
  PasswordRequest,
  ProfileMessage,
  ProfileRequest,
  RegisterRequest,
  SaslMessage,
  SaslRequest,
  WatchedMessage,
  WatchRequest,
} from "./protocol/people.ts";
import type {
  AwayMessage,
  InvitedMessage,
  JoinedMessage,
  JoinMessage,
  LeaveMessage,
  LeftMessage,
  ModerationMessage,
  PresenceMessage,
  RenameMessage,
  SettingsMessage,
  TopicMessage,
} from "./protocol/rooms.ts";
import type {
  ByeMessage,
  CommandMessage,
  HelloMessage,
  PingMessage,
  PongMessage,
  WelcomeMessage,
} from "./protocol/session.ts";
import type {
  SaidMessage,
  SayMessage,
  SignalMessage,
  SignalRequest,
  TypingMessage,
  TypingRequest,
} from "./protocol/talk.ts";

export * from "./protocol/answers.ts";
export * from "./protocol/errors.ts";
export * from "./protocol/history.ts";
export * from "./protocol/limits.ts";
export * from "./protocol/marks.ts";
export * from "./protocol/metadata.ts";
export * from "./protocol/people.ts";
export * from "./protocol/rooms.ts";
export * from "./protocol/session.ts";
export * from "./protocol/talk.ts";
export * from "./protocol/words.ts";

/** What a client sends. */
export type ClientMessage =
  | HelloMessage
  | SayMessage
  | CommandMessage
  | HistoryRequest
  | ConversationsRequest
  | TypingRequest
  | SignalRequest
  | PasswordRequest
  | LoginRequest
  | SaslRequest
  | RegisterRequest
  | OperRequest
  | ProfileRequest
  | WatchRequest
  | ReadMessage
  | GetReadRequest
  | MetadataRequest
  | PingMessage
  | PongMessage
  | { readonly type: "bye"; readonly text?: string };

/** What the server sends, in groups: whoever has no use for a group passes over all of it. */
export type ServerMessage =
  | SessionMessage
  | JoinedMessage
  | LeftMessage
  | InvitedMessage
  | SaidMessage
  | RoomEvent
  | PassingMessage
  | PageMessage
  | AnswerMessage
  | NoticeMessage
  | ErrorMessage;

/** About the session itself. */
export type SessionMessage =
  | WelcomeMessage
  | LoginMessage
  | SaslMessage
  | ReadMessage
  | PingMessage
  | PongMessage
  | ByeMessage;

/** What happens in a room and is not said. */
export type RoomEvent =
  | JoinMessage
  | LeaveMessage
  | RenameMessage
  | ProfileMessage
  | TopicMessage
  | AwayMessage
  | ModerationMessage
  | SettingsMessage
  | PresenceMessage;

/** What is passed on at once, in no order with the rest, and never kept. */
export type PassingMessage = TypingMessage | SignalMessage | WatchedMessage;

/** Answers with fields, to commands. */
export type AnswerMessage =
  | ResultsMessage
  | MembersMessage
  | WhoisMessage
  | RoomsMessage
  | AddressesMessage
  | InvitationMessage
  | StatsMessage
  | AuditMessage
  | ConversationsMessage
  | MetadataMessage;
