import type { LocalDate } from "@fairflow/calendar";
import { localTime } from "@fairflow/calendar";
import type { Keyring } from "@fairflow/db";
import type { FactDeps } from "@fairflow/engine";
import type { Agenda } from "../history/agenda.ts";
import type { InstalledDemo } from "./demo-world.ts";

/** Something that somebody is going to do. */
export interface Deed {
  /** For whoever reads of a fault: an id or a reference, never a name. */
  readonly of: string;
  readonly act: () => Promise<void>;
}

/** What the people of the demo act with: the engine's public functions, and nothing of its inside. */
export interface Acting {
  readonly facts: FactDeps;
  readonly keyring: Keyring;
  readonly demo: InstalledDemo;
  readonly agenda: Agenda<Deed>;
}

export function localDay({ demo }: Pick<Acting, "demo">, now: Date): LocalDate {
  return localTime(demo.place.zone, now).date;
}
