/**
 * For tests and benchmarks: how a plain file of South African invoices is read, with the columns Customer, Name, Invoice,
 * Amount and Due.
 *
 * @param columns what else it has: the header of a column by the field that it fills
 */
export function sampleMapping(columns: Readonly<Record<string, string>> = {}) {
  return {
    schema: "fairflow.mapping/1",
    name: "Invoices",
    file: { dates: "YYYY-MM-DD" },
    columns: {
      "debtor.reference": "Customer",
      "debtor.full_name": "Name",
      "account.reference": "Invoice",
      "account.balance": "Amount",
      "account.due_date": "Due",
      ...columns,
    },
    constants: {
      "debtor.zone": "Africa/Johannesburg",
      "debtor.language": "en",
      "debtor.country": "ZA",
      "account.currency": "ZAR",
    },
    arrears: "balance_once_due",
  };
}
