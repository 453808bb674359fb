import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useRefreshDebtor } from "./use-refresh-debtor.ts";

export interface Recording<Given, Answer> {
  readonly record: (given: Given) => Promise<Answer>;
  /** What is said once it is on record. */
  readonly said: (answer: Answer) => string;
  readonly onClose: () => void;
}

/** Puts something about a debtor on record: what the page shows of them is read again before the dialog closes. */
export function useRecording<Answer, Given = void>({
  record,
  said,
  onClose,
}: Recording<Given, Answer>) {
  const refresh = useRefreshDebtor();
  return useMutation({
    mutationFn: record,
    onSuccess: async (answer) => {
      await refresh();
      toast.success(said(answer));
      onClose();
    },
  });
}
