/** Without what the formatter changes: the width of tables, and where lines break. */
export function words(page: string): string {
  return page.replace(/-{2,}/g, "-").split(/\s+/).join(" ");
}
