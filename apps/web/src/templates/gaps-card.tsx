import { shareWords } from "@fairflow/contract/share-words";
import type { MessageTemplate } from "@fairflow/template";
import { SelectField, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { LoadFailed } from "../frame/load-failed.tsx";
import { formatCount } from "../server/format.ts";
import { gapsQuery } from "./template-queries.ts";

export interface GapsCardProps {
  readonly template: MessageTemplate;
  /** A text with faults names nothing that could be counted. */
  readonly isSayable: boolean;
}

const EVERYONE = "everyone";

/** Of how many people a field is missing: they would get no message, unless the text has another way to say it. */
export function GapsCard({ template, isSayable }: GapsCardProps) {
  const { library } = useInstallationLibrary();
  const [segment, setSegment] = useState<string>();
  const gaps = useQuery({ ...gapsQuery(template, segment), enabled: isSayable });
  const data = isSayable ? gaps.data : undefined;
  return (
    <section
      aria-label="What is not known"
      className="rounded-card border border-line bg-surface px-4 py-3"
    >
      <header className="flex flex-wrap items-center gap-3">
        <div className="min-w-48 flex-1">
          <h2 className="text-base font-semibold">What is not known</h2>
          <p className="text-sm text-ink-3">Who lacks a field gets no message that needs it.</p>
        </div>
        <SelectField
          label="Of whom"
          labelHidden
          className="w-56"
          value={segment ?? EVERYONE}
          options={[
            { value: EVERYONE, label: "All open accounts" },
            ...[...library.segments.values()].map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => setSegment(value === EVERYONE ? undefined : value)}
        />
      </header>
      {!isSayable && (
        <p className="mt-1.5 text-sm text-ink-3">Counted once the text can be said.</p>
      )}
      {isSayable && gaps.isPending && <Skeleton className="mt-2 h-8" />}
      {gaps.isError && (
        <LoadFailed
          what="It could not be counted"
          error={gaps.error}
          onRetry={() => void gaps.refetch()}
        />
      )}
      {data?.gaps.length === 0 && (
        <p className="mt-1.5 text-sm text-ink-2">{nothingLacks(data.of)}</p>
      )}
      {data !== undefined && data.gaps.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1">
          {data.gaps.map(({ field, label, missing }) => (
            <li key={field} className="flex items-baseline gap-2 text-sm">
              <span className="flex-1">{label}</span>
              <span className="tabular-nums">
                {`missing for ${shareWords(missing / data.of)}, ${formatCount(missing)} of ${formatCount(data.of)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.later.length > 0 && (
        <p className="mt-1.5 text-xs text-ink-3">{`Made when a message is sent: ${data.later.join(", ")}.`}</p>
      )}
    </section>
  );
}

function nothingLacks(accounts: number): string {
  if (accounts === 0) return "Nobody is in it now.";
  if (accounts === 1) return "Nothing: the 1 account has what it says.";
  return `Nothing: all ${formatCount(accounts)} accounts have what it says.`;
}
