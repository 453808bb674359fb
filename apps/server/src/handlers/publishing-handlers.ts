import { endpoints } from "@fairflow/contract";
import {
  isFourEyesOn,
  listSubmissions,
  makeTrialLive,
  recordAudit,
  retireVersions,
  setFourEyes,
} from "@fairflow/db";
import { askToEnrol } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { lawHealth, lawNotices } from "../compliance/law-health.ts";
import { decideSubmission, withdrawSubmission } from "../flows/decide-submission.ts";
import { publishFlow } from "../flows/publish-flow.ts";
import { readReview } from "../flows/read-review.ts";
import { submissionState } from "../flows/submission-state.ts";
import { submitDraft } from "../flows/submit-draft.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { userNames } from "../sign-in/users.ts";
import { draftState } from "./flow-handlers.ts";

const SHOWN_SUBMISSIONS = 20;

/** From a draft to a live version: submitted, approved by somebody else or sent back, published. */
export function publishingHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  return {
    submissions: handle(endpoints.submissions, async ({ input: { params } }) => {
      const [submissions, names] = await Promise.all([
        listSubmissions(database, params.id, SHOWN_SUBMISSIONS),
        userNames(database),
      ]);
      return submissions.map((each) => submissionState(names, each));
    }),

    submitDraft: handle(endpoints.submitDraft, async ({ input: { params, body }, user }) => {
      const names = await userNames(database);
      const id = await database.transaction((tx) =>
        submitDraft(tx, {
          flowId: params.id,
          ...body,
          author: user.id,
          now: realNow(),
          law: deps.facts.law,
          showDraft: (draft) => draftState(names, draft),
        }),
      );
      return { id };
    }),

    withdrawSubmission: handle(
      endpoints.withdrawSubmission,
      async ({ input: { params }, user }) => {
        await database.transaction((tx) =>
          withdrawSubmission(tx, { flowId: params.id, by: user.id, now: realNow() }),
        );
        return DONE;
      },
    ),

    approveSubmission: handle(
      endpoints.approveSubmission,
      async ({ input: { params, body }, user }) => {
        await database.transaction((tx) =>
          decideSubmission(tx, {
            flowId: params.id,
            submissionId: params.submission,
            by: user.id,
            now: realNow(),
            decision: "approved",
            reason: body.reason,
          }),
        );
        return DONE;
      },
    ),

    sendBackSubmission: handle(
      endpoints.sendBackSubmission,
      async ({ input: { params, body }, user }) => {
        await database.transaction((tx) =>
          decideSubmission(tx, {
            flowId: params.id,
            submissionId: params.submission,
            by: user.id,
            now: realNow(),
            decision: "changes_requested",
            reason: body.reason,
          }),
        );
        return DONE;
      },
    ),

    publishFlow: handle(endpoints.publishFlow, async ({ input: { params, body }, user }) => {
      const { submission, reason, startsAtMs, sharePercent } = body;
      const version = await database.transaction((tx) =>
        publishFlow(tx, {
          flowId: params.id,
          submissionId: submission,
          reason,
          author: user.id,
          now: realNow(),
          startsAt: startsAtMs === undefined ? undefined : new Date(startsAtMs),
          sharePercent,
          jobs: deps.facts.jobs,
        }),
      );
      return { version, notices: lawNotices(await lawHealth(database, deps.facts.law)) };
    }),

    settleTrial: handle(endpoints.settleTrial, async ({ input: { params, body }, user }) => {
      await database.transaction(async (tx) => {
        const version =
          body.decision === "all"
            ? await makeTrialLive(tx, params.id, realNow())
            : (await retireVersions(tx, params.id, ["trial"], realNow()))[0];
        if (version === undefined) throw notFound("version on trial");
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "flow.settle-trial",
            subject: { kind: "flow", id: params.id },
            after: { version, entries: body.decision },
            reason: body.reason,
          },
        ]);
        await askToEnrol(deps.facts.jobs, tx);
      });
      return DONE;
    }),

    cancelScheduled: handle(
      endpoints.cancelScheduled,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const [version] = await retireVersions(tx, params.id, ["scheduled"], realNow());
          if (version === undefined) throw notFound("version for later");
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "flow.cancel-scheduled",
              subject: { kind: "flow", id: params.id },
              before: { version },
              reason: body.reason,
            },
          ]);
        });
        return DONE;
      },
    ),

    review: handle(endpoints.review, ({ input: { params }, user }) =>
      readReview(database, { flowId: params.id, userId: user.id }),
    ),

    fourEyes: handle(endpoints.fourEyes, async () => ({ isOn: await isFourEyesOn(database) })),

    changeFourEyes: handle(endpoints.changeFourEyes, async ({ input: { body }, user }) => {
      await database.transaction(async (tx) => {
        const before = await isFourEyesOn(tx);
        if (before === body.isOn) {
          throw new HttpError("conflict", `Four eyes are ${before ? "on" : "off"} already.`);
        }
        await setFourEyes(tx, { isOn: body.isOn, by: user.id }, realNow());
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "setting.four-eyes",
            subject: { kind: "setting", id: "four-eyes" },
            before: { isOn: before },
            after: { isOn: body.isOn },
            reason: body.reason,
          },
        ]);
      });
      return DONE;
    }),
  };
}
