import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { Callout, Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";
import { Page } from "../../frame/page.tsx";
import { useFrame } from "../../frame/use-frame.ts";
import { packsQuery } from "../law-queries.ts";
import { BenchAnswer } from "./bench-answer.tsx";
import { benchExamples } from "./bench-examples.ts";
import { plainBench, type BenchForm } from "./bench-form.ts";
import { readBench, wallTimeOf } from "./bench-question.ts";
import { CaseForm } from "./case-form.tsx";

/** A place to try the rules on made-up cases; nobody is contacted. */
export function BenchPage() {
  const begin = useBegin();
  return (
    <Page
      title="Bench"
      subtitle="Make up a case and see what the rules say to it, and why. It is the same gate that judges every real contact; nobody is contacted."
    >
      {begin === undefined ? <Skeleton className="h-96" /> : <Bench begin={begin} />}
    </Page>
  );
}

interface Begin {
  readonly nowMs: number;
  readonly zone: string;
  readonly packs: readonly string[];
}

/** Where an empty bench begins: now, at home, under the law of the portfolios. */
function useBegin(): Begin | undefined {
  const clock = useFrame()?.clock;
  const packs = useQuery(packsQuery);
  if (clock === undefined || packs.isPending) return undefined;
  return {
    nowMs: clock.nowMs,
    zone: clock.zone,
    packs: (packs.data?.packs ?? [])
      .filter(({ holdsEverywhere, portfolios }) => !holdsEverywhere && portfolios.length > 0)
      .map(({ id }) => id),
  };
}

const REST_MS = 300;

function Bench({ begin }: { readonly begin: Begin }) {
  const { case: kept } = useSearch({ from: "/frame/compliance/bench" });
  const navigate = useNavigate();
  const zone = zoneNamed(zones, begin.zone);
  const [plain] = useState<BenchForm>(() =>
    plainBench({ ...begin, at: zone === undefined ? "" : wallTimeOf(begin.nowMs, zone) }),
  );
  const [form, setForm] = useState<BenchForm>(kept ?? plain);
  // An example opens the parts that it fills in, so the form begins anew with it.
  const [example, setExample] = useState("");
  const keep = (filled: BenchForm) =>
    void navigate({ to: "/compliance/bench", search: { case: filled }, replace: true });
  const keepTyped = useEffectEvent(keep);
  // Outside React: the address of the page, which keeps the case once typing has stopped. One that nobody filled in needs none.
  useEffect(() => {
    if (form === (kept ?? plain) || JSON.stringify(form) === JSON.stringify(kept)) return undefined;
    const timer = setTimeout(() => keepTyped(form), REST_MS);
    return () => clearTimeout(timer);
  }, [form, kept, plain]);
  const read = readBench(kept ?? form, zones, begin.zone);
  const today = zone === undefined ? undefined : localTime(zone, new Date(begin.nowMs)).date;
  return (
    <>
      <div role="group" aria-label="Examples" className="grid gap-2 sm:grid-cols-2 lg:grid-cols-5">
        {today !== undefined &&
          benchExamples.map(({ id, title, about, formOn }) => (
            <button
              key={id}
              type="button"
              onClick={() => {
                const filled = formOn(today);
                setForm(filled);
                setExample(id);
                keep(filled);
              }}
              className="flex min-h-11 flex-col justify-center rounded-control border border-line-strong/60 bg-surface px-3 py-1.5 text-left hover:bg-sunken"
            >
              <span className="text-sm font-medium">{title}</span>
              <span className="text-xs text-ink-3">{about}</span>
            </button>
          ))}
      </div>
      <div className="grid gap-5 lg:grid-cols-[21rem_1fr] xl:grid-cols-[26rem_1fr] lg:items-start">
        <CaseForm
          key={example}
          form={form}
          onChange={(part) => setForm((before) => ({ ...before, ...part }))}
        />
        <div className="flex min-w-0 flex-col gap-5">
          {read.kind === "faulty" ? (
            <Callout tone="info" title="The case is not complete yet">
              {read.problems.join(". ")}
            </Callout>
          ) : (
            <BenchAnswer question={read.question} />
          )}
        </div>
      </div>
    </>
  );
}
