import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import { legalWords } from "@fairflow/compliance/packs";
import { Criteria, Field, fieldsWith, type Fields } from "@fairflow/criteria";
import {
  readLibrary,
  type StoredLibrary,
  type StoredTemplate,
  type Transaction,
} from "@fairflow/db";
import { libraryOf, type Library, type MessageChannel, type Segment } from "@fairflow/interpreter";
import { MessageTemplate } from "@fairflow/template";
import { unheardChannels } from "../providers/unheard-channels.ts";

/** What flows refer to, as `compile` takes it. */
export interface LiveLibrary {
  readonly library: Library;
  readonly fields: Fields;
  /** The installation's own fields; personal ones are left out, since no condition may ask about them. */
  readonly customFields: readonly Field[];
  /** The current version of each template, which a publication pins. */
  readonly templateVersions: ReadonlyMap<string, number>;
}

export async function readLiveLibrary(tx: Transaction): Promise<LiveLibrary> {
  const [stored, unheard] = await Promise.all([readLibrary(tx), unheardChannels(tx)]);
  return liveLibraryOf(stored, unheard);
}

function liveLibraryOf(stored: StoredLibrary, unheard: readonly MessageChannel[]): LiveLibrary {
  const customFields = stored.fields.filter(({ isPii }) => !isPii).map(fieldOf);
  return {
    library: libraryOf({
      segments: stored.segments.map(segmentOf),
      templates: stored.templates.map(templateOf),
      calendars: new Map([...stored.calendars].map(([name, days]) => [name, localDates(days)])),
      ...legalWords,
      unheard,
    }),
    fields: fieldsWith(customFields),
    customFields,
    templateVersions: new Map(stored.templates.map(({ id, version }) => [id, version])),
  };
}

export function segmentOf(stored: StoredLibrary["segments"][number]): Segment {
  return { ...stored, criteria: Criteria.parse(stored.criteria) };
}

export function templateOf(stored: StoredTemplate): MessageTemplate {
  const { version: _, purpose, ...template } = stored;
  return MessageTemplate.parse(purpose === null ? template : { ...template, purpose });
}

function fieldOf({ key, label, type, choices }: StoredLibrary["fields"][number]): Field {
  return Field.parse({
    id: `custom.${key}`,
    label,
    type,
    group: "custom",
    ...(choices.length > 0 ? { choices } : {}),
  });
}

function localDates(days: readonly string[]): readonly LocalDate[] {
  return days.filter(isLocalDate);
}
