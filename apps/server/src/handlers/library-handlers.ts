import { endpoints } from "@fairflow/contract";
import { checkCriteria, type Criteria, type Fields } from "@fairflow/criteria";
import {
  listTeams,
  portfolioLanguages,
  recordAudit,
  saveSegment,
  saveTemplate,
  type SavedVersion,
  type Transaction,
} from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { storedTemplate } from "../flows/adopt-export.ts";
import { countAccounts } from "../flows/count-accounts.ts";
import { readLiveLibrary } from "../flows/live-library.ts";
import { withOwnName } from "../flows/name-taken.ts";
import { handle } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";

/** Those that the steps of the catalogue propose. */
const PROPOSED_TEAMS = ["Collections", "Disputes"];

/** What flows refer to. */
export function libraryHandlers({ database, realNow }: AppDeps) {
  return {
    library: handle(endpoints.library, async () => {
      const [{ library, customFields }, teams, languages] = await Promise.all([
        readLiveLibrary(database),
        listTeams(database),
        portfolioLanguages(database),
      ]);
      const templates = [...library.templates.values()];
      const spoken = templates.flatMap((template) => Object.keys(template.languages));
      return {
        segments: [...library.segments.values()],
        templates,
        calendars: Object.fromEntries(
          [...library.calendars].map(([name, days]) => [name, [...days]]),
        ),
        notices: [...library.notices.values()],
        steps: [...library.steps.values()],
        fields: [...customFields],
        teams: [...new Set([...PROPOSED_TEAMS, ...teams])].toSorted(),
        languages: [...new Set(["en", ...languages, ...spoken])].toSorted(),
      };
    }),

    saveSegment: handle(endpoints.saveSegment, async ({ input: { params, body }, user }) => {
      const { fields } = await readLiveLibrary(database);
      refuseFaulty(body.criteria, fields);
      const segment = { id: params.id, ...body };
      const saved = await withOwnName({ index: "segment_name", name: body.name }, () =>
        database.transaction(async (tx) => {
          const version = await saveSegment(tx, segment, { author: user.id, now: realNow() });
          await recordSave(tx, { kind: "segment", id: params.id, author: user.id }, version);
          return version;
        }),
      );
      return { ...segment, version: saved.version };
    }),

    saveTemplate: handle(endpoints.saveTemplate, async ({ input: { params, body }, user }) => {
      if (body.id !== params.id) {
        throw new HttpError("bad-request", "The template's id and the address do not agree.");
      }
      const template = storedTemplate(body);
      await withOwnName({ index: "template_name", name: body.name }, () =>
        database.transaction(async (tx) => {
          const saved = await saveTemplate(tx, template, { author: user.id, now: realNow() });
          if (saved === undefined) {
            throw new HttpError("conflict", "A template stays on its channel; make another one.");
          }
          await recordSave(tx, { kind: "template", id: params.id, author: user.id }, saved);
        }),
      );
      return body;
    }),

    countSegment: handle(endpoints.countSegment, async ({ input: { body } }) => {
      const { fields, customFields } = await readLiveLibrary(database);
      refuseFaulty(body.criteria, fields);
      return countAccounts(database, { criteria: body.criteria, custom: customFields });
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

async function recordSave(
  tx: Transaction,
  subject: { readonly kind: string; readonly id: string; readonly author: string },
  { version, outcome }: SavedVersion,
): Promise<void> {
  if (outcome === "unchanged") return;
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: subject.author },
      action: `${subject.kind}.save`,
      subject: { kind: subject.kind, id: subject.id },
      after: { version },
    },
  ]);
}
