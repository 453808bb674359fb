import { Parser } from "htmlparser2";
import { defuseLinks, leadsTo, textOfPieces } from "./defuse-links.ts";

/**
 * The HTML of a mail as it may leave: in its texts nothing is left that a mail program would make a link of, unless it
 * leads to one of the hosts. What the design itself may hold was checked when it was saved; this looks at what came in
 * with the person's values.
 *
 * @returns undefined where a link or an image leads elsewhere: such a mail is not sent
 */
export function guardHtml(html: string, hosts: ReadonlySet<string>): string | undefined {
  const pieces: string[] = [];
  let copied = 0;
  let isStrange = false;
  let styles = 0;
  const parser = new Parser(
    {
      onopentag: (name, { href, src }) => {
        if (name === "style") styles += 1;
        if (name === "script") isStrange = true;
        for (const url of [href, src]) {
          if (url !== undefined && !leadsTo(url.replaceAll("&amp;", "&"), hosts)) isStrange = true;
        }
      },
      onclosetag: (name) => {
        if (name === "style") styles -= 1;
      },
      // Entities stay as they are written: what was put in is escaped, so no link is written with them.
      ontext: (text) => {
        if (styles > 0) return;
        pieces.push(html.slice(copied, parser.startIndex));
        pieces.push(textOfPieces(defuseLinks(text, hosts)));
        copied = parser.startIndex + text.length;
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  if (isStrange) return undefined;
  return [...pieces, html.slice(copied)].join("");
}
