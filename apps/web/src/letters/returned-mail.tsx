import { letterEndpoints } from "@fairflow/contract";
import { useMutation } from "@tanstack/react-query";
import { WhyFailed } from "../frame/why-failed.tsx";
import { call } from "../server/call.ts";
import { CsvFile } from "./csv-file.tsx";
import { TakenRows } from "./taken-rows.tsx";
import { useRefreshLetters } from "./use-refresh-letters.ts";

/** Letters that the post gave back, as a file. */
export function ReturnedMail() {
  const refresh = useRefreshLetters();
  const bring = useMutation({
    mutationFn: (csv: string) => call(letterEndpoints.bringReturns, { body: { csv } }),
    onSettled: refresh,
  });
  return (
    <section
      aria-labelledby="returned-mail"
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
    >
      <div className="flex flex-wrap items-start gap-4">
        <div className="min-w-0 flex-1">
          <h2 id="returned-mail" className="text-lg font-semibold">
            Letters that came back
          </h2>
          <p className="text-sm text-ink-2">
            A CSV with the columns <code>letter</code> (its file name) or <code>reference</code>,{" "}
            <code>reason</code> and <code>returned_on</code>. Where nobody of the name lives there,
            no letter follows and a trace is asked for.
          </p>
        </div>
        <CsvFile
          label="File of returned letters"
          disabledReason={bring.isPending ? "The file is being read" : undefined}
          onRead={bring.mutate}
        />
      </div>
      <WhyFailed error={bring.error} />
      {bring.isSuccess && <TakenRows taken={bring.data} what="letter" />}
    </section>
  );
}
