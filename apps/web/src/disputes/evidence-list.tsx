import { EVIDENCE_PATH, EVIDENCE_UPLOAD_PATH, EvidenceView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Download, Paperclip } from "lucide-react";
import { useRef } from "react";
import { useZone } from "../frame/use-zone.ts";
import { WhyFailed } from "../frame/why-failed.tsx";
import { send } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { useRefreshDisputes } from "./use-disputes.ts";

export interface EvidenceListProps {
  readonly disputeId: string;
  readonly evidence: readonly EvidenceView[];
  readonly disabledReason: string | undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "image/jpeg": "Photograph",
  "image/png": "Picture",
  "image/webp": "Picture",
  "image/heic": "Photograph",
};

/** What was sent to show it; only ever saved to a file, never shown by this page. */
export function EvidenceList({ disputeId, evidence, disabledReason }: EvidenceListProps) {
  const input = useRef<HTMLInputElement>(null);
  const zone = useZone();
  const refresh = useRefreshDisputes();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const response = await send(EVIDENCE_UPLOAD_PATH.replace(":id", disputeId), {
        method: "POST",
        headers: {
          "content-type": "application/octet-stream",
          "x-file-name": encodeURIComponent(file.name),
        },
        body: file,
      });
      return EvidenceView.parse(await response.json());
    },
    onSuccess: refresh,
  });
  return (
    <section aria-label="Evidence" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-base font-semibold">Evidence</h3>
        <Button
          icon={<Paperclip aria-hidden className="size-4" />}
          disabledReason={disabledReason ?? (upload.isPending ? "Sending the file" : undefined)}
          onClick={() => input.current?.click()}
        >
          {upload.isPending ? "Sending" : "Add a file"}
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="File to add"
          accept="application/pdf,image/jpeg,image/png,image/webp,image/heic"
          className="hidden"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) upload.mutate(file);
            target.value = "";
          }}
        />
      </div>
      {evidence.length === 0 && (
        <p className="text-sm text-ink-3">
          Nothing yet. PDF and pictures up to 5 MB; they are kept encrypted.
        </p>
      )}
      <ul className="flex flex-col gap-1.5">
        {evidence.map(({ id, mediaType, bytes, by, atMs }) => (
          <li key={id} className="flex items-center gap-2 text-sm text-ink-2">
            <Download aria-hidden className="size-4 text-ink-3" />
            {disabledReason === undefined ? (
              <a
                href={EVIDENCE_PATH.replace(":id", id)}
                download
                className="font-medium text-accent hover:underline"
              >
                {`${KINDS[mediaType] ?? "File"}, ${sizeWords(bytes)}`}
              </a>
            ) : (
              <span>{`${KINDS[mediaType] ?? "File"}, ${sizeWords(bytes)}`}</span>
            )}
            <span className="text-ink-3">{`${by}, ${formatInstant(atMs, zone)}`}</span>
          </li>
        ))}
      </ul>
      <WhyFailed error={upload.error} />
    </section>
  );
}

function sizeWords(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
