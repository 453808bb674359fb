import { Parser } from "htmlparser2";

const LINES: ReadonlySet<string> = new Set(["br", "tr", "li", "hr"]);
const PARAGRAPHS: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 table ul ol blockquote".split(" "),
);
const UNSAID: ReadonlySet<string> = new Set(["style", "title", "head"]);

/** What HTML says as plain text, with the Liquid that stands in it; a link is followed by where it leads. */
export function textOfHtml(html: string): string {
  let text = "";
  let unsaid = 0;
  const links: string[] = [];
  const parser = new Parser({
    onopentag: (name, { href = "" }) => {
      if (UNSAID.has(name)) unsaid += 1;
      if (name === "a") links.push(href);
      if (name === "td" || name === "th") text += " ";
      if (name === "br") text += "\n";
    },
    ontext: (piece) => {
      if (unsaid === 0) text += piece.replaceAll(/[^\S\u00A0]+/g, " ");
    },
    onclosetag: (name) => {
      if (UNSAID.has(name)) unsaid -= 1;
      const link = name === "a" ? (links.pop() ?? "") : "";
      if (link !== "" && !text.trimEnd().endsWith(link)) text = `${text.trimEnd()}: ${link}`;
      if (LINES.has(name) && name !== "br") text += "\n";
      if (PARAGRAPHS.has(name) || name === "div") text += "\n\n";
    },
  });
  parser.end(html);
  return text
    .split("\n")
    .map((line) => line.replaceAll(/ {2,}/g, " ").trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
