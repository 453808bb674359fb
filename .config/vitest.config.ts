import { defineConfig } from "vitest/config";

const SOURCES = ["packages/*", "apps/*", "examples"];

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      {
        test: {
          name: "unit",
          include: SOURCES.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ["**/node_modules/**", "**/*.pg.test.ts", "**/*.crash.test.ts"],
          // Laws take thousands of cases, and the machine may be busy.
          testTimeout: 60_000,
          // Pure code leaves nothing behind for the next file, and loading it anew would take as long as testing it.
          isolate: false,
          setupFiles: [new URL("no-ambient-clock.ts", import.meta.url).pathname],
        },
      },
      {
        test: {
          name: "pg",
          // Each file makes a database of its own and closes it; only the code is loaded once for all.
          isolate: false,
          include: SOURCES.map((folder) => `${folder}/**/*.pg.test.ts`),
          // What waits for a commit or a process leaves its core to the other.
          maxWorkers: 2,
          globalSetup: [new URL("postgres.setup.ts", import.meta.url).pathname],
          // Real processes and real commits on a busy machine; a hang still ends.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "crash",
          // Each brings the processes and the PostgreSQL that it kills.
          include: SOURCES.map((folder) => `${folder}/**/*.crash.test.ts`),
          testTimeout: 400_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
