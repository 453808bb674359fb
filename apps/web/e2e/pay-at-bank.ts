import { expect, type Page } from "@playwright/test";

/** Answers the questions of a link's page, as the demo says them, and pays what is asked at the sandbox's bank. */
export async function payAtBank(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // The page speaks the debtor's language.
  const english = page.getByRole("link", { name: "English" });
  if (await english.isVisible()) await english.click();
  await expect(page.getByRole("heading", { name: "Two questions first" })).toBeVisible();
  const hints = await page.getByText(/the answer is/).allInnerTexts();
  for (const [index, hint] of hints.entries()) {
    const answer = /the answer is (.+)\.$/.exec(hint)?.[1] ?? "";
    await page.getByRole("textbox").nth(index).fill(answer);
  }
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("button", { name: "Pay all of it" }).click();
  // The bank's notice is booked before the way back: the engine may be at work on this person.
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible({ timeout: 20_000 });
}
