import { expect, type Page } from "@playwright/test";
import { payAtBank } from "./pay-at-bank.ts";
import { step } from "./canvas.ts";
import { debtorLike, owesAndIsNotHeld } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

/** A phone that many people have. */
const PHONE = { width: 360, height: 740 };

test("the first minute: numbers count up, a person is found, pays by the link, and it lands on the step", async ({
  openAs,
}) => {
  const page = await openAs("specialist", "/");
  const messages = page.getByRole("article").filter({ hasText: "Early arrears" });
  await expect(messages).toContainText(/Messages sent\s*[1-9]/);
  await messages.getByRole("link", { name: "Open the live flow" }).click();
  await openStep(page, "Another week");
  const settings = page.getByRole("complementary", { name: "Settings" });
  const paid = settings.getByRole("listitem").filter({ hasText: "Paid in full" });
  const before = await countIn(paid);

  await settings.getByRole("region", { name: "Who is here" }).getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "What happened" })).toContainText("Early arrears");
  await page.getByRole("link", { name: "Open their phone" }).click();
  const opened = page.waitForEvent("popup");
  // The step before sent the link by SMS, which was delivered.
  const phone = page.getByRole("region", { name: "Phone" });
  await phone.getByRole("link", { name: "Pay now" }).last().click();
  const bank = await opened;
  await bank.setViewportSize(PHONE);
  const faults = new Faults(bank);
  await payAtBank(bank, (screen) => faults.look(screen));
  faults.expectNone();

  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("region", { name: "What happened" })).toContainText(
    "The pay link was opened",
  );
  await page.getByRole("link", { name: "Flows" }).click();
  await page
    .getByRole("row", { name: /Early arrears/ })
    .getByRole("link", { name: /live/ })
    .click();
  await openStep(page, "Another week");
  // Right after its start the engine still catches up with the clock; how fast it is, the benchmark says.
  await expect.poll(() => countIn(paid), { timeout: 40_000 }).toBe(before + 1);
});

test("a debtor answers STOP, says that it is paid, and disputes; the timeline shows each", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await openPhone(page);
  await page.getByRole("button", { name: "STOP", exact: true }).click();
  await expect(
    page.getByText("Understood as STOP: this number gets no more messages"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Dispute" }).click();
  await expect(page.getByText("Disputed", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Timeline" }).click();

  await expect(page.getByRole("region", { name: "What happened" })).toContainText(/STOP/);
  await expect(page.getByRole("region", { name: "What happened" })).toContainText(/[Dd]ispute/);
  const addresses = page.getByRole("region", { name: "Addresses" });
  await expect(addresses.getByText("Opted out").first()).toBeVisible();
});

test("names and numbers are masked for who does not work with people", async ({ openAs }) => {
  const page = await openAs("manager");
  await page.goto("/debtors");

  await expect(page.getByText("Names and numbers are masked for your role")).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("••••");
});

/** Clicks until the settings are those of the step: the canvas finds its place in the first moments. */
async function openStep(page: Page, name: string): Promise<void> {
  const settings = page.getByRole("complementary", { name: "Settings" });
  await expect(async () => {
    await step(page, name).click();
    await expect(settings.getByRole("heading", { name })).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function openPhone(page: Page): Promise<void> {
  await page.goto(`/sandbox?person=${await debtorLike(page, owesAndIsNotHeld)}`);
  await expect(page.getByRole("region", { name: "Phone" })).toBeVisible();
}

/** The first number of a line such as `Paid in full 1 204 12 %`. */
async function countIn(line: ReturnType<Page["getByRole"]>): Promise<number> {
  const number = await line
    .getByText(/^[\d\s\u00a0]+$/)
    .first()
    .innerText();
  return Number(number.replaceAll(/\D/g, ""));
}
