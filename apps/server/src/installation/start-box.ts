import { Role } from "@fairflow/contract";
import type { Environment } from "../environment.ts";

export interface Started {
  readonly environment: Environment;
  readonly seconds: number;
  readonly demo: boolean;
  /** Of the demo people, where they were made just now. */
  readonly password: string | undefined;
  /** Makes the first admin, where nobody can sign in yet. */
  readonly link: string | undefined;
  readonly logFile: string;
}

/** What `start` says once it serves. */
export function startBox({ environment, seconds, demo, password, link, logFile }: Started): string {
  const { publicUrl } = environment;
  const people = Role.options.map((role) => `${role}@demo.local`).join("   ");
  const lines = [
    `Ready in ${Math.round(seconds)} s    ${publicUrl.origin}`,
    ...(demo ? [`Sign in as   ${people}`] : []),
    ...(password === undefined ? [] : [`Password, shown this once:   ${password}`]),
    ...(demo && password === undefined
      ? ["The password was shown at the first start; a new one: pnpm fairflow user reset EMAIL"]
      : []),
    ...(link === undefined ? [] : [`Make the first admin, once:   ${link}`]),
    ...(demo ? [`Debtor phone and inbox (sandbox)   ${publicUrl.origin}/sandbox`] : []),
    `${demo ? "Nothing leaves this machine. " : ""}Stop: Ctrl+C    Log: ${logFile}`,
  ];
  return `\n${lines.map((line) => `  ${line}`).join("\n")}\n\n`;
}
