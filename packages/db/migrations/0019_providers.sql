CREATE TABLE "provider" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"config" jsonb NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"is_live" boolean NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"portfolio_ids" uuid[] DEFAULT '{}' NOT NULL,
	"revision" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"tested_at" timestamp with time zone,
	"test_passed" boolean,
	"test_answer" text,
	CONSTRAINT "provider_kind_form" CHECK ("provider"."kind" ~ '^[a-z][a-z0-9-]{1,29}$'),
	CONSTRAINT "provider_has_name" CHECK ("provider"."name" <> ''),
	CONSTRAINT "provider_purpose_known" CHECK ("provider"."purpose" in ('sms', 'email', 'letter', 'payment')),
	CONSTRAINT "provider_default_is_on" CHECK ("provider"."is_on" or not "provider"."is_default"),
	CONSTRAINT "provider_removed_is_off" CHECK ("provider"."removed_at" is null or not "provider"."is_on"),
	CONSTRAINT "provider_test_whole" CHECK (("provider"."tested_at" is null) = ("provider"."test_passed" is null) and ("provider"."tested_at" is null) = ("provider"."test_answer" is null))
);
--> statement-breakpoint
CREATE TABLE "provider_pace" (
	"provider" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"rests_until" timestamp with time zone,
	"rest_ms" integer DEFAULT 0 NOT NULL,
	"answered_at" timestamp with time zone,
	"answer" text,
	CONSTRAINT "provider_pace_counts" CHECK ("provider_pace"."taken" >= 0 and "provider_pace"."failures" >= 0),
	CONSTRAINT "provider_pace_answer_whole" CHECK (("provider_pace"."answered_at" is null) = ("provider_pace"."answer" is null))
);
--> statement-breakpoint
CREATE TABLE "provider_secret" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"value" "bytea" NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_secret_provider_id_name_place_pk" PRIMARY KEY("provider_id","name","place"),
	CONSTRAINT "provider_secret_place_known" CHECK ("provider_secret"."place" in ('current', 'previous')),
	CONSTRAINT "provider_secret_name_form" CHECK ("provider_secret"."name" ~ '^[a-z][a-zA-Z0-9]{0,29}$')
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "delivery" jsonb;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "price" numeric;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "price_currency" text;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "parts" smallint;--> statement-breakpoint
ALTER TABLE "provider_secret" ADD CONSTRAINT "provider_secret_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_name" ON "provider" USING btree (lower(name)) WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_one_default" ON "provider" USING btree ("purpose") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_revision" ON "provider" USING btree ("revision");--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_price_has_currency" CHECK (("attempt"."price" is null) = ("attempt"."price_currency" is null));