export type HelpBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly text: string };

/** Reads the Markdown of help pages: headings, paragraphs, lists and code blocks. The page's own title is left out. */
export function helpBlocks(markdown: string): readonly HelpBlock[] {
  const blocks: HelpBlock[] = [];
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || line.startsWith("# ")) {
      at += 1;
    } else if (line.startsWith("```")) {
      const end = lines.findIndex((each, index) => index > at && each.startsWith("```"));
      const close = end === -1 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, close).join("\n") });
      at = close + 1;
    } else if (/^#{2,6} /.test(line)) {
      blocks.push({ kind: "heading", text: line.replace(/^#+ /, "") });
      at += 1;
    } else {
      const end = lines.findIndex((each, index) => index > at && endsBefore(each, isList(line)));
      const part = lines.slice(at, end === -1 ? lines.length : end);
      blocks.push(isList(line) ? listOf(part) : { kind: "paragraph", text: part.join(" ") });
      at += part.length;
    }
  }
  return blocks;
}

/** Whoever writes a note in haste leaves no empty line before a list. */
function endsBefore(line: string, isInList: boolean): boolean {
  return line.trim() === "" || /^(?:#{2,6} |```)/.test(line) || (!isInList && isList(line));
}

function listOf(lines: readonly string[]): HelpBlock {
  const items: string[] = [];
  for (const line of lines) {
    if (isList(line)) items.push(line.replace(/^\s*(?:[-*]|\d+\.) /, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`.trim());
  }
  return { kind: "list", items };
}

function isList(line: string): boolean {
  return /^\s*(?:[-*]|\d+\.) /.test(line);
}
