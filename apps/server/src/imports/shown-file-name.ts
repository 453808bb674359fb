import { basename } from "node:path";
import { HttpError } from "../http/http-error.ts";

/** The name as the person's machine has it, without folders; it is shown, never used as a path. */
export function shownFileName(header: string | undefined, unnamed: string): string {
  const name = basename(decoded(header ?? "").replaceAll("\\", "/")).trim();
  const shown = name
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "")
    .slice(0, 200);
  return shown === "" ? unnamed : shown;
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch (cause) {
    throw new HttpError("bad-request", "The file's name cannot be read.", { cause });
  }
}
