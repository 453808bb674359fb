import { spawn } from "node:child_process";

/** The operating system's account that a program runs as; `undefined` is our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Finished {
  /** `undefined` when the program could not be started at all. */
  readonly exitCode: number | undefined;
  /** What it wrote, standard output and error together. */
  readonly output: string;
}

/** Runs a program to its end; a failure is an answer, not an exception. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  account: Account | undefined,
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      // The account may not be able to enter the directory that we stand in.
      cwd: "/",
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
      ...account,
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ exitCode: undefined, output: error.message }));
    child.once("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}
