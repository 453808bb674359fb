CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"hash" "bytea" NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "api_key_name_form" CHECK ("api_key"."name" ~ '^[a-z][a-z0-9-]{1,39}$'),
	CONSTRAINT "api_key_hash_length" CHECK (octet_length("api_key"."hash") = 32),
	CONSTRAINT "api_key_scopes_known" CHECK (cardinality("api_key"."scopes") > 0 and "api_key"."scopes" <@ array['may-contact', 'contacts', 'holds', 'opt-outs']),
	CONSTRAINT "api_key_revoked_by" CHECK (("api_key"."revoked_at" is null) = ("api_key"."revoked_by" is null))
);
--> statement-breakpoint
CREATE TABLE "named_request" (
	"key_id" uuid NOT NULL,
	"name" text NOT NULL,
	"asked" "bytea" NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"status" integer,
	"answer" "bytea",
	CONSTRAINT "named_request_key_id_name_pk" PRIMARY KEY("key_id","name"),
	CONSTRAINT "named_request_answered_whole" CHECK (("named_request"."status" is null) = ("named_request"."answer" is null))
);
--> statement-breakpoint
ALTER TABLE "attempt" DROP CONSTRAINT "attempt_status_obeys_verdict";--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "reported_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "reserved_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "suppression" ADD COLUMN "ended_how" text;--> statement-breakpoint
ALTER TABLE "suppression" ADD COLUMN "ended_evidence" text;--> statement-breakpoint
ALTER TABLE "suppression" ADD COLUMN "ended_act_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "hold" ADD COLUMN "next_event" text;--> statement-breakpoint
ALTER TABLE "hold" ADD COLUMN "next_event_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "hold" ADD COLUMN "next_event_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "named_request" ADD CONSTRAINT "named_request_key_id_api_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_key"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_name_in_use" ON "api_key" USING btree ("name") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "named_request_began" ON "named_request" USING btree ("began_at");--> statement-breakpoint
CREATE INDEX "attempt_reserved" ON "attempt" USING btree ("reserved_until") WHERE status = 'planned' and reserved_until is not null;--> statement-breakpoint
CREATE INDEX "hold_next_event" ON "hold" USING btree ("next_event_by") WHERE ended_at is null and next_event_by is not null and next_event_asked_at is null;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_reported_took_place" CHECK ("attempt"."reported_at" is null or ("attempt"."status" = 'accepted' and "attempt"."provider" is not null and "attempt"."provider_id" is not null));--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_status_obeys_verdict" CHECK ("attempt"."reported_at" is not null or ("attempt"."status" = 'deferred') = ("attempt"."verdict" = 'deferred') and ("attempt"."status" = 'forbidden') = ("attempt"."verdict" = 'forbidden'));--> statement-breakpoint
UPDATE "suppression" SET "ended_how" = 'message', "ended_evidence" = "ended_by", "ended_act_at" = "ended_at" WHERE "ended_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_end_has_act" CHECK (("suppression"."ended_at" is null) = ("suppression"."ended_how" is null) and ("suppression"."ended_at" is null) = ("suppression"."ended_act_at" is null) and ("suppression"."ended_at" is null) = ("suppression"."ended_evidence" is null));--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_next_event_has_day" CHECK (("hold"."next_event" is null) = ("hold"."next_event_by" is null));