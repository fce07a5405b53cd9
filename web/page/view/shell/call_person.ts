import type { AlertText } from "../../../../client/conversations/bell.ts";
import type { PageSettings } from "../../chat/page_settings.ts";

/** Browsers let pages call the person only where nobody can have changed them on the way. */
export const canNotify: boolean = isSecureContext && "Notification" in globalThis;

let audio: AudioContext | undefined;

/** Tells the desktop, and can be heard, as far as the settings and the browser allow. `onChoose`: the person answers. */
export function callPerson(
  { title, body }: AlertText,
  { sounds, notifications }: Pick<PageSettings, "sounds" | "notifications">,
  onChoose: () => void,
): void {
  if (sounds) playTone();
  if (!notifications || !canNotify) return;
  try {
    const shown = new Notification(title, { body, icon: "/icon-192.png", tag: "chatroom" });
    shown.onclick = () => {
      focus();
      shown.close();
      onChoose();
    };
  } catch {
    // Some phones let no page do so, though they ask.
  }
}

/** Short and quiet. */
export function playTone(): void {
  audio ??= new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  const endSeconds = audio.currentTime + 0.3;
  tone.frequency.value = 660;
  volume.gain.value = 0.1;
  volume.gain.exponentialRampToValueAtTime(0.001, endSeconds);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(endSeconds);
}
