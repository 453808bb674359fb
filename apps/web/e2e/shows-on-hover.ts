import { expect, type Locator } from "@playwright/test";

/**
 * A pointer that rests on the control is told this. What controls tell comes with a chunk of its own, and each is then drawn
 * anew, also under a pointer that rests on it: so the pointer comes again until it is told.
 */
export async function showsOnHover(control: Locator, text: string): Promise<void> {
  const page = control.page();
  await expect(async () => {
    await page.mouse.move(0, 0);
    await control.hover();
    await expect(page.getByText(text)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}
