import { letterEndpoints } from "@fairflow/contract";
import { Button, Callout, EmptyState } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Mails, Settings2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatCount } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { BatchRow } from "./batch-row.tsx";
import { LetterSettingDialog } from "./letter-setting-dialog.tsx";
import { ReturnedMail } from "./returned-mail.tsx";
import { Tracing } from "./tracing.tsx";
import { useRefreshLetters } from "./use-refresh-letters.ts";
import { whenNext } from "./when-next.ts";

/** Letters on their way to the print house, what came back of them, and the people to be found. */
export function LettersPage() {
  const zone = useZone();
  const { role } = useUser();
  const sending = useFrame()?.sending;
  const isReal = sending?.reachesPeople === true;
  const refresh = useRefreshLetters();
  const [isSetting, setIsSetting] = useState(false);
  const letters = useQuery({
    ...ask(letterEndpoints.letters, {}),
    // A batch is made in the background.
    refetchInterval: ({ state }) =>
      state.data?.batches.some(({ status }) => status === "filling") === true ? 2_000 : 30_000,
  });
  const begin = useMutation({
    mutationFn: () => call(letterEndpoints.beginLetterBatch, {}),
    onSuccess: () => toast.success("The batch is being made"),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: refresh,
  });
  const { data } = letters;
  const collects = data?.setting?.collects === true;
  const isFilling = data?.batches.some(({ status }) => status === "filling") === true;
  const whyNotNow =
    role === "manager"
      ? "Specialists and admins make batches"
      : sending?.on === false
        ? "All sending is paused: a batch goes on when it is on again"
        : isFilling || begin.isPending
          ? "A batch is being made"
          : undefined;
  return (
    <Page
      title="Letters"
      subtitle="Letters wait for a batch, go to the print house together, and count as sent when it has them."
      actions={
        role === "admin" && data !== undefined ? (
          <Button
            icon={<Settings2 aria-hidden className="size-4" />}
            onClick={() => setIsSetting(true)}
          >
            How letters are sent
          </Button>
        ) : undefined
      }
    >
      <NotLoaded query={letters} what="The letters could not be loaded" className="h-64" />
      {data !== undefined && (
        <>
          {collects ? (
            <section
              aria-labelledby="next-batch"
              className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface p-5"
            >
              <div className="min-w-0 flex-1">
                <h2 id="next-batch" className="text-lg font-semibold">
                  {data.waiting === 0
                    ? "No letter waits"
                    : `${formatCount(data.waiting)} ${data.waiting === 1 ? "letter waits" : "letters wait"} for the next batch`}
                </h2>
                <p className="text-sm text-ink-2">{whenNext(data.setting)}</p>
              </div>
              <Button kind="primary" disabledReason={whyNotNow} onClick={() => begin.mutate()}>
                Make a batch now
              </Button>
            </section>
          ) : (
            <Callout tone="info" title="Letters are not sent in batches">
              {isReal
                ? "Nobody takes them now that real people are reached, so they stay planned. "
                : "They go the way of all other messages, for now into the sandbox. "}
              {role === "admin"
                ? "“How letters are sent” changes that."
                : "An admin can change that."}
            </Callout>
          )}
          <section aria-labelledby="batches">
            <h2 id="batches" className="mb-2 text-lg font-semibold">
              Batches
            </h2>
            {data.batches.length === 0 ? (
              <EmptyState icon={<Mails />} title="No batch yet">
                The first one is made at its hour, or when you ask for it. Here you download it and
                say when it has left the house.
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line rounded-card border border-line bg-surface">
                {data.batches.map((batch) => (
                  <BatchRow key={batch.id} batch={batch} zone={zone} />
                ))}
              </ul>
            )}
          </section>
          {role !== "manager" && (
            <>
              <ReturnedMail />
              <Tracing sought={data.sought} />
            </>
          )}
          {isSetting && (
            <LetterSettingDialog
              setting={data.setting}
              hasFolder={data.hasFolder}
              zone={zone}
              onClose={() => setIsSetting(false)}
            />
          )}
        </>
      )}
    </Page>
  );
}
