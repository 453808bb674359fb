import type { TextPiece } from "./defuse-links.ts";

const STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a";

/** The page that says a text as it is: its paragraphs, its lines, and the links that it may have. */
export function htmlPart(pieces: readonly TextPiece[], language: string | undefined): string {
  const body = pieces.map(htmlOf).join("").replaceAll("\n", "<br>\n");
  const lang = language === undefined ? "" : ` lang="${escapeHtml(language)}"`;
  return `<!doctype html>
<html${lang}><head><meta charset="utf-8"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"></head>
<body style="${STYLE}">
<div>${body}</div>
</body></html>
`;
}

function htmlOf(piece: TextPiece): string {
  if (piece.kind === "text") return escapeHtml(piece.text);
  const url = escapeHtml(piece.url);
  return `<a href="${url}" rel="noopener noreferrer">${url}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
