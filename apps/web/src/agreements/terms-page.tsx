import { agreementEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { NotLoaded } from "../frame/not-loaded.tsx";
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
      <NotLoaded query={terms} what="What may be agreed could not be loaded" className="h-96" />
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
