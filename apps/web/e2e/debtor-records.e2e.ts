import { expect } from "@playwright/test";
import { debtorLike, owesAndIsNotHeld, type KnownDebtor } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

test("a consent, a notice and an acknowledgement are put on record, and what was said is taken back", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  const owesOne = (known: KnownDebtor) => owesAndIsNotHeld(known) && known.accounts.length === 1;
  await page.goto(`/debtors/${await debtorLike(page, owesOne)}`);
  const dialog = page.getByRole("dialog");
  const record = dialog.getByRole("button", { name: "Record it" });

  const consents = page.getByRole("region", { name: "Consents" });
  await consents.getByRole("button", { name: "Record a consent" }).click();
  await dialog.getByLabel("Channel").selectOption("Prerecorded call");
  await expect(record).toBeDisabled();
  await dialog.getByLabel("Document that shows it").fill("form-2026/114");
  expect(await seriousFaults(page)).toEqual([]);
  await record.click();
  await expect(consents.getByText("Counts")).toBeVisible();
  await consents.getByRole("button", { name: /^Take back: Prerecorded call/ }).click();
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await expect(consents.getByText("Taken back", { exact: true })).toBeVisible();

  const notices = page.getByRole("region", { name: "Notices on record" });
  await notices.getByRole("button", { name: "Record a notice" }).click();
  await dialog.getByLabel("Which notice").selectOption("nca_s129");
  await dialog.getByLabel("Delivered on").fill("2026-01-12");
  await expect(record).toBeDisabled();
  await dialog.getByLabel("Document that shows it").fill("RD123456789ZA");
  await record.click();
  await expect(notices.getByText(/Delivered 12 Jan 2026/)).toBeVisible();

  const acknowledged = page.getByRole("region", { name: "Acknowledgements of debt" });
  await acknowledged.getByRole("button", { name: "Record one" }).click();
  await dialog.getByLabel("When").fill("2026-01-13");
  await dialog.getByLabel("Document that shows it").fill("aod-2026/7");
  await record.click();
  await expect(acknowledged.getByText("13 Jan 2026")).toBeVisible();
  await acknowledged.getByRole("button", { name: /^Strike the acknowledgement/ }).click();
  await dialog.getByLabel("Why").fill("Another person signed it");
  await dialog.getByRole("button", { name: "Strike it" }).click();
  await expect(acknowledged.getByText(/“Another person signed it”/)).toBeVisible();
});

test("a hold says what is expected of it next, and by when", async ({ openAs }) => {
  const page = await openAs("specialist");
  await page.goto(`/debtors/${await debtorLike(page, owesAndIsNotHeld)}`);
  await page.getByRole("button", { name: "Place a hold" }).click();
  const dialog = page.getByRole("dialog", { name: "Place a hold" });
  await dialog.getByLabel("Why").selectOption("debt_review");
  await dialog.getByLabel("What should happen next").fill("Court order");
  await expect(dialog.getByRole("button", { name: "Place the hold" })).toBeDisabled();
  await dialog.getByLabel("By", { exact: true }).fill("2031-01-15");
  await dialog.getByRole("button", { name: "Place the hold" }).click();

  const holds = page.getByRole("region", { name: "Holds" });
  await expect(holds.getByText(/^Next: Court order by .*15 January 2031/)).toBeVisible();
  await holds.getByRole("button", { name: "Lift Debt review" }).click();
  await page.getByRole("dialog").getByLabel("What ended it").selectOption("placed_by_mistake");
  await page.getByRole("dialog").getByLabel("Document that shows it").fill("call-2026/115");
  await page.getByRole("dialog").getByRole("button", { name: "Lift the hold" }).click();
  await expect(holds.getByText("Debt review")).toBeHidden();
});
