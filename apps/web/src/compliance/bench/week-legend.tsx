import type { WeekLook } from "./week-look.ts";
import { weekLooks } from "./week-look.ts";

export interface WeekLegendProps {
  /** Those that the week shows. */
  readonly looks: ReadonlySet<WeekLook>;
}

const ORDER = ["allowed", "warned", "deferred", "forbidden"] as const;

export function WeekLegend({ looks }: WeekLegendProps) {
  return (
    <ul
      aria-label="What the looks mean"
      className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2"
    >
      {ORDER.filter((look) => looks.has(look)).map((look) => {
        const { picture, word, Icon } = weekLooks[look];
        return (
          <li key={look} className="inline-flex items-center gap-1">
            <Icon aria-hidden className="size-3.5" />
            {`${picture}: ${word}`}
          </li>
        );
      })}
      <li>Thick line: the moment that you ask about</li>
    </ul>
  );
}
