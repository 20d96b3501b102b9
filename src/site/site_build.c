#include "site/site_build.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/pool.h"
#include "parse/json_values.h"
#include "site/pdfs.h"
#include "site/publication.h"
#include "tree/site.h"
#include "write/write.h"

/* A policy.json is never longer. */
#define DATA_BYTES_MOST ((size_t)64 * 1024 * 1024)

/* A version to write: to its own folder, and to the policy's where it is the one that is shown there. */
struct job {
	const struct record *record;
	const struct policy *policy; /* NULL: of a policy whose address shows none */
	bool is_first;               /* of its policy: the page of versions comes with it */
};
struct jobs {
	struct publication *publication;
	ARRAY_OF(struct job) list;
};

static void run_job(void *context, size_t item)
{
	struct jobs *jobs = context;
	const struct job *job = &jobs->list.items[item];
	if (stage_has_failed(&jobs->publication->stage))
		return;
	if (!job->policy) {
		publish_standing(jobs->publication, job->record);
		return;
	}
	publish_policy(jobs->publication, job->record, job->policy, true);
	publish_reading(jobs->publication, job->policy);
	publish_redline(jobs->publication, job->policy);
	if (job->policy == job->record->published)
		publish_policy(jobs->publication, job->record, job->policy, false);
	if (job->is_first)
		publish_versions(jobs->publication, job->record);
}

static void publish_policies(struct publication *publication, size_t threads)
{
	const struct suite *suite = publication->suite;
	struct jobs jobs = {.publication = publication};
	for (size_t i = 0; i < suite->record_count; i++) {
		const struct record *record = suite->records[i];
		bool is_first = true;
		if (!record->published && record->has_page)
			*ARRAY_ADD(&jobs.list) = (struct job){record, NULL, false};
		for (size_t k = 0; k < record->count; k++) {
			if (!is_published(publication, record->versions[k]))
				continue;
			*ARRAY_ADD(&jobs.list) = (struct job){record, record->versions[k], is_first};
			is_first = false;
		}
	}
	pool_run(threads, jobs.list.count, run_job, &jobs);
	ARRAY_RELEASE(&jobs.list);
}

static size_t count_published(const struct suite *suite)
{
	size_t count = 0;
	for (size_t i = 0; i < suite->record_count; i++)
		count += suite->records[i]->published != NULL;
	return count;
}

/* What is about the whole suite: each writes its own files, and only reads the suite. */
static void (*const suite_wide[])(struct publication *) = {
	publish_home,      publish_search_index, publish_groups, publish_codes,      publish_reviews,
	publish_not_found, publish_schemas,      publish_data,   publish_copy_check, publish_changes,
};

static void run_suite_wide(void *context, size_t item)
{
	struct publication *publication = context;
	if (!stage_has_failed(&publication->stage))
		suite_wide[item](publication);
}

/* Every file of the site. */
static void write_site(struct publication *publication, const struct build_options *options, struct findings *findings)
{
	if (!publish_assets(publication, findings))
		return;
	/* No other program is given a picture that is refused. */
	if (options->pdf && !findings->count)
		publish_pdfs(publication, options->threads, &options->progress);
	if (stage_has_failed(&publication->stage))
		return;
	listing_make(&publication->listing, publication);
	related_find(&publication->related, publication->suite);
	publish_policies(publication, options->threads);
	pool_run(options->threads, ARRAY_COUNT(suite_wide), run_suite_wide, publication);
	publish_web_pages(publication);
	listing_release(&publication->listing);
	publish_machine_files(publication);
	publish_server_files(publication);
	check_site_links(publication);
}

/* Whose site it is by its data, where its manifest is older than such manifests are. */
static void read_publisher(struct stage *stage)
{
	struct manifest *theirs = &stage->ours;
	for (size_t i = 0; i < theirs->files.count && !theirs->publisher.length && !theirs->ods.length; i++) {
		struct text path = theirs->files.items[i]->path;
		struct buffer bytes = BUFFER_EMPTY;
		unsigned line;
		if (!text_begins(path, TEXT("policies/")) || !text_ends(path, TEXT("/policy.json")))
			continue;
		if (file_read_inside(stage->target.path, arena_string(&stage->arena, path), DATA_BYTES_MOST, &bytes) ==
		    0) {
			const struct value *root = json_values_read(&stage->arena, buffer_text(&bytes), &line);
			const struct value *publisher = value_map_get(root, TEXT("publisher"));
			theirs->publisher = value_text(value_map_get(publisher, TEXT("name")));
			theirs->ods = value_text(value_map_get(publisher, TEXT("ods")));
		}
		buffer_release(&bytes);
	}
}

