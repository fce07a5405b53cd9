import assert from "node:assert/strict";

const module = JSON.stringify(new URL("../../cli/signals.ts", import.meta.url).href);

/** Signals are for a whole process, so each test has its own. Windows cannot send them. */
const ignore = Deno.build.os === "windows";

/** Runs a program until it prints something, sends it the signal, and waits for its end. */
async function signalled(signal: Deno.Signal, program: string) {
  const source = `import { onStopSignals } from ${module};\n${program}`;
  const command = new Deno.Command(Deno.execPath(), { args: ["eval", source], stdout: "piped" });
  await using child = command.spawn();
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (printed === "") child.kill(signal);
    printed += text;
  }
  const { code, signal: endedBy } = await child.status;
  return { printed, code, endedBy };
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.test({ name: `onStopSignals() hears ${signal} in place of stopping`, ignore }, async () => {
    const { printed, code } = await signalled(
      signal,
      `const timer = setInterval(() => {}, 1000);
      const stopListening = onStopSignals((signal) => {
        console.log(signal);
        stopListening();
        stopListening();
        clearInterval(timer);
      });
      console.log("ready");`,
    );
    assert.equal(printed, `ready\n${signal}\n`);
    assert.equal(code, 0);
  });
}

Deno.test({ name: "onStopSignals() gives the signals back", ignore }, async () => {
  const { printed, endedBy } = await signalled(
    "SIGTERM",
    `onStopSignals(() => console.log("heard"))();
    setInterval(() => {}, 1000);
    console.log("ready");`,
  );
  assert.equal(printed, "ready\n");
  assert.equal(endedBy, "SIGTERM");
});

Deno.test({ name: "surviveFileSizeLimit() lets the program run on", ignore }, async () => {
  const source = `import { surviveFileSizeLimit } from ${module};
    {
      using _limited = surviveFileSizeLimit();
      Deno.kill(Deno.pid, "SIGXFSZ");
      console.log("runs on");
    }
    Deno.kill(Deno.pid, "SIGXFSZ");
    // A signal may come a little later, in another thread.
    setTimeout(() => console.log("undone"), 5000);`;
  const { stdout, signal } = await new Deno.Command(Deno.execPath(), { args: ["eval", source] })
    .output();
  assert.equal(new TextDecoder().decode(stdout), "runs on\n");
  assert.equal(signal, "SIGXFSZ");
});
