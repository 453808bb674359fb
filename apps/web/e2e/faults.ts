import { expect, type Locator, type Page } from "@playwright/test";
import { seriousFaults } from "./serious-faults.ts";

const PATIENCE_MS = 30_000;

/** Collects what is wrong with what a page shows, screen by screen, so that one run tells all of it. */
export class Faults {
  readonly #found: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** @param within a part of the page, as a CSS selector; all of it where absent */
  async look(screen: string, within?: string): Promise<void> {
    // What is on its way keeps its place by a pulse. Reports count the whole demo world, on a machine that does more.
    await expect(this.#page.locator(".animate-pulse")).toHaveCount(0, { timeout: PATIENCE_MS });
    for (const fault of await seriousFaults(this.#page, within)) {
      this.#found.push(`${screen}: ${fault}`);
    }
  }

  /**
   * At 200 % zoom a window of 1280 px has room for 640: text flows anew, and nobody scrolls sideways to read a line.
   *
   * @param read what is read there; panels beside it leave it most of the window
   */
  async lookZoomed(screen: string, read?: Locator): Promise<void> {
    const before = this.#page.viewportSize();
    await this.#page.setViewportSize({ width: 640, height: 400 });
    const beyond = await this.#page.evaluate(async () => {
      // What looks otherwise in a small window is drawn anew first.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (beyond > 0) this.#found.push(`${screen}: ${beyond} px too wide at 200 % zoom`);
    const width = read === undefined ? 640 : ((await read.boundingBox())?.width ?? 0);
    if (width < 400) this.#found.push(`${screen}: ${width} px are left to read at 200 % zoom`);
    if (before !== null) await this.#page.setViewportSize(before);
  }

  expectNone(): void {
    expect(this.#found).toEqual([]);
  }
}
