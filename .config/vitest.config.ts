import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      {
        // Without it each test resolves through the solution file and needs every project that it refers to.
        tsconfig: new URL("tsconfig.tests.json", import.meta.url).pathname,
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.pg.test.ts"],
          setupFiles: [new URL("no-ambient-clock.ts", import.meta.url).pathname],
        },
      },
    ],
  },
});
