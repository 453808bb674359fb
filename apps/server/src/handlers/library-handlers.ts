import { endpoints } from "@fairflow/contract";
import { listTeams, portfolioLanguages } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { readLiveLibrary } from "../flows/live-library.ts";
import { handle } from "../http/handle.ts";

/** Those that the steps of the catalogue propose. */
const PROPOSED_TEAMS = ["Collections", "Disputes"];

/** What flows refer to. */
export function libraryHandlers({ database }: AppDeps) {
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
        unheard: [...library.unheard],
        fields: [...customFields],
        teams: [...new Set([...PROPOSED_TEAMS, ...teams])].toSorted(),
        languages: [...new Set(["en", ...languages, ...spoken])].toSorted(),
      };
    }),
  };
}
