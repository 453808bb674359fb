import { safeText } from "./safe-text.ts";

/** One line of a CSV file, with its end. No cell can be taken for a formula by a spreadsheet. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A text as a cell (RFC 4180). One that was made safe is quoted, so that no reader cuts its apostrophe off. */
export function csvCell(text: string): string {
  const safe = safeText(text);
  return /[",;\t|\r\n]|^'|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
