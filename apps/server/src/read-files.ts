import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { CommandError } from "./command-error.ts";

/** @throws CommandError that names the file and why it cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new CommandError(`${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
      return "permission is denied";
    case "EISDIR":
      return "it is a folder";
    default:
      return cause instanceof Error ? cause.message : "the reason is unknown";
  }
}

/** The problems of a document as lines under one sentence. */
export function refusal(
  what: string,
  problems: readonly { readonly path?: string; readonly message: string }[],
): CommandError {
  const lines = problems
    .slice(0, 20)
    .map(
      ({ path, message }) => `  ${path === undefined || path === "" ? "" : `${path}: `}${message}`,
    );
  const more = problems.length > 20 ? [`  and ${problems.length - 20} more`] : [];
  return new CommandError([`${what}:`, ...lines, ...more].join("\n"));
}

/** The bytes of a file, piece by piece. @throws CommandError */
export async function* readBytes(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

/** @throws CommandError for what is not JSON */
export function parsedJson(text: string, file: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new CommandError(`${file} is not JSON.`, { cause });
  }
}
