import { endpoints } from "@fairflow/contract";
import { checkCriteria, Criteria, type Fields } from "@fairflow/criteria";
import { listSegments, saveSegment, segmentVersions } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { readLiveLibrary, segmentOf } from "../flows/live-library.ts";
import { withOwnName } from "../flows/name-taken.ts";
import { recordLibrarySave } from "../flows/record-library-save.ts";
import { waitForecast } from "../flows/wait-forecast.ts";
import { handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { contactForecast } from "../compliance/contact-forecast.ts";
import { countSegment } from "../segments/count-segment.ts";
import { overlapSegments } from "../segments/overlap-segments.ts";
import { portfoliosOf } from "../segments/portfolios-of.ts";
import { sampleSegment } from "../segments/sample-segment.ts";
import { segmentUses } from "../segments/segment-uses.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

/** Saved conditions: what they ask, of whom they hold, and who asks them. */
export function segmentHandlers({ database, facts, keys, realNow }: AppDeps) {
  /** What can be asked of accounts at all is checked before they are. */
  const readFields = async (criteria: Criteria) => {
    const { fields, customFields, library } = await readLiveLibrary(database);
    refuseFaulty(criteria, fields);
    return { criteria, custom: customFields, segments: library.segments };
  };

  return {
    segments: handle(endpoints.segments, async () => {
      const [segments, uses, names] = await Promise.all([
        listSegments(database),
        segmentUses(database),
        userNames(database),
      ]);
      return segments.map(({ changedAt, changedBy, ...segment }) => ({
        ...segmentOf(segment),
        changedAtMs: changedAt.getTime(),
        changedBy: nameOf(names, changedBy),
        flows: new Set(uses.get(segment.id)?.map(({ flowId }) => flowId)).size,
      }));
    }),

    segment: handle(endpoints.segment, async ({ input: { params } }) => {
      const [{ library }, versions, uses, names] = await Promise.all([
        readLiveLibrary(database),
        segmentVersions(database, params.id),
        segmentUses(database),
        userNames(database),
      ]);
      const segment = library.segments.get(params.id);
      if (segment === undefined) throw notFound("segment");
      return {
        ...segment,
        versions: versions.map(({ number, criteria, madeAt, madeBy }) => ({
          number,
          criteria: Criteria.parse(criteria),
          madeAtMs: madeAt.getTime(),
          madeBy: nameOf(names, madeBy),
        })),
        uses: [...(uses.get(params.id) ?? [])],
      };
    }),

    saveSegment: handle(endpoints.saveSegment, async ({ input: { params, body }, user }) => {
      await readFields(body.criteria);
      const segment = { id: params.id, ...body };
      const saved = await withOwnName({ index: "segment_name", name: body.name }, () =>
        database.transaction(async (tx) => {
          const version = await saveSegment(tx, segment, { author: user.id, now: realNow() });
          if (version === undefined) return undefined;
          const subject = { kind: "segment", id: params.id, author: user.id } as const;
          await recordLibrarySave(tx, subject, version);
          return version;
        }),
      );
      if (saved === undefined) {
        const { library } = await readLiveLibrary(database);
        throw new HttpError("stale", "Somebody has changed this segment meanwhile.", {
          details: library.segments.get(params.id),
        });
      }
      const { name, criteria } = body;
      return { id: params.id, name, criteria, version: saved.version };
    }),

    countSegment: handle(endpoints.countSegment, async ({ input: { body } }) => {
      const { segments, ...asked } = await readFields(body.criteria);
      const { insteadOf } = body;
      const replaced = insteadOf === undefined ? undefined : segments.get(insteadOf);
      if (insteadOf !== undefined && replaced === undefined) throw notFound("segment");
      return countSegment(database, { ...asked, insteadOf: replaced?.criteria });
    }),

    sampleSegment: handle(endpoints.sampleSegment, async ({ input: { body }, user }) => {
      const asked = await readFields(body.criteria);
      return sampleSegment({ database, keyring: keys() }, asked, user.role);
    }),

    contactForecast: handle(endpoints.contactForecast, async ({ input: { body } }) => {
      const { segment, ...asked } = body;
      const portfolios = segment === undefined ? undefined : await portfoliosOf(database, segment);
      return contactForecast(database, facts.law, { ...asked, portfolios });
    }),

    waitForecast: handle(endpoints.waitForecast, ({ input: { body } }) =>
      waitForecast(database, facts.law, { config: body.config, segment: body.segment }),
    ),

    overlapSegments: handle(endpoints.overlapSegments, async ({ input: { body } }) => {
      const { segments, ...asked } = await readFields(body.criteria);
      const others = [...segments.values()].filter(({ id }) => id !== body.except);
      return overlapSegments(database, asked, others);
    }),
  };
}

/** Segments are live: published flows ask what is saved here from the next step on, so it must be whole. */
function refuseFaulty(criteria: Criteria, fields: Fields): void {
  const issues = checkCriteria(criteria, fields);
  const [first] = issues;
  if (first === undefined) return;
  throw new HttpError("invalid", `The condition is not finished: ${first.message}`, {
    details: { issues },
  });
}
