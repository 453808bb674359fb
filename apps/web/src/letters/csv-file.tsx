import { Button } from "@fairflow/ui";
import { FileUp } from "lucide-react";
import { useRef } from "react";

export interface CsvFileProps {
  /** What the file is, for those who do not see the button. */
  readonly label: string;
  readonly disabledReason: string | undefined;
  readonly onRead: (csv: string) => void;
}

/** Takes a small CSV and reads it. */
export function CsvFile({ label, disabledReason, onRead }: CsvFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    onRead(await file.text());
    // The same file may be chosen again once it is mended.
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        className="sr-only"
        tabIndex={-1}
        aria-label={label}
        onChange={({ target }) => void read(target.files?.[0])}
      />
      <Button
        icon={<FileUp aria-hidden className="size-4" />}
        disabledReason={disabledReason}
        onClick={() => input.current?.click()}
      >
        Choose a CSV
      </Button>
    </>
  );
}
