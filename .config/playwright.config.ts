import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: "**/*.e2e.ts",
  testIgnore: "**/node_modules/**",
  // Databases of other tests come and go there.
  respectGitIgnore: true,
  outputDir: "../.cache/playwright",
  // On a busy machine a browser loses its turn now and then; whatever needed its second try is named, and mended.
  retries: 1,
  workers: 1,
  timeout: 60_000,
  // The other lanes are at work on the same two cores.
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    launchOptions: await chromiumLaunchOptions(),
    locale: "en-ZA",
    timezoneId: "Africa/Johannesburg",
    // What cannot be clicked by then is named, long before its test is over.
    actionTimeout: 20_000,
    // To record every try costs a third of its time; what fails is recorded when it is tried again.
    trace: "on-first-retry",
    viewport: { width: 1280, height: 800 },
  },
});
