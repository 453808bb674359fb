import { zones } from "@fairflow/calendar/zones";
import type { RecordedVerdict } from "@fairflow/contract";
import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { benchFromCase } from "../bench/bench-from-case.ts";

export interface TryInBenchProps {
  readonly recorded: RecordedVerdict;
}

/** Takes the case as it was recorded to the bench, where one can change it and ask again under the law of today. */
export function TryInBench({ recorded: { case: contactCase, atMs, law } }: TryInBenchProps) {
  if (contactCase === null) return null;
  const form = benchFromCase({ contactCase, atMs, packs: law.packs }, zones);
  if (form === undefined) return null;
  return (
    <Link
      to="/compliance/bench"
      search={{ case: form }}
      className="inline-flex h-8 items-center gap-1.5 self-start rounded-control border border-line-strong/60 bg-surface px-3 text-sm font-medium hover:bg-sunken"
    >
      <FlaskConical aria-hidden className="size-4" /> Try it in the bench
    </Link>
  );
}
