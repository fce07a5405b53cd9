/** What has a meaning of its own in a message. */
export const writingNotes: readonly { readonly what: string; readonly summary: string }[] = [
  { what: "//text", summary: "Says /text, which is no command then" },
  {
    what: "*bold* _italic_ `code`",
    summary: "Look so; ``` on a line begins and ends lines of code",
  },
  { what: ":name", summary: "Tab makes an emoji of it" },
];
