import { readdir } from "node:fs/promises";
import { abandonedFeedRuns, endFeedRun, interruptedFeedRuns } from "@fairflow/db";
import type { Logger } from "pino";
import { describe } from "../http/error-answer.ts";
import { runImport, type ImportDeps, type ImportOrder } from "./run-import.ts";
import { removeUpload, UPLOAD_WAITS_MS, uploadPath } from "./upload-file.ts";

/** Over which the rate is measured. */
const RATE_WINDOW_MS = 5_000;

interface Job {
  readonly ended: Promise<void>;
  samples: readonly { readonly atMs: number; readonly rows: number }[];
}

export interface ImportDeskDeps extends ImportDeps {
  readonly uploadFolder: string;
  readonly log: Logger;
}

/** The imports that this process is at, one after another of each file, in the background of requests. */
export class ImportDesk {
  readonly #deps: ImportDeskDeps;
  readonly #jobs = new Map<string, Job>();

  constructor(deps: ImportDeskDeps) {
    this.#deps = deps;
  }

  /** Begins to import a file; `ended` says when it is over, however it ended. */
  begin(order: Omit<ImportOrder, "path" | "onProgress">): void {
    const { id } = order;
    const job: Job = {
      samples: [{ atMs: performance.now(), rows: 0 }],
      ended: this.#run({
        ...order,
        path: uploadPath(this.#deps.uploadFolder, id),
        onProgress: (rows) => this.#note(id, rows),
      }),
    };
    this.#jobs.set(id, job);
  }

  /** Undefined for an import that is not under way here. */
  rowsPerSecond(id: string): number | undefined {
    const samples = this.#jobs.get(id)?.samples ?? [];
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs === first.atMs) return undefined;
    return Math.round(((last.rows - first.rows) * 1000) / (last.atMs - first.atMs));
  }

  /** Until the import with this id is over. */
  ended(id: string): Promise<void> {
    return this.#jobs.get(id)?.ended ?? Promise.resolve();
  }

  /** Says of imports that a process of this machine was at when it was killed that they stopped there. */
  async recover(): Promise<void> {
    const { database, realNow, uploadFolder } = this.#deps;
    const files = await readdir(uploadFolder).catch(() => []);
    const ids = files.flatMap((file) => /^([0-9a-f-]{36})\.csv$/.exec(file)?.[1] ?? []);
    for (const id of await interruptedFeedRuns(database, ids)) {
      const failure = "The server stopped meanwhile. What was in stays: import the file again.";
      await endFeedRun(database, id, { status: "failed", failure }, realNow());
      await removeUpload(uploadFolder, id);
    }
    await this.sweep();
  }

  /** Cancels imports that were left lying, and deletes their files. */
  async sweep(): Promise<void> {
    const { database, realNow, uploadFolder } = this.#deps;
    const before = new Date(realNow().getTime() - UPLOAD_WAITS_MS);
    for (const id of await abandonedFeedRuns(database, before)) {
      await endFeedRun(database, id, { status: "cancelled" }, realNow());
      await removeUpload(uploadFolder, id);
    }
  }

  async #run(order: ImportOrder): Promise<void> {
    const { database, log, realNow, uploadFolder } = this.#deps;
    try {
      await runImport(this.#deps, order);
    } catch (error) {
      log.error({ import: order.id, ...describe(error) }, "An import failed");
      const failure =
        "Something went wrong on the server. What was in stays: import the file again.";
      await endFeedRun(database, order.id, { status: "failed", failure }, realNow());
    } finally {
      this.#jobs.delete(order.id);
      await removeUpload(uploadFolder, order.id);
    }
  }

  #note(id: string, rows: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    const atMs = performance.now();
    const recent = job.samples.filter((sample) => atMs - sample.atMs < RATE_WINDOW_MS);
    job.samples = [...(recent.length > 0 ? recent : job.samples.slice(-1)), { atMs, rows }];
  }
}
