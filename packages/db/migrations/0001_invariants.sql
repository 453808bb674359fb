-- What drizzle cannot say. Read beside src/schema.

-- The shard of a debtor, as `shardOf` computes it: the last seven bits of the id. Ids are of version 7 (RFC 9562),
-- whose last 62 bits are random.
create function shard_of(debtor_id uuid) returns smallint
  language sql immutable strict parallel safe
  return (get_byte(uuid_send(debtor_id), 15) & 127)::smallint;
--> statement-breakpoint

-- Room on the page, so that a row that is written again stays where it is.
alter table "run" set (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
--> statement-breakpoint
alter table "debtor" set (fillfactor = 85);
--> statement-breakpoint
alter table "account" set (fillfactor = 85);
--> statement-breakpoint
alter table "attempt" set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
alter table "event" set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
alter table "counter" set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint

-- One open hold of a kind, wherever it reaches; a promise or a dispute has its own.
create unique index "hold_one_open" on "hold"
  ("debtor_id", "account_id", "channel", "address_id", "state", "promise_id", "dispute_id") nulls not distinct
  where ended_at is null;
--> statement-breakpoint

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: rows of this table never change', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
--> statement-breakpoint
create trigger "ledger_entry_append_only" before update or delete on "ledger_entry" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "ledger_entry_no_truncate" before truncate on "ledger_entry" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger "audit_append_only" before update or delete on "audit" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "audit_no_truncate" before truncate on "audit" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger "draft_change_append_only" before update or delete on "draft_change" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "segment_version_append_only" before update or delete on "segment_version" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "template_version_append_only" before update or delete on "template_version" for each row execute function refuse_change();
--> statement-breakpoint

-- I1: of a published version only the status moves, once, from live to retired.
create trigger "flow_version_kept" before delete on "flow_version" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "flow_version_fixed" before update on "flow_version" for each row
  when (
    (old.id, old.flow_id, old.number, old.document, old.template_versions, old.checksum, old.submission_id, old.note,
     old.published_by, old.published_at)
    is distinct from
    (new.id, new.flow_id, new.number, new.document, new.template_versions, new.checksum, new.submission_id, new.note,
     new.published_by, new.published_at)
    or old.status = 'retired'
  )
  execute function refuse_change();
--> statement-breakpoint

-- Runs, attempts and snapshots name these without a foreign key that would have to be searched; erasing empties them.
create trigger "debtor_kept" before delete on "debtor" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "account_kept" before delete on "account" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "flow_kept" before delete on "flow" for each row execute function refuse_change();
--> statement-breakpoint

-- Makes the monthly partitions of daily_snapshot that cover the days from first_day to last_day, both included.
create function ensure_daily_snapshot_partitions(first_day date, last_day date) returns void language plpgsql as $$
declare
  month date := date_trunc('month', first_day)::date;
begin
  -- Two closes at once would both find the month missing.
  perform pg_advisory_xact_lock(hashtext('daily_snapshot partitions'));
  while month <= last_day loop
    execute format(
      'create table if not exists %I partition of daily_snapshot for values from (%L) to (%L)',
      'daily_snapshot_' || to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    month := (month + interval '1 month')::date;
  end loop;
end
$$;
--> statement-breakpoint

insert into "clock" ("id", "real_anchor", "virtual_anchor", "speed") values (1, 'epoch', 'epoch', 1);
--> statement-breakpoint
insert into "sending_switch" ("id", "is_on", "reason", "changed_by", "changed_at")
  values (1, true, 'as installed', 'system', clock_timestamp());
