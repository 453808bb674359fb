import { zoneNames } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { Actor, ZoneSource } from "@fairflow/compliance";
import { IconButton, SelectField, TextField } from "@fairflow/ui";
import { Plus, X } from "lucide-react";
import { actorNames, zoneSourceNames } from "../gate-words.ts";
import type { BenchForm } from "./bench-form.ts";
import { SuggestField } from "./suggest-field.tsx";

export interface BenchFieldsProps {
  readonly form: BenchForm;
  readonly onChange: (part: Partial<BenchForm>) => void;
}

const ZONES = zoneNames(zones)
  .filter((name) => name.includes("/"))
  .map((value) => ({ value, label: value }));

/** Who collects, from whom, and by which clocks. */
export function WhoFields({ form, onChange }: BenchFieldsProps) {
  const setZone = (index: number, name: string) =>
    onChange({ zones: form.zones.map((each, place) => (place === index ? name : each)) });
  return (
    <>
      <div className="flex flex-col gap-2">
        {form.zones.map((zone, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a zone is its place in the list
          <div key={index} className="flex items-end gap-1">
            <SuggestField
              label={index === 0 ? "Time zone" : "Or time zone"}
              className="flex-1"
              value={zone}
              suggestions={ZONES}
              onChange={(name) => setZone(index, name)}
            />
            <IconButton
              label={`Take out ${zone === "" ? "this zone" : zone}`}
              icon={<X className="size-4" />}
              onClick={() => onChange({ zones: form.zones.filter((_, place) => place !== index) })}
            />
            {index === form.zones.length - 1 && (
              <IconButton
                label="Add a zone that they may be in too"
                icon={<Plus className="size-4" />}
                onClick={() => onChange({ zones: [...form.zones, ""] })}
              />
            )}
          </div>
        ))}
        {form.zones.length === 0 && (
          <p className="flex items-center gap-2 text-sm text-ink-2">
            Nobody knows their time zone.
            <IconButton
              label="Add a zone"
              icon={<Plus className="size-4" />}
              onClick={() => onChange({ zones: [""] })}
            />
          </p>
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="How the zone is known"
          value={form.zoneSource}
          options={ZoneSource.options.map((value) => ({ value, label: zoneSourceNames[value] }))}
          onChange={(value) => onChange({ zoneSource: ZoneSource.parse(value) })}
        />
        <TextField
          label="Place"
          placeholder="US-NY-NYC"
          hint="Country and state, where the law differs"
          value={form.subdivision}
          onChange={({ target }) => onChange({ subdivision: target.value })}
        />
      </div>
      <SelectField
        label="Who collects"
        value={form.actor}
        options={Actor.options.map((value) => ({ value, label: actorNames[value] }))}
        onChange={(value) => onChange({ actor: Actor.parse(value) })}
      />
    </>
  );
}
