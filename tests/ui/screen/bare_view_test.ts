import assert from "node:assert/strict";
import { said } from "../../client/room_messages.ts";
import { ModelTerminal, terminalModels } from "../terminal/model_terminal.ts";
import { ScreenWriter } from "../../../ui/screen/drawing/screen_writer.ts";
import { frameRows } from "../../../ui/screen/drawing/frame.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";
import { ShownScreen } from "./shown_screen.ts";

const url = `https://example.com/${"way/".repeat(30)}`;
const wayBack = "Alt+! or Esc goes back, PgUp and PgDn scroll";

function lobby(): ScreenAtHand {
  const screen = new ScreenAtHand({ height: 10 });
  screen.take(said(1, { text: "see" }), said(2, { text: `one\ntwo ${url}` }));
  return screen;
}

Deno.test("bareView() has the conversation alone, in whole lines that the terminal wraps", () => {
  const screen = lobby();
  screen.press("alt+!");
  assert.deepEqual(screen.frame(100, 12).slice(-4), [
    "<bob> see",
    "<bob> one",
    `      two ${url}`,
    wayBack,
  ]);
  const drawing = screen.drawing(100, 12);
  assert.deepEqual([drawing.isUnbroken, drawing.cursor], [true, undefined]);
});

Deno.test("bareView() shows as much as there is room for, once it is wrapped", () => {
  const screen = lobby();
  screen.press("alt+!");
  assert.deepEqual(screen.frame(100, 4), ["<bob> one", `      two ${url}`, wayBack]);
  assert.deepEqual(screen.frame(100, 3), [`      two ${url}`, wayBack]);
  assert.equal(screen.frame(40, 3).length, 3);
  assert.deepEqual(screen.frame(40, 1).slice(-1), [wayBack]);
});

Deno.test("bareView() stays as it is while something is selected, and scrolls by pages", () => {
  const screen = lobby();
  screen.take(...Array.from({ length: 40 }, (_, index) => said(index + 3, { text: `n${index}` })));
  screen.press("alt+!");
  const before = screen.frame(100, 6);
  screen.take(said(90, { text: "later" }));
  assert.deepEqual(screen.frame(100, 6), before);
  screen.press("pageup");
  assert.equal(screen.frame(100, 6)[4], "<bob> n33");
  screen.press("escape");
  assert.equal(screen.drawing(100, 12).isUnbroken, undefined);
  screen.press("alt+!");
  screen.type("x");
  assert.deepEqual([screen.state.bare, screen.draft], [undefined, "x|"]);
});

Deno.test("ScreenClient leaves the mouse to the terminal in the bare view, and with /mouse off", async () => {
  await using screen = new ShownScreen({ columns: 60, rows: 8 });
  await screen.connect();
  await screen.shows("#lobby>");
  assert.equal(screen.terminal.isMouseOn, true);
  screen.type("/mouse off");
  screen.press("enter");
  await screen.shows("/mouse is off now");
  assert.equal(screen.terminal.isMouseOn, false);
});

for (const model of terminalModels) {
  Deno.test(`draw() goes between frames and the bare view on a terminal of ${model.measures}, ${model.blanksHalves}`, async () => {
    const terminal = new ModelTerminal(model, { columns: 60, rows: 5 });
    const writer = new ScreenWriter(terminal);
    const screen = new ScreenAtHand();
    screen.take(said(1, { text: "ทำ 😀" }));
    const draw = async () => {
      const drawing = screen.drawing(60, 5);
      writer.draw(frameRows(drawing), drawing.cursor, drawing.isUnbroken);
      await writer.settled();
      return terminal.rows;
    };
    const before = await draw();
    screen.press("alt+!");
    assert.ok((await draw()).includes("<bob> ทำ 😀"));
    screen.press("escape");
    assert.deepEqual(await draw(), before);
  });
}
