import { endpoints } from "@fairflow/contract";
import { listTeams, portfolioLanguages, saveTemplate } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { storedTemplate } from "../flows/adopt-export.ts";
import { readLiveLibrary } from "../flows/live-library.ts";
import { withOwnName } from "../flows/name-taken.ts";
import { recordLibrarySave } from "../flows/record-library-save.ts";
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
          await recordLibrarySave(tx, { kind: "template", id: params.id, author: user.id }, saved);
        }),
      );
      return body;
    }),
  };
}