/* The site that is there, looked at under the lock: is it this organisation's, and the one that the sources were
 * compared with? */
static bool may_replace(struct publication *publication, const struct build_options *options)
{
	struct stage *stage = &publication->stage;
	const struct site_organisation *ours = &publication->suite->site->organisation;
	const struct manifest *theirs = &stage->ours;
	read_publisher(stage);
	bool is_other = theirs->ods.length && ours->ods.text.length ? !text_equal(theirs->ods, ours->ods.text)
			: theirs->publisher.length                  ? !text_equal(theirs->publisher, ours->name.text)
								    : false;
	if (is_other)
		return fault_refuse(&stage->fault, &stage->arena,
				    "%s holds the site of %.*s, which this build would take away; name another folder "
				    "with -o, or move that site elsewhere first",
				    stage->target.shown,
				    TEXT_ARGUMENTS(theirs->publisher.length ? theirs->publisher : theirs->ods));
	if (theirs->files.count && !theirs->has_drafts && !stage->is_damaged && options->previous &&
	    !manifests_are_equal(theirs, options->previous))
		return fault_refuse(&stage->fault, &stage->arena,
				    "another build published to %s while this one checked its sources, so they were "
				    "compared with a site that is no longer there; run the build again",
				    stage->target.shown);
	return true;
}

static const char *const needed_templates[] = {
	"layout",   "policy",       "versions",        "page",    "home",    "group", "groups", "reviews",    "codes",
	"standing", "code-systems", "check-your-copy", "changes", "redline", "404",   "pdf",    "pdf-styles", NULL};

/* Opens the stage, and says in its manifest whose site it is. */
static bool open_stage(struct publication *publication, const struct build_options *options)
{
	struct stage *stage = &publication->stage;
	const struct site_organisation *ours = &publication->suite->site->organisation;
	bool is_open = true;
	if (options->output)
		is_open = stage_open(stage, publication->suite->root, options->output) &&
			  may_replace(publication, options);
	else
		stage_open_taken(stage, options->taker);
	stage->next.publisher = ours->name.text;
	stage->next.ods = ours->ods.text;
	stage->next.has_drafts = publication->drafts;
	return is_open;
}

bool site_build(struct suite *suite, const struct build_options *options, struct build_result *result)
{
	struct publication publication = {
		.suite = suite, .arena = &suite->arena, .findings = &result->findings, .drafts = options->drafts};
	struct stage *stage = &publication.stage;
	bool is_published_now = false;

	*result = (struct build_result){0};
	findings_init(&result->findings, &suite->arena, (struct text){NULL, 0});
	pthread_mutex_init(&publication.map.mutex, NULL);
	bool is_ready =
		open_stage(&publication, options) &&
		templates_read(&publication.templates, &suite->arena, suite->root, &result->findings, &stage->fault) &&
		templates_need(&publication.templates, needed_templates, &stage->fault);
	stage->no_sync = options->no_sync;
	if (is_ready)
		write_site(&publication, options, &result->findings);
	if (is_ready && !result->findings.count && stage_publish(stage, &result->was_exchanged)) {
		is_published_now = true;
		struct text why = TEXT("");
		if (!stage_remove_old(stage, &why))
			result->afterwards = arena_copy(&suite->arena, why);
		result->policies = count_published(suite);
		result->files = stage->next.files.count + 1; /* the manifest does not list itself */
		result->was_damaged = stage->is_damaged;
		result->mended = stage->mended;
		result->kept = stage->kept;
		result->rules_only = publication.rules_only.count;
		result->rules_only_names = arena_copy(&suite->arena, buffer_text(&publication.rules_only.names));
	}
	result->error = stage->fault.error;
	result->is_refused = stage->fault.is_refused;
	if (fault_is_set(&stage->fault))
		result->message = arena_copy(&suite->arena, stage->fault.message);
	else if (result->findings.count)
		result->message = TEXT("the faults above would be on pages");
	buffer_release(&publication.rules_only.names);
	related_release(&publication.related);
	templates_release(&publication.templates);
	stage_release(stage);
	map_release(&publication.pdfs);
	ARRAY_RELEASE(&publication.map.pages);
	arena_release(&publication.map.arena);
	pthread_mutex_destroy(&publication.map.mutex);
	return is_published_now;
}
