import { letterEndpoints, type LetterBatch } from "@fairflow/contract";
import {
  listLetterBatches,
  lettersOfBatch,
  readClock,
  recordAudit,
  soughtCount,
  waitingLetters,
  type LetterBatchRow,
} from "@fairflow/db";
import { beginBatch, handOverIn, readMovedOn } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { readLetterSetting, saveLetterSetting } from "../letters/letter-setting.ts";
import { takeReturns, takeReturnsCsv } from "../letters/take-returns.ts";
import { soughtCsv, takeTraces } from "../letters/trace-files.ts";
import { handleKey } from "../outside/handle-key.ts";

const SHOWN_BATCHES = 60;
const SHOWN_LETTERS = 500;

/** Letters in batches, what comes back of them, and looking for people. */
export function letterHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const batchOf = async (id: string): Promise<LetterBatchRow> => {
    const [batch] = await listLetterBatches(database, { id, limit: 1 });
    if (batch === undefined) throw notFound("batch");
    return batch;
  };
  return {
    letters: handle(letterEndpoints.letters, async () => {
      const { now } = await readClock(database);
      const [setting, waiting, sought, batches] = await Promise.all([
        readLetterSetting(database),
        waitingLetters(database, now),
        soughtCount(database),
        listLetterBatches(database, { limit: SHOWN_BATCHES }),
      ]);
      return {
        setting: setting ?? null,
        hasFolder: deps.lettersFolder !== undefined,
        waiting,
        sought,
        batches: batches.map(shown),
      };
    }),

    changeLetters: handle(letterEndpoints.changeLetters, async ({ input: { body }, user }) => {
      if (body.handsOver === "folder" && deps.lettersFolder === undefined) {
        throw new HttpError(
          "invalid",
          "This installation has no folder of a print house: set FAIRFLOW_LETTERS.",
        );
      }
      await database.transaction(async (tx) => {
        const before = await readLetterSetting(tx);
        await saveLetterSetting(tx, { setting: body, by: user.id, now: deps.realNow() });
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "letters.change",
            subject: { kind: "setting", id: "letters" },
            before,
            after: body,
          },
        ]);
      });
      return DONE;
    }),

    beginLetterBatch: handle(letterEndpoints.beginLetterBatch, async ({ user }) => {
      if ((await readLetterSetting(database))?.collects !== true) {
        throw new HttpError(
          "conflict",
          "Letters are not sent in batches here. An admin can change that.",
        );
      }
      const id = await database.transaction(async (tx) => {
        const begun = await beginBatch(tx, user.id);
        if (begun === undefined) return undefined;
        await facts.jobs.send(tx, [{ queue: "letters" }]);
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "letters.begin",
            subject: { kind: "letter-batch", id: begun },
          },
        ]);
        return begun;
      });
      if (id === undefined) throw new HttpError("conflict", "A batch is being made already.");
      return { id };
    }),

    letterBatch: handle(letterEndpoints.letterBatch, async ({ input: { params } }) => {
      const batch = await batchOf(params.id);
      const rows = await lettersOfBatch(database, { batchId: batch.id, limit: SHOWN_LETTERS });
      const moved = new Set(batch.status === "closed" ? await readMovedOn(database, batch.id) : []);
      return {
        ...shown(batch),
        unprintableLetters: rows.flatMap(({ attemptId, code, debtorId, status }) =>
          status === "unprintable" ? [{ attemptId, debtorId, code: code ?? "" }] : [],
        ),
        toTakeOut: rows.flatMap(({ attemptId, debtorId }) =>
          moved.has(attemptId) ? [{ attemptId, debtorId }] : [],
        ),
      };
    }),

    handOverLetters: handle(
      letterEndpoints.handOverLetters,
      async ({ input: { params, body }, user }) => {
        const batch = await batchOf(params.id);
        const letters = await database.transaction(async (tx) => {
          const { takenOut } = body;
          const of = { batchId: batch.id, author: user.id, takenOut };
          const sent = await handOverIn({ ...facts, keyring: deps.keys() }, tx, of);
          if (sent === undefined) return undefined;
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "letters.hand-over",
              subject: { kind: "letter-batch", id: batch.id },
              after: { letters: sent, takenOut: takenOut.length, to: "desk" },
            },
          ]);
          return sent;
        });
        if (letters === undefined) {
          throw new HttpError(
            "conflict",
            "This batch is not ready, or has left the house already.",
          );
        }
        return { letters };
      },
    ),

    bringReturns: handle(letterEndpoints.bringReturns, async ({ input: { body }, user }) => {
      const taken = await takeReturnsCsv(deps, body.csv, { kind: "user", id: user.id });
      return { ...taken, problems: [...taken.problems] };
    }),

    exportSought: handle(letterEndpoints.exportSought, async ({ input: { body }, user }) => {
      const file = await soughtCsv(database, deps.keys());
      await recordAudit(database, [
        {
          actor: { kind: "user", id: user.id },
          action: "trace.export",
          subject: { kind: "file", id: "tracing" },
          after: { people: file.people },
          reason: body.reason,
        },
      ]);
      return file;
    }),

    importTraces: handle(letterEndpoints.importTraces, async ({ input: { body }, user }) => {
      const keyring = deps.keys();
      const taken = await takeTraces({ database, keyring }, { ...body, userId: user.id });
      return { ...taken, problems: [...taken.problems] };
    }),

    reportReturns: handleKey(
      deps,
      letterEndpoints.reportReturns,
      async ({ input: { body }, holder }) => {
        const named = body.returns.map((each, index) => ({ ...each, line: index + 1 }));
        const taken = await takeReturns(deps, named, { kind: "api", id: holder.id });
        return { ...taken, problems: [...taken.problems] };
      },
    ),
  };
}

function shown(batch: LetterBatchRow): LetterBatch {
  const { begunAt, begunBy, closedAt, handedOverAt, ...counts } = batch;
  return {
    ...counts,
    begunAtMs: begunAt.getTime(),
    begunBy: begunBy === "system" ? null : begunBy,
    closedAtMs: closedAt?.getTime() ?? null,
    handedOverAtMs: handedOverAt?.getTime() ?? null,
  };
}
