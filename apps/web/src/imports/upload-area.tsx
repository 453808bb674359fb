import { Button } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { endpoints } from "@fairflow/contract";
import { useRef, useState } from "react";
import { messageOf } from "../server/request-failed.ts";
import { uploadFile } from "./upload.ts";

/** Takes a file by choosing or by dropping it. */
export function UploadArea() {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [endpoints.imports.path] });
      await navigate({ to: "/imports/$id", params: { id } });
    },
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) upload.mutate(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
      className={clsx(
        "flex flex-wrap items-center gap-4 rounded-card border-2 border-dashed p-5",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong/60 bg-surface",
      )}
    >
      <span className="flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent">
        <FileUp aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">Import a file of accounts</p>
        <p className="text-sm text-ink-2">
          Drop a CSV here, or choose one. Its delimiter, encoding and columns are found for you.
        </p>
        {upload.isError && (
          <p role="alert" className="mt-1 text-sm text-bad">
            {messageOf(upload.error)}
          </p>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        className="sr-only"
        aria-label="File of accounts"
        onChange={({ target }) => take(target.files)}
      />
      <Button
        kind="primary"
        disabledReason={upload.isPending ? "The file is on its way" : undefined}
        onClick={() => input.current?.click()}
      >
        {upload.isPending ? "Uploading" : "Choose a file"}
      </Button>
    </div>
  );
}
