import { withoutLinks } from "@fairflow/template";

/**
 * What an address on the web may be written with (RFC 3986), so that every reader ends and reads it alike: no backslash,
 * no letters beyond ASCII.
 */
const PLAIN_URL = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?$/i;

const BEFORE = /^[("'[<{]*/;
const AFTER = /[)"'\]>},.;:!?]*$/;

/** One run of a text without spaces. */
export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly url: string };

/**
 * Divides a text into the links that it may have, which lead to one of the hosts, and all else, in which nothing is left
 * that a mail program would make a link of: a space goes where one would have to be none. What a debtor is called can
 * be written as a link (`http://evil.example`), and would be one in front of our name.
 */
export function defuseLinks(text: string, hosts: ReadonlySet<string>): readonly TextPiece[] {
  return text.split(/(\s+)/).flatMap((run) => piecesOf(run, hosts));
}

/** The text that the pieces are together. */
export function textOfPieces(pieces: readonly TextPiece[]): string {
  return pieces.map((piece) => (piece.kind === "link" ? piece.url : piece.text)).join("");
}

function piecesOf(run: string, hosts: ReadonlySet<string>): readonly TextPiece[] {
  const before = BEFORE.exec(run)?.[0] ?? "";
  const rest = run.slice(before.length);
  const after = AFTER.exec(rest)?.[0] ?? "";
  const url = rest.slice(0, rest.length - after.length);
  if (!leadsTo(url, hosts)) return run === "" ? [] : [{ kind: "text", text: withoutLinks(run) }];
  return [
    ...(before === "" ? [] : [{ kind: "text", text: before } as const]),
    { kind: "link", url },
    ...(after === "" ? [] : [{ kind: "text", text: after } as const]),
  ];
}

/** Whether an address on the web is one of ours, and is read so by everybody. */
export function leadsTo(url: string, hosts: ReadonlySet<string>): boolean {
  return PLAIN_URL.test(url) && URL.canParse(url) && hosts.has(new URL(url).host);
}
