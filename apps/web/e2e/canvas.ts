import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { changeAtServer } from "./change-at-server.ts";

const Example = z.object({ name: z.string(), export: z.unknown(), scenarios: z.unknown() });

/** Makes a flow and opens it, empty or from an example. The form that people make one with has tests of its own. */
export async function createFlow(page: Page, name: string, example?: string): Promise<void> {
  const gallery = z.array(Example).parse(await (await page.request.get("/api/gallery")).json());
  const chosen = gallery.find((each) => each.name === example);
  if (example !== undefined && chosen === undefined) throw new Error(`No example: ${example}`);
  const made = await changeAtServer(page, "POST", "/api/flows", {
    name,
    ...(chosen && { from: chosen.export, scenarios: chosen.scenarios }),
  });
  const { id } = z.object({ id: z.string() }).parse(made);
  await page.goto(`/flows/${id}`);
  // It looks as often as the page is drawn; an expectation looks ever more rarely.
  await page.getByRole("heading", { level: 1, name }).waitFor();
  if (chosen !== undefined) await steps(page).first().waitFor({ state: "attached" });
}

export function canvas(page: Page): Locator {
  return page.getByRole("application");
}

/** The steps on the canvas, as screen readers name them. */
export function steps(page: Page): Locator {
  return canvas(page).getByRole("group", { name: /^Step \d+,/ });
}

/** What is out of sight cannot be clicked: the canvas scrolls back what a browser scrolls into view. */
export async function showWhole(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Fit the whole flow" }).click();
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
  await page.getByText(/^Saved .* - draft \d+/).waitFor();
}
