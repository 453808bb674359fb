import { EyeOff } from "lucide-react";

export interface MaskedNoteProps {
  /** What of people is masked, beside their names. */
  readonly and?: string;
}

/** Says to a reader whose role sees nobody unmasked that it is so. */
export function MaskedNote({ and = "numbers" }: MaskedNoteProps) {
  return (
    <p className="flex items-center gap-1.5 text-sm text-ink-3">
      <EyeOff aria-hidden className="size-4" />
      {`Names and ${and} are masked for your role`}
    </p>
  );
}
