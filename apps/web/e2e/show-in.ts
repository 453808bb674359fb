import type { Page } from "@playwright/test";

/** Shows the page in a theme, and waits until it is drawn once in those colours: none is on its way from the other theme. */
export async function showIn(page: Page, colorScheme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(
    () =>
      new Promise((drawn) => {
        requestAnimationFrame(() => requestAnimationFrame(drawn));
      }),
  );
}
