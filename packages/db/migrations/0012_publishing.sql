CREATE TABLE "presence" (
	"window_id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"node_id" text,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flow_version" DROP CONSTRAINT "flow_version_status_known";--> statement-breakpoint
ALTER TABLE "submission" DROP CONSTRAINT "submission_status_known";--> statement-breakpoint
ALTER TABLE "submission" DROP CONSTRAINT "submission_four_eyes";--> statement-breakpoint
DROP INDEX "submission_one_waiting";--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "entries_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "entries_stopped_reason" text;--> statement-breakpoint
ALTER TABLE "flow_version" ADD COLUMN "starts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flow_version" ADD COLUMN "share_percent" smallint;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "authors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "four_eyes" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "template_versions" jsonb;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presence_flow" ON "presence" USING btree ("flow_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flow_version_one_trial" ON "flow_version" USING btree ("flow_id") WHERE status = 'trial';--> statement-breakpoint
CREATE UNIQUE INDEX "flow_version_one_scheduled" ON "flow_version" USING btree ("flow_id") WHERE status = 'scheduled';--> statement-breakpoint
CREATE UNIQUE INDEX "submission_one_open" ON "submission" USING btree ("flow_id") WHERE status in ('submitted', 'approved');--> statement-breakpoint
ALTER TABLE "flow" ADD CONSTRAINT "flow_stopped_entries_have_reason" CHECK (("flow"."entries_stopped_at" is null) = ("flow"."entries_stopped_reason" is null));--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_scheduled" CHECK ("flow_version"."status" <> 'scheduled' or "flow_version"."starts_at" is not null);--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_trial" CHECK ("flow_version"."status" <> 'trial' or "flow_version"."share_percent" is not null);--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_share" CHECK ("flow_version"."share_percent" between 1 and 99);--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_status_known" CHECK ("flow_version"."status" in ('scheduled', 'trial', 'live', 'retired'));--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_status_known" CHECK ("submission"."status" in ('submitted', 'approved', 'changes_requested', 'withdrawn', 'published'));--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_four_eyes" CHECK (not "submission"."four_eyes" or "submission"."status" in ('submitted', 'withdrawn') or ("submission"."decided_by" <> "submission"."submitted_by" and "submission"."decided_by" <> all ("submission"."authors")));--> statement-breakpoint

-- I1: of a version only the status moves, and never back.
drop trigger "flow_version_fixed" on "flow_version";
--> statement-breakpoint
create trigger "flow_version_fixed" before update on "flow_version" for each row
  when (
    (old.id, old.flow_id, old.number, old.document, old.template_versions, old.checksum, old.submission_id, old.note,
     old.published_by, old.published_at, old.starts_at, old.share_percent)
    is distinct from
    (new.id, new.flow_id, new.number, new.document, new.template_versions, new.checksum, new.submission_id, new.note,
     new.published_by, new.published_at, new.starts_at, new.share_percent)
    or old.status = 'retired'
    or (new.status = 'scheduled' and old.status <> 'scheduled')
    or (new.status = 'trial' and old.status not in ('trial', 'scheduled'))
  )
  execute function refuse_change();
--> statement-breakpoint

-- What was put forward stays as it was; only what becomes of it is written.
create trigger "submission_fixed" before update on "submission" for each row
  when (
    (old.id, old.flow_id, old.revision, old.document, old.note, old.submitted_by, old.submitted_at, old.authors, old.four_eyes,
     old.template_versions)
    is distinct from
    (new.id, new.flow_id, new.revision, new.document, new.note, new.submitted_by, new.submitted_at, new.authors, new.four_eyes,
     new.template_versions)
    or old.status in ('changes_requested', 'withdrawn', 'published')
  )
  execute function refuse_change();
--> statement-breakpoint
create trigger "submission_kept" before delete on "submission" for each row execute function refuse_change();
