import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RoomState } from "../../../../client/state.ts";
import type { SettingsSummary } from "../../../../protocol.ts";
import { keepsOrder } from "../../../../helpers/roles.ts";
import { settingsText } from "../../../../wording/describe_moderation.ts";
import { useChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { SwitchField } from "../../parts/fields/switch_field.tsx";
import { TextField } from "../../parts/fields/text_field.tsx";
import { Told } from "./told.tsx";
import { type Asked, useAnswers } from "./use_answers.ts";

/** Fields of a room's settings, in the order of `/settings`, and what they mean. */
const switches = [
  ["moderated", "Only who has voice speaks"],
  ["topicLocked", "Only moderators set the topic"],
  ["private", "Private: named to nobody outside"],
  ["locked", "Locked: only for who is invited or has the password"],
  ["outsiders", "Who is not in it may speak in it"],
  ["ctcp", "Carries requests of IRC clients"],
] as const;

/** The same of what is typed, by the names that `/settings` takes. */
const texts = [
  ["slow", "Each speaks once in (such as 10s, or off)"],
  ["limit", "Members at most (or off)"],
] as const;

/** Their values now. */
function textsOf({ slowMs, memberLimit }: SettingsSummary) {
  return {
    slow: slowMs === 0 ? "off" : `${slowMs / 1000}s`,
    limit: String(memberLimit ?? "off"),
  };
}

export interface RoomDialogProps {
  readonly room: RoomState;
  readonly onClose: () => void;
}

/** What a room is set to, as far as it is known; who keeps order in it changes that. */
export function RoomDialog({ room, onClose }: RoomDialogProps): JSX.Element {
  useChat();
  const { name, topic, settings, role } = room;
  const asked = useAnswers(name);
  const isKeeper = keepsOrder(role);
  return (
    <Dialog title={`Settings of #${name}`} onClose={onClose}>
      {(isKeeper || !settings?.topicLocked) && (
        <Line
          label="Topic"
          value={topic}
          onSet={(text) => asked.ask("topic", text || "-")}
        />
      )}
      {settings && (isKeeper
        ? <Settings settings={settings} asked={asked} />
        : <p>{settingsText(settings) || "Open to everybody"}</p>)}
      <Told asked={asked} />
    </Dialog>
  );
}

interface SettingsProps {
  readonly settings: SettingsSummary;
  readonly asked: Asked;
}

function Settings({ settings, asked }: SettingsProps): JSX.Element {
  const set = (name: string, value: string) => asked.ask("settings", `${name} ${value}`);
  // A password locks too.
  const areOn = { ...settings, locked: settings.locked || settings.hasPassword };
  const setSwitch = (field: string, isOn: boolean) =>
    field === "topicLocked"
      ? set("topic", isOn ? "moderators" : "members")
      : field === "locked"
      ? asked.ask(isOn ? "lock" : "unlock", "")
      : set(field, isOn ? "on" : "off");
  const values = textsOf(settings);
  return (
    <>
      {switches.map(([field, label]) => (
        <SwitchField
          key={field}
          label={label}
          isOn={areOn[field]}
          onChange={(isOn) => setSwitch(field, isOn)}
        />
      ))}
      {texts.map(([name, label]) => (
        <Line
          key={name}
          label={label}
          value={values[name]}
          onSet={(value) => set(name, value || "off")}
        />
      ))}
      <Line
        key={settings.hasPassword}
        label={settings.hasPassword ? "New password" : "Password"}
        value=""
        onSet={(value) => set("password", value)}
      />
      {settings.hasPassword && (
        <button
          type="button"
          class="button"
          onClick={() => set("password", "off")}
        >
          Take the password away
        </button>
      )}
    </>
  );
}

interface LineProps {
  readonly label: string;
  /** As it is set now. */
  readonly value: string;
  readonly onSet: (value: string) => void;
}

/** A line that is sent as a whole. */
function Line({ label, value, onSet }: LineProps): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const isOther = typed !== undefined && typed !== value;
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOther) onSet(typed);
      }}
    >
      <TextField
        label={label}
        value={typed ?? value}
        onInput={setTyped}
        autocomplete="off"
      />
      {isOther && <button type="submit" class="button">Set</button>}
    </form>
  );
}
