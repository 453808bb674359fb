import type { z } from "zod";

/** Why a document is refused: the place in it, as `nodes[3].config.days`, and a plain sentence. */
export interface DocumentProblem {
  readonly path: string;
  readonly message: string;
}

export function problemsOf(error: z.ZodError): readonly DocumentProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: pathText([...issue.path, key]),
          message: `Nothing here is called "${shorten(key)}"`,
        }))
      : [{ path: pathText(issue.path), message: issue.message }],
  );
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

function shorten(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}...` : key;
}
