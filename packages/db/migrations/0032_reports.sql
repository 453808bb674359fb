CREATE TABLE "split_draw" (
	"flow_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"arm" text NOT NULL,
	"is_hold_out" boolean NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"drawn_on" date NOT NULL,
	CONSTRAINT "split_draw_flow_id_node_id_account_id_pk" PRIMARY KEY("flow_id","node_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "report_schedule" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"client_id" uuid,
	"currency" text NOT NULL,
	"by" text NOT NULL,
	"period" text NOT NULL,
	"rhythm" text NOT NULL,
	"weekday" smallint,
	"hour" smallint NOT NULL,
	"zone" text NOT NULL,
	"recipients" text[] NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_schedule_kind_known" CHECK ("report_schedule"."kind" in ('rolls', 'ageing', 'vintages', 'collecting')),
	CONSTRAINT "report_schedule_by_known" CHECK ("report_schedule"."by" in ('client', 'portfolio', 'product', 'flow')),
	CONSTRAINT "report_schedule_period_known" CHECK ("report_schedule"."period" in ('week', 'month')),
	CONSTRAINT "report_schedule_rhythm_known" CHECK ("report_schedule"."rhythm" in ('daily', 'weekly', 'monthly')),
	CONSTRAINT "report_schedule_weekday" CHECK (("report_schedule"."rhythm" = 'weekly') = ("report_schedule"."weekday" is not null)),
	CONSTRAINT "report_schedule_weekday_in_range" CHECK ("report_schedule"."weekday" between 1 and 7),
	CONSTRAINT "report_schedule_hour_in_range" CHECK ("report_schedule"."hour" between 0 and 23),
	CONSTRAINT "report_schedule_has_recipients" CHECK (cardinality("report_schedule"."recipients") between 1 and 20),
	CONSTRAINT "report_schedule_currency_form" CHECK ("report_schedule"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "report_sending" (
	"schedule_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"user_id" text NOT NULL,
	"attempt_id" uuid NOT NULL,
	"status" text NOT NULL,
	"code" text,
	"claimed_at" timestamp with time zone NOT NULL,
	"retry_at" timestamp with time zone,
	CONSTRAINT "report_sending_schedule_id_due_at_user_id_pk" PRIMARY KEY("schedule_id","due_at","user_id"),
	CONSTRAINT "report_sending_status_known" CHECK ("report_sending"."status" in ('claimed', 'sent', 'waiting', 'failed')),
	CONSTRAINT "report_sending_retry" CHECK (("report_sending"."status" = 'waiting') = ("report_sending"."retry_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "auth"."user" DROP CONSTRAINT "user_role_known";--> statement-breakpoint
ALTER TABLE "auth"."invitation" DROP CONSTRAINT "invitation_role_known";--> statement-breakpoint
ALTER TABLE "auth"."user" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "auth"."invitation" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_sending" ADD CONSTRAINT "report_sending_schedule_id_report_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."report_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "split_draw_debtor" ON "split_draw" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "report_schedule_client" ON "report_schedule" USING btree ("client_id");--> statement-breakpoint
ALTER TABLE "auth"."user" ADD CONSTRAINT "user_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."invitation" ADD CONSTRAINT "invitation_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "user_client" ON "auth"."user" USING btree ("client_id") WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX "invitation_client" ON "auth"."invitation" USING btree ("client_id") WHERE client_id is not null;--> statement-breakpoint
ALTER TABLE "auth"."user" ADD CONSTRAINT "user_of_client" CHECK (("auth"."user"."role" = 'client') = ("auth"."user"."client_id" is not null));--> statement-breakpoint
ALTER TABLE "auth"."user" ADD CONSTRAINT "user_role_known" CHECK ("auth"."user"."role" in ('editor', 'admin', 'manager', 'specialist', 'client'));--> statement-breakpoint
ALTER TABLE "auth"."invitation" ADD CONSTRAINT "invitation_of_client" CHECK (("auth"."invitation"."role" = 'client') = ("auth"."invitation"."client_id" is not null));--> statement-breakpoint
ALTER TABLE "auth"."invitation" ADD CONSTRAINT "invitation_role_known" CHECK ("auth"."invitation"."role" in ('editor', 'admin', 'manager', 'specialist', 'client'));