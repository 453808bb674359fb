import { expect, type Locator, type Page } from "@playwright/test";

/** Makes a flow and opens it, empty or from an example. */
export async function createFlow(page: Page, name: string, example?: string): Promise<void> {
  await page.goto("/flows");
  await page.getByRole("button", { name: "New flow" }).click();
  const dialog = page.getByRole("dialog", { name: "New flow" });
  if (example !== undefined) {
    await dialog.getByRole("radio", { name: new RegExp(`^${example}`) }).click();
  }
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: /^(?:Make the|Use this) flow$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

export function canvas(page: Page): Locator {
  return page.getByRole("application");
}

/** The steps on the canvas, as screen readers name them. */
export function steps(page: Page): Locator {
  return canvas(page).getByRole("group", { name: /^Step \d+,/ });
}

/** The step of a name; its text may be too small to be drawn, its name is always there. */
export function step(page: Page, name: string): Locator {
  const quoted = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return canvas(page).getByRole("group", { name: new RegExp(`^Step \\d+, ${quoted}:`) });
}

export function palette(page: Page): Locator {
  return page.getByRole("navigation", { name: "Steps to add" });
}

/** Waits until the server has the draft as it is drawn. */
export async function isSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved .* - draft \d+/)).toBeVisible();
}
