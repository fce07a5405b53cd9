/** As in `bob and eve are typing`; empty where nobody is. */
export function describeTyping(nicks: readonly string[]): string {
  const [first, second, ...others] = nicks;
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing`;
  return others.length === 0
    ? `${first} and ${second} are typing`
    : `${nicks.length} people are typing`;
}
