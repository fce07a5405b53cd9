/** Whether there is a program of that name. */
export async function isInstalled(program: string): Promise<boolean> {
  const command = new Deno.Command("sh", { args: ["-c", `command -v ${program}`], stdout: "null" });
  return (await command.output()).success;
}
