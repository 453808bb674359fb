import { chromium } from "@playwright/test";
import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
const BASE = "http://127.0.0.1:4733";
const password = /Password, shown this once:\s+(\S+)/.exec(
  readFileSync("/tmp/walk/log", "utf8"),
)[1];
const browser = await chromium.launch(await chromiumLaunchOptions());
const role = process.argv[2],
  script = process.argv[3];
const store = `/tmp/walk/${role}.json`;
const context = await browser.newContext({
  baseURL: BASE,
  locale: "en-ZA",
  timezoneId: "Africa/Johannesburg",
  viewport: { width: Number(process.env.W ?? 1280), height: 900 },
  colorScheme: process.env.T ?? "light",
  reducedMotion: "reduce",
  ...(existsSync(store) ? { storageState: store } : {}),
});
const page = await context.newPage();
page.on("console", (m) => {
  if (m.type() === "error") console.log("CONSOLE", m.text().slice(0, 300));
});
page.on("pageerror", (e) => console.log("PAGEERROR", e.message));
page.on("response", (r) => {
  if (r.status() >= 400) console.log("HTTP", r.status(), r.url());
});
if (!existsSync(store)) {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(`${role}@demo.local`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await context.storageState({ path: store });
}
page.setDefaultTimeout(8000);
const shot = async (name, full = true) => {
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.screenshot({ path: `/tmp/walk/${name}.png`, fullPage: full });
};
const over = async (n) => {
  const o = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (o > 0) console.log("OVERFLOW", n, o);
};
try {
  await (await import(script)).default({ page, shot, over, context });
} catch (e) {
  console.log("FAILED", e.message.slice(0, 1500));
  await shot("failed").catch(() => {});
}
await browser.close();
