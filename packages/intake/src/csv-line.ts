/** One line of a CSV file, with its end. No cell can be taken for a formula by a spreadsheet. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** OWASP, "CSV injection": what begins with = + - @ tab or carriage return is run by spreadsheets; an apostrophe makes it text. */
function csvCell(cell: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t|\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
