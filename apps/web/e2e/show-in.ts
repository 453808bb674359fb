import type { Page } from "@playwright/test";

/** Shows the page in a theme, and waits until all of it is drawn in those colours and nothing is on its way any more. */
export async function showIn(page: Page, colorScheme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(async () => {
    const drawn = () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await drawn();
    for (;;) {
      const underWay = document.getAnimations().filter(({ playState }) => playState === "running");
      if (underWay.length === 0) return;
      await Promise.allSettled(underWay.map(({ finished }) => finished));
      await drawn();
    }
  });
}
