import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { Channel } from "@fairflow/template";
import { Callout, Skeleton } from "@fairflow/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { LetterPdf } from "./letter-pdf.tsx";
import { LetterSheet } from "./letter-sheet.tsx";
import { MailFrame, type MailLook } from "./mail-frame.tsx";
import { PersonSelect } from "./person-select.tsx";
import type { Previewed } from "./template-queries.ts";

type Preview = OutputOf<Endpoints["previewTemplate"]>;

export interface PreviewPanelProps {
  readonly channel: Channel;
  readonly asked: Previewed;
  readonly preview: UseQueryResult<Preview>;
  readonly debtorId: string | undefined;
  readonly onDebtor: (debtorId: string | undefined) => void;
}

const LOOKS: Readonly<Record<Channel, readonly MailLook[]>> = {
  sms: [],
  email: ["Phone", "Desktop", "Dark", "Plain text"],
  letter: ["Sheet", "PDF", "Plain text"],
};

/** A template as people get it: on a phone, in a mail program by day and by night, on paper. */
export function PreviewPanel({ channel, asked, preview, debtorId, onDebtor }: PreviewPanelProps) {
  const looks = LOOKS[channel];
  const [chosen, setChosen] = useState<MailLook>();
  const look = looks.find((each) => each === chosen) ?? looks[0] ?? "Phone";
  const { data } = preview;
  return (
    <aside aria-label="Preview" className="flex min-w-0 flex-col gap-3 xl:sticky xl:top-4">
      <PersonSelect debtorId={debtorId} masked={data?.masked === true} onDebtor={onDebtor} />
      {looks.length > 0 && (
        <div role="group" aria-label="Look" className="flex flex-wrap gap-1">
          {looks.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === look}
              onClick={() => setChosen(each)}
              className={clsx(
                "h-8 rounded-control px-2.5 text-sm font-medium",
                each === look ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-sunken",
              )}
            >
              {each}
            </button>
          ))}
        </div>
      )}
      {data === undefined && preview.isPending && <Skeleton className="h-96" />}
      {preview.isError && (
        <LoadFailed
          what="The preview could not be made"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      )}
      {data !== undefined && data.problem !== null && (
        <Callout tone="warn" icon={<CircleAlert className="size-4" />} title="It cannot be said so">
          {data.problem}
        </Callout>
      )}
      {data !== undefined && data.text !== null && (
        <Shown channel={channel} look={look} data={data} asked={asked} />
      )}
    </aside>
  );
}

function Shown({
  channel,
  look,
  data,
  asked,
}: {
  readonly channel: Channel;
  readonly look: MailLook;
  readonly data: Preview;
  readonly asked: Previewed;
}) {
  if (channel === "sms") {
    return (
      <figure className="mx-auto w-80 max-w-full rounded-[2rem] border-8 border-ink/85 bg-surface px-4 pt-5 pb-10">
        <p className="max-w-[92%] rounded-2xl rounded-bl-sm bg-sunken px-3 py-2 text-base wrap-anywhere whitespace-pre-wrap">
          {data.text}
        </p>
      </figure>
    );
  }
  if (look === "Plain text") {
    return (
      <figure className="rounded-card border border-line bg-surface p-4">
        <figcaption className="mb-2 font-semibold">{data.subject}</figcaption>
        <p className="text-sm wrap-anywhere whitespace-pre-wrap">{data.text}</p>
      </figure>
    );
  }
  if (look === "PDF") return <LetterPdf asked={asked} />;
  if (channel === "letter") return <LetterSheet subject={data.subject} text={data.text ?? ""} />;
  return <MailFrame look={look} subject={data.subject} text={data.text ?? ""} html={data.html} />;
}
