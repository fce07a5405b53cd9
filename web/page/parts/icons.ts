/** Lines within 24 by 24, drawn with round ends and a width of 2: the `d` of an SVG path. */
export const icons = {
  add: "M12 5v14M5 12h14",
  back: "M14 6l-6 6 6 6",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4",
  bellOff: "M8.5 6.1A6 6 0 0 1 18 11v4M6 10.5V17l-1.5 1.5H18M10 21h4M4 4l16 16",
  check: "M5 13l4 4 10-10",
  close: "M6 6l12 12M18 6L6 18",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  failed: "M12 4l9 16H3zM12 10v4M12 17v.01",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.01",
  leave: "M14 4h5v16h-5M3 12h11M10 8l4 4-4 4",
  link: "M10 14l4-4M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z" +
    "M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z",
  mute: "M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4",
  open: "M7 10l5 5 5-5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3 2.5-5 6-5s6 2 6 5" +
    "M16 4.5a3.5 3.5 0 0 1 0 6M18 15.5c2 .8 3 2.4 3 4.5",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 21c0-3.5 3-6 7-6s7 2.5 7 6",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v.01M14 20h2M20 18v2",
  reply: "M9 6l-5 5 5 5M4 11h9a7 7 0 0 1 7 7",
  room: "M9 4L7 20M17 4l-2 16M4 9h16M4 15h16",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
  send: "M4 12l16-8-6 16-3-7zM11 13l9-9",
  settings: "M4 7h8M18 7h2M15 4v6M4 17h2M12 17h8M9 14v6",
  shield: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  up: "M12 19V5M6 11l6-6 6 6",
  waiting: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
} as const;

export type IconName = keyof typeof icons;
