CREATE TABLE "sandbox_message" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"channel" text,
	"recipient" "bytea",
	"subject" "bytea",
	"body" "bytea",
	"taken_at" timestamp with time zone NOT NULL,
	"is_void" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sandbox_message_channel_known" CHECK ("sandbox_message"."channel" in ('sms', 'email', 'letter')),
	CONSTRAINT "sandbox_message_whole" CHECK ("sandbox_message"."is_void" = ("sandbox_message"."body" is null))
);
--> statement-breakpoint
CREATE INDEX "sandbox_message_taken" ON "sandbox_message" USING btree ("taken_at");