import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { bellModes, hourForms, timestampForms } from "../../../../client/settings/settings.ts";
import { useChat } from "../../chat/chat_context.ts";
import { enterModes, type PageSettings, pageThemes, textSizes } from "../../chat/page_settings.ts";
import { ChoiceField } from "../../parts/fields/choice_field.tsx";
import { Dialog } from "../../parts/layers/dialog.tsx";
import { SwitchField } from "../../parts/fields/switch_field.tsx";
import { OwnAccount } from "./own_account.tsx";
import { canNotify, playTone } from "./call_person.ts";

export interface SettingsDialogProps {
  readonly onClose: () => void;
}

/** Those that are one of a few words: the label, the setting, the words. */
const choices = [
  ["Colours", "theme", pageThemes],
  ["Text", "textSize", textSizes],
  ["Enter", "enter", enterModes],
  ["Times", "timestamps", timestampForms],
  ["Clock", "hours", hourForms],
  ["Ring for", "bell", bellModes],
] as const;

const switches = [
  ["Ring with a sound", "sounds"],
  ["Show members beside a room", "members"],
  ["Tell others that I am writing", "typing"],
] as const;

/** What the person has set in this browser, and how to be forgotten by it. All holds at once. */
export function SettingsDialog({ onClose }: SettingsDialogProps): JSX.Element {
  const chat = useChat();
  const settings = chat.settings.value;
  const [problem, setProblem] = useState<string>();
  const change = (changes: Partial<PageSettings>) => {
    setProblem(chat.changeSettings(changes));
    if (changes.sounds) playTone();
  };
  return (
    <Dialog title="Preferences" onClose={onClose} buttons={<Forgetting />}>
      {problem !== undefined && <p class="problem" role="alert">This is not kept: {problem}</p>}
      <OwnAccount />
      {choices.map(([label, name, words]) => (
        <ChoiceField
          key={name}
          label={label}
          choices={words.map((value) => ({ value, label: value }))}
          value={settings[name]}
          onChoose={(value) => change({ [name]: value })}
        />
      ))}
      {switches.map(([label, name]) => (
        <SwitchField
          key={name}
          label={label}
          isOn={settings[name]}
          onChange={(isOn) => change({ [name]: isOn })}
        />
      ))}
      <NotificationSwitch isOn={settings.notifications} change={change} />
    </Dialog>
  );
}

interface NotificationSwitchProps {
  readonly isOn: boolean;
  readonly change: (changes: Partial<PageSettings>) => void;
}

/** The browser asks the person once it is switched on. */
function NotificationSwitch({ isOn, change }: NotificationSwitchProps): JSX.Element {
  const [permission, setPermission] = useState(canNotify ? Notification.permission : undefined);
  const toggle = async (notifications: boolean) => {
    const allowed = notifications ? await Notification.requestPermission() : permission;
    setPermission(allowed);
    change({ notifications: notifications && allowed === "granted" });
  };
  const hint = permission === undefined
    ? "Browsers allow this, copying by a button, and installing the page as an app, with https only"
    : permission === "denied"
    ? "This browser forbids it to the page: allow it beside the address"
    : undefined;
  return (
    <SwitchField
      label="Ring on the desktop too"
      isOn={isOn && permission === "granted"}
      onChange={toggle}
      hint={hint}
      isDisabled={permission === undefined}
    />
  );
}

/** It is asked whether that is meant. */
function Forgetting(): JSX.Element {
  const chat = useChat();
  const [isAsked, setAsked] = useState(false);
  const forget = () => isAsked ? void chat.forget() : setAsked(true);
  return (
    <div class="field">
      <p class="hint" role="status">
        {isAsked && "You are logged out, in all tabs. Who you are, your settings and drafts go; " +
            "without a password or another device nobody can be you again, " +
            "and your name is kept for a while: an operator may /release it."}
      </p>
      <button type="button" class={`button ${isAsked ? "dangerous" : ""}`} onClick={forget}>
        {isAsked ? "Yes, forget me" : "Forget me on this device"}
      </button>
    </div>
  );
}
