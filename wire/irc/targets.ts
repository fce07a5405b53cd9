/** More in one line are passed over, where none of its own is told for the command. */
const maxTargets = 100;

/** How many targets each command takes in one line: `TARGMAX`. */
export const targetLimits = {
  JOIN: maxTargets,
  KICK: 20,
  LIST: maxTargets,
  NAMES: maxTargets,
  NOTICE: 4,
  PART: maxTargets,
  PRIVMSG: 4,
  TAGMSG: 4,
} as const;

/** `TARGMAX`: https://modern.ircdocs.horse/#targmax-parameter */
export const targmax = Object.entries(targetLimits)
  .map(([command, limit]) => `${command}:${limit}`).join();

/** Several are parted by commas; those over the limit are passed over. */
export function targetsOf(param: string, limit: number = maxTargets): readonly string[] {
  return param.split(",", limit).filter((target) => target !== "");
}
