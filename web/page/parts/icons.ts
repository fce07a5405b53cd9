/** Lines within 24 by 24, drawn with round ends and a width of 2: the `d` of an SVG path. */
export const icons = {
  add: "M12 5v14M5 12h14",
  check: "M5 13l4 4 10-10",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z" +
    "M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3 2.5-5 6-5s6 2 6 5" +
    "M16 4.5a3.5 3.5 0 0 1 0 6M18 15.5c2 .8 3 2.4 3 4.5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
} as const;

export type IconName = keyof typeof icons;
