CREATE TABLE "webhook_delivery" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"event_type" text NOT NULL,
	"body" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"run_id" uuid,
	"debtor_id" uuid,
	"account_id" uuid,
	"node_id" text,
	"visit" integer,
	"reading" jsonb,
	CONSTRAINT "webhook_delivery_once" UNIQUE("endpoint_id","message_id"),
	CONSTRAINT "webhook_delivery_status_known" CHECK ("webhook_delivery"."status" in ('waiting', 'delivered', 'failed', 'cancelled')),
	CONSTRAINT "webhook_delivery_waiting_has_time" CHECK (("webhook_delivery"."status" = 'waiting') = ("webhook_delivery"."next_try_at" is not null)),
	CONSTRAINT "webhook_delivery_ended_whole" CHECK (("webhook_delivery"."status" = 'waiting') = ("webhook_delivery"."ended_at" is null)),
	CONSTRAINT "webhook_delivery_step_whole" CHECK (num_nulls("webhook_delivery"."run_id", "webhook_delivery"."debtor_id", "webhook_delivery"."node_id", "webhook_delivery"."visit") in (0, 4)),
	CONSTRAINT "webhook_delivery_message_id_form" CHECK ("webhook_delivery"."message_id" ~ '^[A-Za-z0-9_-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoint" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"event_types" text[] NOT NULL,
	"is_on" boolean NOT NULL,
	"disabled_at" timestamp with time zone,
	"disabled_why" text,
	"failing_since" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "webhook_endpoint_has_name" CHECK ("webhook_endpoint"."name" <> ''),
	CONSTRAINT "webhook_endpoint_disabled_whole" CHECK (("webhook_endpoint"."disabled_at" is null) = ("webhook_endpoint"."disabled_why" is null) and ("webhook_endpoint"."disabled_at" is null or not "webhook_endpoint"."is_on")),
	CONSTRAINT "webhook_endpoint_removed_is_off" CHECK ("webhook_endpoint"."removed_at" is null or not "webhook_endpoint"."is_on"),
	CONSTRAINT "webhook_endpoint_disabled_why_known" CHECK ("webhook_endpoint"."disabled_why" in ('gone', 'failing'))
);
--> statement-breakpoint
CREATE TABLE "webhook_secret" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"place" text NOT NULL,
	"value" "bytea" NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_secret_endpoint_id_place_pk" PRIMARY KEY("endpoint_id","place"),
	CONSTRAINT "webhook_secret_place_known" CHECK ("webhook_secret"."place" in ('current', 'previous'))
);
--> statement-breakpoint
CREATE TABLE "webhook_try" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"delivery_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"took_ms" integer NOT NULL,
	"status_code" smallint,
	"fault" text,
	"answer" "bytea",
	CONSTRAINT "webhook_try_ended" CHECK (("webhook_try"."status_code" is null) <> ("webhook_try"."fault" is null))
);
--> statement-breakpoint
ALTER TABLE "api_key" DROP CONSTRAINT "api_key_scopes_known";--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_webhook_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secret" ADD CONSTRAINT "webhook_secret_endpoint_id_webhook_endpoint_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_try" ADD CONSTRAINT "webhook_try_delivery_id_webhook_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_delivery"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("next_try_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_delivery_of_endpoint" ON "webhook_delivery" USING btree ("endpoint_id","id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_of_run" ON "webhook_delivery" USING btree ("run_id") WHERE run_id is not null and status = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_delivery_ended" ON "webhook_delivery" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_endpoint_name" ON "webhook_endpoint" USING btree (lower(name)) WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "webhook_try_of_delivery" ON "webhook_try" USING btree ("delivery_id","id");--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scopes_known" CHECK (cardinality("api_key"."scopes") > 0 and "api_key"."scopes" <@ array['may-contact', 'contacts', 'holds', 'opt-outs', 'consents', 'notices', 'disputes', 'promises', 'statements', 'accounts', 'payments', 'enrolments', 'call-lists', 'events']);