import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";

export interface FileDropProps {
  readonly title: string;
  readonly about: string;
  /** What the file is, for whoever cannot see the area. */
  readonly label: string;
  /** Endings and types, as an input of files takes them. */
  readonly accept: string;
  readonly upload: (file: File) => Promise<unknown>;
}

/** Takes a file by choosing or by dropping it. */
export function FileDrop({ title, about, label, accept, upload: send }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const upload = useMutation({ mutationFn: send });
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
        <p className="font-medium">{title}</p>
        <p className="text-sm text-ink-2">{about}</p>
        <WhyFailed error={upload.error} className="mt-1" />
      </div>
      <input
        ref={input}
        type="file"
        accept={accept}
        className="sr-only"
        aria-label={label}
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
