import { endpoints, templateEndpoints } from "@fairflow/contract";
import { fieldsWith } from "@fairflow/criteria";
import { libraryOf } from "@fairflow/interpreter";
import type { EditorLibrary } from "@fairflow/nodes/editors";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";
import { saveSegment } from "../segments/save-segment.ts";
import { savedIdFor } from "./new-id.ts";

export const libraryQuery = { ...ask(endpoints.library, {}), staleTime: 30_000 };

/** Segments, templates and fields of the installation, and the ways to change them that the user has. */
export function useInstallationLibrary(): EditorLibrary {
  const { data } = useSuspenseQuery(libraryQuery);
  const { role } = useUser();
  const client = useQueryClient();
  return useMemo(() => {
    const mayChange = role === "editor" || role === "admin";
    const refresh = async () => {
      await Promise.all(
        [endpoints.library, endpoints.segments, endpoints.segment].map(({ path }) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      );
    };
    return {
      library: libraryOf({
        segments: data.segments,
        templates: data.templates,
        calendars: new Map(Object.entries(data.calendars)),
        notices: data.notices,
        steps: data.steps,
        unheard: data.unheard,
      }),
      fields: fieldsWith(data.fields),
      customFields: data.fields,
      teams: data.teams,
      languages: data.languages,
      saveSegment: mayChange
        ? async (draft) => {
            const saved = await saveSegment(draft);
            await refresh();
            return saved;
          }
        : undefined,
      saveTemplate: mayChange
        ? async (template) => {
            await call(templateEndpoints.saveTemplate, {
              params: { id: template.id },
              query: {},
              body: template,
            });
            await refresh();
          }
        : undefined,
      countCriteria: (asked, signal) => call(endpoints.countSegment, { body: asked }, signal),
      // The law of a portfolio changes seldom, and one looks at many steps in a row.
      forecastContact: (asked) =>
        client.fetchQuery({
          queryKey: [endpoints.contactForecast.path, asked],
          queryFn: ({ signal }) => call(endpoints.contactForecast, { body: asked }, signal),
          staleTime: 60_000,
        }),
      forecastWait: (asked, signal) => call(endpoints.waitForecast, { body: asked }, signal),
      newId: savedIdFor,
    };
  }, [data, role, client]);
}
