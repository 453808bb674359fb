import { WEBHOOK_EVENT_WORDS } from "@fairflow/contract";
import { Button, CheckField } from "@fairflow/ui";
import { EVENT_GROUPS } from "./event-groups.ts";

export interface EventFieldsProps {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which facts a webhook is told, by what they are about; a group is taken or left with one press. */
export function EventFields({ chosen, onChange }: EventFieldsProps) {
  const put = (types: readonly string[], isOn: boolean) => {
    const others = [...chosen].filter((type) => !types.includes(type));
    onChange(new Set(isOn ? [...others, ...types] : others));
  };
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 text-sm font-medium">What it is told</legend>
      {EVENT_GROUPS.map(({ title, types }) => {
        const isWhole = types.every((type) => chosen.has(type));
        return (
          <fieldset key={title}>
            <legend className="sr-only">{title}</legend>
            <div className="mb-1 flex items-center justify-between gap-3 border-b border-line">
              <span aria-hidden className="text-sm text-ink-2">
                {title}
              </span>
              <Button
                kind="quiet"
                aria-label={`${isWhole ? "None" : "All"}: ${title}`}
                onClick={() => put(types, !isWhole)}
              >
                {isWhole ? "None" : "All"}
              </Button>
            </div>
            <div className="grid gap-1.5 sm:grid-cols-2">
              {types.map((type) => (
                <CheckField
                  key={type}
                  label={WEBHOOK_EVENT_WORDS[type]}
                  checked={chosen.has(type)}
                  onChange={(isOn) => put([type], isOn)}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
