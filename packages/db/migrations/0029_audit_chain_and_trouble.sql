CREATE TABLE "audit_link" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"audit_id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_link_auditId_unique" UNIQUE("audit_id"),
	CONSTRAINT "audit_link_sequence_positive" CHECK ("audit_link"."sequence" > 0),
	CONSTRAINT "audit_link_hash_whole" CHECK (length("audit_link"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"audit_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flow_hold" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"flow_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"attempt_ids" uuid[] NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	"released_by" text,
	"released_reason" text,
	CONSTRAINT "flow_hold_cause_known" CHECK ("flow_hold"."cause" in ('beyond_forecast', 'repeats')),
	CONSTRAINT "flow_hold_released_whole" CHECK (num_nonnulls("flow_hold"."released_at", "flow_hold"."released_by", "flow_hold"."released_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "flow_send_limit" (
	"flow_id" uuid NOT NULL,
	"day" date NOT NULL,
	"messages" integer NOT NULL,
	"basis" jsonb NOT NULL,
	CONSTRAINT "flow_send_limit_flow_id_day_pk" PRIMARY KEY("flow_id","day"),
	CONSTRAINT "flow_send_limit_positive" CHECK ("flow_send_limit"."messages" > 0)
);
--> statement-breakpoint
CREATE TABLE "flow_sends" (
	"flow_id" uuid NOT NULL,
	"day" date NOT NULL,
	"lane" smallint NOT NULL,
	"channel" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "flow_sends_flow_id_day_lane_channel_pk" PRIMARY KEY("flow_id","day","lane","channel"),
	CONSTRAINT "flow_sends_positive" CHECK ("flow_sends"."count" > 0)
);
--> statement-breakpoint
ALTER TABLE "provider_pace" ADD COLUMN "unheard_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_audit_id_audit_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_hold" ADD CONSTRAINT "flow_hold_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_send_limit" ADD CONSTRAINT "flow_send_limit_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_sends" ADD CONSTRAINT "flow_sends_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flow_hold_one_open" ON "flow_hold" USING btree ("flow_id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "flow_hold_flow" ON "flow_hold" USING btree ("flow_id");--> statement-breakpoint

-- Whoever writes an entry, the chain hears of it. Restoring switches this off: a backup brings its own chain.
create function note_unsealed() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed (audit_id) select id from added;
  return null;
end $$;
--> statement-breakpoint
create trigger "audit_to_seal" after insert on "audit" referencing new table as added for each statement execute function note_unsealed();
--> statement-breakpoint
create trigger "audit_link_append_only" before update or delete on "audit_link" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "audit_link_no_truncate" before truncate on "audit_link" for each statement execute function refuse_change();
--> statement-breakpoint
insert into "audit_unsealed" ("audit_id") select "id" from "audit";
