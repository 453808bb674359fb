/** Takes pictures of the builder for somebody to look at: `node apps/web/e2e/shoot-builder.ts FOLDER`, which lies outside the checkout. */
import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { chromium, expect, type Page } from "@playwright/test";
import { createFlow, palette, showWhole, step, steps } from "./canvas.ts";
import { startInstallation } from "./installation.ts";
import { showIn } from "./show-in.ts";

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
const WIDTHS = [1280, 1600];
const HEIGHT = 860;

/** What is to be seen; each begins by loading its page. */
type Scene = (page: Page) => Promise<void>;

const folder = resolve(process.argv[2] ?? ".");
if (process.argv[2] === undefined || !relative(CHECKOUT, folder).startsWith("..")) {
  process.stderr.write("Usage: shoot-builder.ts FOLDER, a folder outside the checkout\n");
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const installation = await startInstallation();
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  const page = await browser.newPage({
    baseURL: installation.url,
    reducedMotion: "reduce",
    locale: "en-ZA",
    timezoneId: "Africa/Johannesburg",
    viewport: { width: 1280, height: HEIGHT },
  });
  await signIn(page, installation.password);
  for (const [name, scene] of Object.entries(await scenes(page))) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await showIn(page, "light");
      await scene(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await showIn(page, colorScheme);
        await expect(page.locator("main .animate-pulse")).toHaveCount(0);
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
      }
    }
  }
} finally {
  await browser.close();
  await installation.stop();
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail").fill("admin@demo.local");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.getByRole("button", { name: "Stop the demo clock" }).click();
}

async function scenes(page: Page): Promise<Readonly<Record<string, Scene>>> {
  await createFlow(page, "Nothing yet");
  const empty = page.url();
  await createFlow(page, "Two months late", "Late arrears");
  const drawn = page.url();
  await createFlow(page, "Half done");
  await page.getByRole("button", { name: "Add the start" }).click();
  for (const name of [/^SMS/, /^Condition/, /^Wait for/]) {
    await palette(page).getByRole("button", { name }).click();
  }
  await page.getByRole("button", { name: "Open the list of problems" }).click();
  await expect(page.getByText(/^Saved .* - draft \d+/)).toBeVisible();
  const halfDone = page.url();
  await page.goto("/");
  await page.getByRole("link", { name: "Open the live flow" }).first().click();
  await expect(page.getByText(/in flight in version/)).toBeVisible();
  const live = page.url();
  const [flow] = live.split("?");
  return {
    flows: async () => {
      await page.goto("/flows");
      await page.getByRole("button", { name: "New flow" }).click();
      await expect(page.getByRole("radio", { name: /^Medical account/ })).toBeAttached();
    },
    empty: async () => {
      await page.goto(empty);
      const begin = page.getByRole("region", { name: "Flows to begin with" });
      await expect(begin.getByRole("button")).toHaveCount(6);
    },
    editing: async () => {
      await page.goto(drawn);
      await step(page, "A month late").click();
      await expect(page.getByRole("region", { name: "What the law will do" })).toContainText(
        "held",
      );
    },
    problems: async () => {
      await page.goto(halfDone);
      await expect(steps(page).first()).toBeVisible();
      const open = page.getByRole("button", { name: "Open the list of problems" });
      if (await open.isVisible()) await open.click();
    },
    live: async () => {
      await page.goto(live);
      await showWhole(page);
      await step(page, "A week of grace").click();
      for (let count = 0; count < 4; count += 1) {
        await page.getByRole("button", { name: "Zoom in" }).click();
      }
      await expect(
        page.getByRole("region", { name: "Who is here" }).getByRole("link"),
      ).not.toHaveCount(0);
    },
    diff: async () => {
      await page.goto(`${flow}/versions?version=2&against=3`);
      await page.getByRole("tab", { name: "Side by side" }).click();
      await expect(page.getByRole("region", { name: /drawn$/ })).toHaveCount(2);
    },
    simulate: async () => {
      await page.goto(`${drawn.split("?")[0]}?mode=simulate`);
      const clock = page.getByRole("region", { name: "Virtual clock" });
      for (let count = 0; count < 4; count += 1) {
        await clock.getByRole("button", { name: "Next event" }).click();
      }
    },
  };
}
