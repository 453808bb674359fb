import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: "**/*.e2e.ts",
  testIgnore: "**/node_modules/**",
  outputDir: "../.cache/playwright",
  // A test that passes at the second try is broken.
  retries: 0,
  workers: 1,
  timeout: 60_000,
  reporter: "list",
  use: {
    launchOptions: await chromiumLaunchOptions(),
    locale: "en-ZA",
    timezoneId: "Africa/Johannesburg",
    trace: "retain-on-failure",
    viewport: { width: 1280, height: 800 },
  },
});
