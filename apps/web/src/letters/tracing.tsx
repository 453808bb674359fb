import { letterEndpoints } from "@fairflow/contract";
import { Button, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { CsvFile } from "./csv-file.tsx";
import { saveFile } from "./save-file.ts";
import { TakenRows } from "./taken-rows.tsx";
import { useRefreshLetters } from "./use-refresh-letters.ts";

export interface TracingProps {
  /** How many people are to be found. */
  readonly sought: number;
}

/** Those who cannot be reached go out to a tracer, and what it found comes in. */
export function Tracing({ sought }: TracingProps) {
  const refresh = useRefreshLetters();
  const [reason, setReason] = useState("");
  const [tracer, setTracer] = useState("");
  const take = useMutation({
    mutationFn: () => call(letterEndpoints.exportSought, { body: { reason } }),
    onSuccess: ({ csv, people }) => {
      saveFile("to-be-traced.csv", csv);
      toast.success(`${formatCount(people)} ${people === 1 ? "person" : "people"} in the file`);
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  const bring = useMutation({
    mutationFn: (csv: string) => call(letterEndpoints.importTraces, { body: { tracer, csv } }),
    onSettled: refresh,
  });
  const whyNoExport = take.isPending
    ? "Just a moment"
    : sought === 0
      ? "Nobody is to be traced"
      : reason.trim().length < 3
        ? "Say why: it stands on the audit trail"
        : undefined;
  const whyNoImport = bring.isPending
    ? "The file is being read"
    : tracer.trim().length < 2
      ? "Say who found them first"
      : undefined;
  return (
    <section
      aria-labelledby="tracing"
      className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5"
    >
      <div>
        <h2 id="tracing" className="text-lg font-semibold">
          Tracing
        </h2>
        <p className="text-sm text-ink-2">
          {sought === 0
            ? "Nobody is to be traced."
            : `${formatCount(sought)} ${sought === 1 ? "person is" : "people are"} to be traced.`}{" "}
          What a tracer finds comes in unverified: until somebody confirms it, nothing of the debt
          is told there.
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label="Why the list is taken"
          className="w-80"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          icon={<Download aria-hidden className="size-4" />}
          disabledReason={whyNoExport}
          onClick={() => take.mutate()}
        >
          Take the list for a tracer
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label="Who found them"
          className="w-80"
          maxLength={80}
          value={tracer}
          onChange={({ target }) => setTracer(target.value)}
        />
        <CsvFile label="File of a tracer" disabledReason={whyNoImport} onRead={bring.mutate} />
      </div>
      <p className="text-sm text-ink-2">
        The columns are <code>trace</code> as in the list, <code>kind</code> (phone, email or
        postal), <code>value</code>, and <code>cost</code>, <code>currency</code> and{" "}
        <code>found_on</code> where they are known.
      </p>
      <WhyFailed error={bring.error} />
      {bring.isSuccess && <TakenRows taken={bring.data} what="address" />}
    </section>
  );
}
