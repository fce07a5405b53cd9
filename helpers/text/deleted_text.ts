/** What stands in the place of a text that is deleted. `by`: the nick of who deleted it. */
export function deletedText(by: string): string {
  return `(deleted by ${by})`;
}
