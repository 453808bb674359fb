import { IMAGE_SCHEME, LINK_FIELDS } from "@fairflow/template";
import { Parser } from "htmlparser2";

/** What a mail may be made of. All else runs, loads, sends or covers something. */
const ELEMENTS: ReadonlySet<string> = new Set(
  "a b blockquote body br center code div em font h1 h2 h3 h4 h5 h6 head hr html i img li meta ol p pre s small span strong style sub sup table tbody td tfoot th thead title tr u ul".split(
    " ",
  ),
);

const LOADS = /url\s*\(|@import|expression\s*\(|javascript:|behavior\s*:|-moz-binding/i;
const LIQUID = /\{\{|\{%/;
const LINK = new RegExp(`^\\{\\{\\s*(?:${LINK_FIELDS.join("|")})\\s*\\}\\}$`);
const IMAGE = new RegExp(`^${IMAGE_SCHEME}[0-9a-f]{64}$`);

/** What a reader is shown; what is put in there is escaped. */
const SPOKEN: ReadonlySet<string> = new Set(["alt", "title", "aria-label"]);

/**
 * Why HTML that was made of a design may not be sent, in words for its author. Where Liquid stands matters: a name that
 * is put into a text is escaped and stays a name, one that is put into a style or an address would be more.
 */
export function htmlFaults(html: string): readonly string[] {
  const faults = new Set<string>();
  let styles = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === "style") styles += 1;
        if (!ELEMENTS.has(name)) faults.add(`A mail cannot have <${name.slice(0, 30)}>.`);
        if (name === "meta" && /refresh/i.test(attributes["http-equiv"] ?? "")) {
          faults.add("A mail cannot lead elsewhere by itself.");
        }
        for (const [attribute, value] of Object.entries(attributes)) {
          for (const fault of attributeFaults(attribute, value)) faults.add(fault);
        }
      },
      onclosetag: (name) => {
        if (name === "style") styles -= 1;
      },
      ontext: (text) => {
        if (styles === 0) return;
        if (LIQUID.test(text)) faults.add("A field cannot stand in a style.");
        if (LOADS.test(text)) faults.add("A style cannot load anything.");
      },
      oncomment: (text) => {
        if (LIQUID.test(text)) faults.add("A field cannot stand in a comment.");
        if (/<(?:a|img|script|form|iframe|object)\b/i.test(text)) {
          faults.add("A comment cannot hide a link or a script.");
        }
      },
      onprocessinginstruction: (name) => {
        if (name.toLowerCase() !== "!doctype") faults.add("A mail has no instructions of XML.");
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return [...faults];
}

function attributeFaults(name: string, value: string): readonly string[] {
  if (LIQUID.test(name)) return ["A field cannot name an attribute."];
  if (name.startsWith("on") || name === "srcdoc" || name === "srcset" || name === "background") {
    return [`A mail cannot have ${name.slice(0, 30)}.`];
  }
  if (name === "href") {
    if (LINK.test(value.trim())) return [];
    return [`A link leads to ${LINK_FIELDS.map((field) => `{{ ${field} }}`).join(" or ")}.`];
  }
  if (name === "src") {
    return IMAGE.test(value) ? [] : ["An image is uploaded here, not loaded from elsewhere."];
  }
  if (LIQUID.test(value) && !SPOKEN.has(name)) return [`A field cannot stand in ${name}.`];
  if (name === "style" && LOADS.test(value)) return ["A style cannot load anything."];
  return /^\s*(?:javascript|data|vbscript):/i.test(value) ? [`${name} cannot hold a script.`] : [];
}
