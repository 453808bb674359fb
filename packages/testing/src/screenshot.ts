/** Saves what a page shows: `node packages/testing/src/screenshot.ts URL OUT.png [WIDTH HEIGHT]`. */
import { chromium } from "@playwright/test";
import { chromiumLaunchOptions } from "./chromium.ts";

const [url, file, width = "1280", height = "800"] = process.argv.slice(2);
if (url === undefined || file === undefined) {
  process.stderr.write("Usage: screenshot.ts URL OUT.png [WIDTH HEIGHT]\n");
  process.exit(1);
}

const browser = await chromium.launch(await chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
await page.goto(url, { waitUntil: "networkidle" });
await page.screenshot({ path: file });
await browser.close();
