export const PANEL_ID = "cash-line";

/** Goes to what is proposed for the line that is shown, so that Enter once more does it. */
export function focusProposal(): void {
  document.querySelector<HTMLButtonElement>(`#${PANEL_ID} [data-proposal] button`)?.focus();
}
