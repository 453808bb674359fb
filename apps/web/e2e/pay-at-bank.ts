import { expect, type Page } from "@playwright/test";

/** What a debtor may say beside paying. */
const OTHER_PAGES = ["/pay/plan", "/pay/later", "/pay/paid", "/pay/dispute", "/pay/write"];

/**
 * Answers the questions of a link's page, as the demo says them, and pays what is asked at the sandbox's bank.
 *
 * @param look is shown each page on the way, and those beside it
 */
export async function payAtBank(
  page: Page,
  look: (screen: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // The page speaks the debtor's language.
  const english = page.getByRole("link", { name: "English" });
  if (await english.isVisible()) await english.click();
  await expect(page.getByRole("heading", { name: "Two questions first" })).toBeVisible();
  await look("two questions");
  const hints = await page.getByText(/the answer is/).allInnerTexts();
  for (const [index, hint] of hints.entries()) {
    const answer = /the answer is (.+)\.$/.exec(hint)?.[1] ?? "";
    await page.getByRole("textbox").nth(index).fill(answer);
  }
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("button", { name: "Pay now" })).toBeVisible();
  await look("the account");
  for (const path of OTHER_PAGES) {
    await page.goto(path);
    await look(path);
  }
  await page.goto("/pay");
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("button", { name: "Pay all of it" }).click();
  // The bank's notice is booked before the way back: the engine may be at work on this person.
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible({ timeout: 20_000 });
  await look("thank you");
}
