import { abandonedStatementFiles, endStatementFile, unfinishedStatementFiles } from "@fairflow/db";
import type { Logger } from "pino";
import { describe } from "../http/error-answer.ts";
import { removeUpload, UPLOAD_WAITS_MS } from "../imports/upload-file.ts";
import { bookFile, type BookingDeps } from "./book-file.ts";

export interface StatementDeskDeps extends BookingDeps {
  readonly uploadFolder: string;
  readonly log: Logger;
}

/** The files of statements that this process books, in the background of requests. */
export class StatementDesk {
  readonly #deps: StatementDeskDeps;
  readonly #jobs = new Map<string, Promise<void>>();

  constructor(deps: StatementDeskDeps) {
    this.#deps = deps;
  }

  /** Begins to book a file that is kept. */
  begin(id: string): void {
    this.#jobs.set(id, this.#run(id));
  }

  /** Until what this process books of the file is over. */
  ended(id: string): Promise<void> {
    return this.#jobs.get(id) ?? Promise.resolve();
  }

  /** Goes on with files that a process was at when it ended, and forgets files that nobody decided about. */
  async recover(): Promise<void> {
    for (const id of await unfinishedStatementFiles(this.#deps.database)) this.begin(id);
    await this.sweep();
  }

  async sweep(): Promise<void> {
    const { database, realNow, uploadFolder } = this.#deps;
    const before = new Date(realNow().getTime() - UPLOAD_WAITS_MS);
    for (const id of await abandonedStatementFiles(database, before)) {
      await endStatementFile(database, id, { status: "cancelled" }, realNow());
      await removeUpload(uploadFolder, id);
    }
  }

  /** One that fails stays as it is: what was booked stays, and the next start of a process goes on with it. */
  async #run(id: string): Promise<void> {
    const { log, uploadFolder } = this.#deps;
    try {
      await bookFile(this.#deps, id);
    } catch (error) {
      log.error(
        { statementFile: id, ...describe(error) },
        "A file of statements is not booked yet",
      );
    } finally {
      this.#jobs.delete(id);
      await removeUpload(uploadFolder, id);
    }
  }
}
