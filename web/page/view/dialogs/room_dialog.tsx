import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RoomState } from "../../../../client/state.ts";
import type { SettingsSummary } from "../../../../protocol.ts";
import { useChat } from "../../chat/chat_context.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
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
  ["password", "Password (or off)"],
] as const;

/** Their values now; of a password, whether there is one. */
function textsOf({ slowMs, memberLimit, hasPassword }: SettingsSummary) {
  return {
    slow: slowMs === 0 ? "off" : `${slowMs / 1000}s`,
    limit: String(memberLimit ?? "off"),
    password: hasPassword ? "on" : "off",
  };
}

export interface RoomDialogProps {
  readonly room: RoomState;
  readonly onClose: () => void;
}

/** What a room is set to, as far as it is known, and changes of it: the server says who may make them. */
export function RoomDialog({ room, onClose }: RoomDialogProps): JSX.Element {
  useChat();
  const { name, topic, settings } = room;
  const asked = useAnswers(name);
  return (
    <Dialog title={`Settings of #${name}`} onClose={onClose}>
      <Line label="Topic" value={topic} onSet={(text) => asked.ask("topic", text || "-")} />
      {settings && <Settings settings={settings} asked={asked} />}
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
  const setSwitch = (field: string, isOn: boolean) =>
    field === "topicLocked"
      ? set("topic", isOn ? "moderators" : "members")
      : set(field, isOn ? "on" : "off");
  const values = textsOf(settings);
  return (
    <>
      {switches.map(([field, label]) => (
        <SwitchField
          key={field}
          label={label}
          isOn={settings[field]}
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
