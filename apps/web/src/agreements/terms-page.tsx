import { agreementEndpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { useUser } from "../session/use-session.ts";
import { TermsForm } from "./terms-form.tsx";

/** What may be agreed with debtors, and by whom. */
export function TermsPage() {
  const terms = useQuery(ask(agreementEndpoints.agreementTerms, {}));
  const { role } = useUser();
  return (
    <Page
      title="Agreements"
      subtitle="What may be agreed with debtors, and by whom. What was agreed before stays as it was."
    >
      {terms.isPending && <Skeleton className="h-96" />}
      {terms.isError && (
        <LoadFailed
          what="What may be agreed could not be loaded"
          error={terms.error}
          onRetry={() => void terms.refetch()}
        />
      )}
      {terms.data !== undefined && (
        <TermsForm
          // Once it is saved, the form begins anew with what counts now.
          key={terms.dataUpdatedAt}
          terms={terms.data}
          lockedReason={role === "admin" ? undefined : "Admins say what may be agreed"}
        />
      )}
    </Page>
  );
}
