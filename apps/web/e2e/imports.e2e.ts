import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { test } from "./desk.ts";

const FILE = [
  "Customer no;Full name;Cell;Invoice no;Due date;Outstanding;Tongue",
  "E-1;Naledi Example;+27 82 555 0101;EX-1;31/10/2026;1250,50;English",
  "E-2;Pieter Example;+27 82 555 0102;EX-2;31/10/2026;99,00;Afrikaans",
  "E-3;Ayanda Example;not a number;EX-3;31/02/2026;10,00;English",
].join("\n");

test("a file comes in: columns are guessed, values translated, bad rows shown and left out", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto("/imports");
  await page.getByLabel("File of accounts").setInputFiles({
    name: "overdue.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(FILE),
  });

  await expect(page.getByText(/^Divided by semicolon, written in utf-8, 7 columns/)).toBeVisible();
  await page.getByLabel('What "Customer no" is').selectOption("debtor.reference");
  await page.getByLabel('What "Full name" is').selectOption("debtor.full_name");
  await page.getByLabel('What "Cell" is').selectOption("debtor.phone");
  await page.getByLabel('What "Invoice no" is').selectOption("account.reference");
  await page.getByLabel('What "Due date" is').selectOption("account.due_date");
  await page.getByLabel('What "Outstanding" is').selectOption("account.balance");
  await page.getByLabel('What "Tongue" is').selectOption("debtor.language");
  const translate = page.getByText("Translate its values").last();
  if (await translate.isVisible()) await translate.click();
  await page.getByLabel('"English" in "Tongue" means').fill("en");
  await page.getByLabel('"Afrikaans" in "Tongue" means').fill("af");
  await page.getByLabel("Dates look like").fill("D/M/YYYY");
  await page.getByLabel("Cents come after").selectOption(",");
  await page.getByLabel("Time zone", { exact: true }).fill("Africa/Johannesburg");
  await page.getByLabel("Currency", { exact: true }).fill("ZAR");
  await page.getByLabel("Country", { exact: true }).fill("ZA");
  await page.getByRole("button", { name: "Look at the rows" }).click();

  await expect(page.getByText("2 good rows")).toBeVisible();
  await expect(page.getByText("1 bad rows")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Bad rows as CSV" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("EX-3");

  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeDisabled();
  await page.getByRole("switch", { name: /^Import the good rows/ }).click();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText("The file is in")).toBeVisible();
  await page.getByRole("link", { name: "See the debtors" }).click();
  await page.getByRole("searchbox").fill("E-1");
  await expect(page.getByRole("link", { name: "Naledi Example" })).toBeVisible();
});

test("a file that is not a table of accounts is refused with the place of the fault", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto("/imports");

  await page.getByLabel("File of accounts").setInputFiles({
    name: "broken.csv",
    mimeType: "text/csv",
    buffer: Buffer.from('Customer no,Invoice no,Outstanding\nE-1,EX-1,10.00\n"E-2,EX-2,10.00\n'),
  });
  await page.getByLabel("Time zone", { exact: true }).fill("Africa/Johannesburg");
  await page.getByLabel("Language", { exact: true }).fill("en");
  await page.getByLabel("Currency", { exact: true }).fill("ZAR");
  await page.getByRole("button", { name: "Look at the rows" }).click();

  await expect(page.getByRole("alert").filter({ hasText: "refused as a whole" })).toContainText(
    /line 3/i,
  );
  await expect(page.getByRole("button", { name: /^Import \d+ rows?$/ })).toBeDisabled();
});
