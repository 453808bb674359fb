import { csvCell } from "@fairflow/intake/csv-line";

/**
 * One line of a file that a dialer reads and a person may open: a number in its international form begins with + and is
 * nothing else; every other cell is made safe from being taken for a formula.
 */
export function callLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/^\+\d{6,15}$/.test(cell) ? cell : csvCell(cell))).join(",")}\r\n`;
}
