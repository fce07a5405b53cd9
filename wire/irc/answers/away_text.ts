/** Why somebody is away, where something must be told: a reason that is empty is none to IRC's clients. */
export function awayText(away: string): string {
  return away === "" ? "Away" : away;
}
