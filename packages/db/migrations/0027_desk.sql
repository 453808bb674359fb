CREATE TABLE "data_request" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"source" text NOT NULL,
	"opened_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"outcome" text,
	"exported_at" timestamp with time zone,
	"exports" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "data_request_kind_known" CHECK ("data_request"."kind" in ('access', 'correction', 'erasure', 'objection', 'regulator')),
	CONSTRAINT "data_request_outcome_known" CHECK ("data_request"."outcome" in ('answered', 'refused', 'withdrawn')),
	CONSTRAINT "data_request_due_after" CHECK ("data_request"."due_on" >= "data_request"."received_on"),
	CONSTRAINT "data_request_closed_whole" CHECK (num_nonnulls("data_request"."closed_at", "data_request"."closed_by", "data_request"."outcome") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid,
	"task_id" uuid,
	"text" "bytea",
	"author" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "note_about_something" CHECK (num_nonnulls("note"."debtor_id", "note"."task_id") > 0)
);
--> statement-breakpoint
CREATE TABLE "team" (
	"name" text PRIMARY KEY NOT NULL,
	"daily_capacity" integer,
	"zone" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_capacity_not_negative" CHECK ("team"."daily_capacity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"team" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "team_member_team_user_id_pk" PRIMARY KEY("team","user_id")
);
--> statement-breakpoint
DROP INDEX "task_open";--> statement-breakpoint
DROP INDEX "task_assignee";--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "call_back_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_team_name_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_request_debtor" ON "data_request" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "data_request_open" ON "data_request" USING btree ("due_on","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "note_debtor" ON "note" USING btree ("debtor_id","created_at");--> statement-breakpoint
CREATE INDEX "note_task" ON "note" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "team_member_user" ON "team_member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "task_inbox" ON "task" USING btree ((-priority),coalesce(due_at, 'infinity'),"id") WHERE status = 'open' and call_back_at is null;--> statement-breakpoint
CREATE INDEX "task_inbox_of_team" ON "task" USING btree ("team",(-priority),coalesce(due_at, 'infinity'),"id") WHERE status = 'open' and call_back_at is null;--> statement-breakpoint
CREATE INDEX "task_inbox_of_person" ON "task" USING btree ("assignee",(-priority),coalesce(due_at, 'infinity'),"id") WHERE status = 'open' and call_back_at is null and assignee is not null;--> statement-breakpoint
CREATE INDEX "task_due" ON "task" USING btree (coalesce(due_at, 'infinity'),"id") WHERE status = 'open' and call_back_at is null;--> statement-breakpoint
CREATE INDEX "task_call_back" ON "task" USING btree ("call_back_at","id") WHERE status = 'open' and call_back_at is not null;--> statement-breakpoint
CREATE INDEX "task_of_team_made" ON "task" USING btree ("team","created_at");--> statement-breakpoint

-- How soon somebody should take up a piece of work, 0 to 100. What is owed weighs up to half, on a logarithm, so that
-- 1 000.00 counts 30 and 100 000.00 counts 50; a custom number `score` from 0 to 100 up to a quarter; the two days from
-- the pay day on another quarter, the day before a tenth. Work about nobody stands in the middle.
create function task_urgency(of_debtor uuid, of_account uuid, at timestamptz) returns smallint
  language sql stable
  return (
    select coalesce(
      least(100, round(
        least(50, 10 * log(1 + greatest(sum(case when arrears > 0 then arrears else balance end), 0) / 100.0))
        + coalesce(max(case when jsonb_typeof(custom -> 'score') = 'number'
            then least(greatest((custom ->> 'score')::numeric, 0), 100) / 4 end), 0)
        + case (at at time zone 'UTC')::date - (
            select max(day::date)
            from generate_series((at at time zone 'UTC')::date - 32, (at at time zone 'UTC')::date + 1, '1 day') as day
            where extract(day from day) = least(min(pay_day), extract(day from date_trunc('month', day) + interval '1 month - 1 day'))
          ) when 0 then 25 when 1 then 25 when -1 then 10 else 0 end
      )), 50)::smallint
    from debtor join account on account.debtor_id = debtor.id
    where debtor.id = of_debtor and (account.id = of_account or of_account is null and account.status = 'open')
  );
--> statement-breakpoint

create function rank_task() returns trigger language plpgsql as $$
begin
  new.priority := task_urgency(new.debtor_id, new.account_id, new.created_at);
  return new;
end
$$;
--> statement-breakpoint
create trigger "task_ranked" before insert on "task" for each row when (new.priority = 50) execute function rank_task();
--> statement-breakpoint
update "task" set "priority" = task_urgency("debtor_id", "account_id", "created_at") where "status" = 'open';
