import { templateEndpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { LoadFailed } from "../frame/load-failed.tsx";
import { call } from "../server/call.ts";
import type { Previewed } from "./template-queries.ts";

export interface LetterPdfProps {
  readonly asked: Previewed;
}

/** The file that a print house would get. */
export function LetterPdf({ asked }: LetterPdfProps) {
  const printed = useQuery(printedQuery(asked));
  if (printed.isError) {
    return (
      <LoadFailed
        what="The letter could not be printed"
        error={printed.error}
        onRetry={() => void printed.refetch()}
      />
    );
  }
  if (printed.data === undefined) return <Skeleton className="h-144" />;
  const { url, pages, problem } = printed.data;
  if (url === undefined) return <p className="text-base text-bad">{problem}</p>;
  return (
    <figure className="flex flex-col gap-2">
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in one, and the file is ours */}
      <iframe
        title="The letter as PDF"
        src={url}
        className="h-144 w-full rounded-card border border-line"
      />
      <figcaption className="text-sm text-ink-2">
        {pages === 1 ? "1 page. " : `${pages} pages. `}
        <a href={url} download="letter.pdf" className="text-accent hover:underline">
          Save the PDF
        </a>
      </figcaption>
    </figure>
  );
}

/** The browser keeps the file under its address until the page is left: letters are small. */
function printedQuery(asked: Previewed) {
  return queryOptions({
    queryKey: [templateEndpoints.printTemplate.path, asked],
    queryFn: async ({ signal }) => {
      const { pdf, ...told } = await call(templateEndpoints.printTemplate, { body: asked }, signal);
      return { ...told, url: pdf === null ? undefined : addressOf(pdf) };
    },
    staleTime: 60_000,
  });
}

function addressOf(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
  return URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
}
