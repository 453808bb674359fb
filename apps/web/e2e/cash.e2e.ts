import { cashEndpoints, endpoints } from "@fairflow/contract";
import { expect, type Page } from "@playwright/test";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("a statement is booked, its rest is put where it belongs by keys alone, and who comes second is told", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  const account = await owingAccount(page);
  const statement = [
    ":20:A",
    ":25:4075123456",
    ":28C:1/1",
    ":60F:C261119ZAR0,00",
    ":61:2611201120C1,00NTRFNONREF",
    `:86:${account.paymentReference}`,
    ":61:2611201120C2,00NTRFNONREF",
    `:86:for ${account.reference}`,
    ":62F:C261120ZAR3,00",
    "-",
  ].join("\n");
  await page.goto("/cash/statements");
  await page.getByLabel("Bank statement", { exact: true }).setInputFiles({
    name: "november.sta",
    mimeType: "text/plain",
    buffer: Buffer.from(statement),
  });
  await page.getByRole("button", { name: "Book this file" }).click();
  await expect(page.getByText("This file is booked")).toBeVisible();
  const faults = new Faults(page);

  await page.getByRole("link", { name: "Go to the desk" }).click();
  const lines = page.getByRole("list", { name: "Bank lines" }).getByRole("link");
  await expect(lines).toHaveCount(1);
  await expect(page.getByText("It names the client's own number of the account.")).toBeVisible();
  await faults.look("the desk with a line");
  const other = await openAs("admin");
  await other.goto("/cash");
  const put = other.getByRole("button", { name: `to ${account.reference}` });
  await expect(put).toBeVisible();
  await lines.first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `to ${account.reference}` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("All money is where it belongs")).toBeVisible();
  await put.click();

  await expect(other.getByText(/was at this line since you opened it/).first()).toBeVisible();
  faults.expectNone();
});

async function owingAccount(page: Page) {
  const debtors = endpoints.debtors.output.parse(
    await (await page.request.get("/api/debtors")).json(),
  );
  const [debtor] = debtors.debtors;
  const search = new URLSearchParams({ search: debtor?.reference ?? "" }).toString();
  const answer = await page.request.get(`/api/cash/accounts?${search}`);
  const { accounts } = cashEndpoints.cashAccounts.output.parse(await answer.json());
  const account = accounts.find(({ balance }) => balance.minor > 10_00);
  if (account === undefined) throw new Error("Nobody owes anything");
  return account;
}
