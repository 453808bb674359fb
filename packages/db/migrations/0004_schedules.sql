CREATE TABLE "schedule_taken" (
	"version_id" uuid NOT NULL,
	"lane" smallint NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "schedule_taken_version_id_lane_pk" PRIMARY KEY("version_id","lane")
);
--> statement-breakpoint
ALTER TABLE "schedule_taken" ADD CONSTRAINT "schedule_taken_version_id_flow_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."flow_version"("id") ON DELETE no action ON UPDATE no action;