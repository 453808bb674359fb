import { expect, type Locator } from "@playwright/test";

/** A pointer that rests on the control is told this. */
export async function showsOnHover(control: Locator, text: string): Promise<void> {
  await control.hover();
  await expect(control.page().getByText(text).filter({ visible: true })).toBeVisible();
}
