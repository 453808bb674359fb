import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: "**/*.e2e.ts",
  testIgnore: "**/node_modules/**",
  outputDir: "../.cache/playwright",
  // On a busy machine a browser loses its turn now and then; whatever needed its second try is named, and mended.
  retries: 1,
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
