import { DateField } from "@fairflow/ui";
import { knownNotices } from "./known-states.ts";
import { RowList } from "./row-list.tsx";
import { SuggestField } from "./suggest-field.tsx";
import type { BenchFieldsProps } from "./who-fields.tsx";

/** Notices that the law wants, for steps that wait for them. */
export function NoticeRows({ form, onChange }: BenchFieldsProps) {
  return (
    <RowList
      name="Notice"
      rows={form.notices}
      makeRow={() => ({ noticeId: "", sent: form.at.slice(0, 10), delivered: "" })}
      onChange={(notices) => onChange({ notices })}
    >
      {(notice, change) => (
        <>
          <SuggestField
            label="Notice"
            className="sm:col-span-2 lg:max-xl:col-span-1"
            value={notice.noticeId}
            suggestions={knownNotices}
            onChange={(noticeId) => change({ noticeId })}
          />
          <DateField label="Sent" value={notice.sent} onChange={(sent) => change({ sent })} />
          <DateField
            label="Delivered"
            hint="Empty: no proof yet"
            value={notice.delivered}
            onChange={(delivered) => change({ delivered })}
          />
        </>
      )}
    </RowList>
  );
}
