import { endpoints, type DraftState } from "@fairflow/contract";
import {
  addScenario,
  createFlow,
  listDraftChanges,
  listFlows,
  readDraft,
  recordAudit,
  saveDraft,
  type StoredDraft,
} from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { compile } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import type { AppDeps } from "../app-deps.ts";
import { adoptExport } from "../flows/adopt-export.ts";
import { withdrawal } from "../flows/decide-submission.ts";
import { describeDraftChange } from "../flows/describe-draft-change.ts";
import { readGallery } from "../flows/gallery.ts";
import { readLiveLibrary } from "../flows/live-library.ts";
import { withOwnName } from "../flows/name-taken.ts";
import { checkedFlow, storedFlow } from "../flows/parsed-flow.ts";
import { exportOf } from "../flows/references.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

const SHOWN_CHANGES = 100;

/** Editing: flows with their drafts, and what becomes of them. People's edits happen in real time, whatever the clock. */
export function flowHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  return {
    flows: handle(endpoints.flows, async () => {
      const [flows, names, { library, fields }] = await Promise.all([
        listFlows(database),
        userNames(database),
        readLiveLibrary(database),
      ]);
      return flows.map(({ document, live, ...flow }) => {
        const compilation = compile({ catalog, flow: storedFlow(document), library, fields });
        return {
          id: flow.id,
          name: flow.name,
          live: live === null ? null : liveVersion(names, live),
          draft: {
            revision: flow.revision,
            changedAtMs: flow.updatedAt.getTime(),
            changedBy: nameOf(names, flow.updatedBy),
            differsFromLive: flow.differs,
          },
          inFlight: flow.inFlight,
          problems: compilation.ok ? 0 : compilation.issues.length,
          submission: flow.submission,
          trial: flow.trial,
          isPaused: flow.isPaused,
          areEntriesStopped: flow.areEntriesStopped,
        };
      });
    }),

    createFlow: handle(endpoints.createFlow, async ({ input: { body }, user }) => {
      const { name, from, scenarios = [] } = body;
      const document = from === undefined ? emptyFlow(name) : { ...checkedFlow(from.flow), name };
      const authorship = { author: user.id, now: realNow() };
      const id = await withOwnName({ index: "flow_name", name }, () =>
        database.transaction(async (tx) => {
          if (from !== undefined) await adoptExport(tx, from, authorship);
          const change =
            from === undefined ? undefined : describeDraftChange(emptyFlow(name), document);
          const made = await createFlow(
            tx,
            { name, document, author: user.id, change },
            authorship.now,
          );
          for (const scenario of scenarios) {
            await addScenario(tx, made, {
              name: scenario.name,
              document: scenario,
              ...authorship,
            });
          }
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "flow.create",
              subject: { kind: "flow", id: made },
              after: { name, scenarios: scenarios.length },
            },
          ]);
          return made;
        }),
      );
      return { id };
    }),

    bringExport: handle(endpoints.bringExport, async ({ input: { params, body }, user }) => {
      if ((await readDraft(database, params.id)) === undefined) throw notFound("flow");
      const { from, scenarios = [] } = body;
      const authorship = { author: user.id, now: realNow() };
      await database.transaction(async (tx) => {
        await adoptExport(tx, from, authorship);
        for (const scenario of scenarios) {
          const test = { name: scenario.name, document: scenario, ...authorship };
          await addScenario(tx, params.id, test);
        }
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.bring",
            subject: { kind: "flow", id: params.id },
            after: {
              name: from.flow.name,
              segments: from.segments.map(({ id }) => id),
              templates: from.templates.map(({ id }) => id),
              scenarios: scenarios.length,
            },
          },
        ]);
      });
      return DONE;
    }),

    gallery: handle(endpoints.gallery, () => readGallery()),

    flow: handle(endpoints.flow, async ({ input: { params } }) => {
      const [draft, flows, names] = await Promise.all([
        readDraft(database, params.id),
        listFlows(database),
        userNames(database),
      ]);
      if (draft === undefined) throw notFound("flow");
      const live = flows.find(({ id }) => id === params.id)?.live ?? null;
      return {
        ...draftState(names, draft),
        id: params.id,
        live: live === null ? null : liveVersion(names, live),
      };
    }),

    saveDraft: handle(endpoints.saveDraft, async ({ input: { params, body, ifMatch }, user }) => {
      const flow = checkedFlow(body.flow);
      const saved = await withOwnName({ index: "flow_name", name: flow.name }, () =>
        database.transaction(async (tx) => {
          const result = await saveDraft(
            tx,
            {
              flowId: params.id,
              name: flow.name,
              document: flow,
              basedOn: ifMatch,
              author: user.id,
              describe: (before) => describeDraftChange(storedFlow(before), flow),
            },
            realNow(),
          );
          if (result.kind === "saved" && result.withdrawn !== undefined) {
            await recordAudit(tx, [
              withdrawal(params.id, result.withdrawn, user.id, "The draft was changed"),
            ]);
          }
          return result;
        }),
      );
      if (saved.kind === "missing") throw notFound("flow");
      if (saved.kind === "saved") {
        return {
          revision: saved.revision,
          savedAtMs: saved.at.getTime(),
          withdrewSubmission: saved.withdrawn !== undefined,
        };
      }
      throw new HttpError("stale", "Somebody saved this draft after you opened it.", {
        details: draftState(await userNames(database), saved.current),
      });
    }),

    exportFlow: handle(endpoints.exportFlow, async ({ input: { params } }) => {
      const draft = await readDraft(database, params.id);
      if (draft === undefined) throw notFound("flow");
      const { library } = await readLiveLibrary(database);
      return exportOf(storedFlow(draft.document), library);
    }),

    draftChanges: handle(endpoints.draftChanges, async ({ input: { params } }) => {
      const [changes, names] = await Promise.all([
        listDraftChanges(database, params.id, SHOWN_CHANGES),
        userNames(database),
      ]);
      return changes.map(({ revision, author, at, summary }) => ({
        revision,
        author: nameOf(names, author),
        atMs: at.getTime(),
        summary,
      }));
    }),
  };
}

export function draftState(names: ReadonlyMap<string, string>, draft: StoredDraft): DraftState {
  return {
    flow: storedFlow(draft.document),
    revision: draft.revision,
    changedAtMs: draft.updatedAt.getTime(),
    changedBy: nameOf(names, draft.updatedBy),
  };
}

function liveVersion(
  names: ReadonlyMap<string, string>,
  live: { readonly number: number; readonly publishedBy: string; readonly publishedAt: Date },
) {
  return {
    version: live.number,
    publishedAtMs: live.publishedAt.getTime(),
    publishedBy: nameOf(names, live.publishedBy),
  };
}
