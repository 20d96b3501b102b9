#include "load/suite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_set.h"
#include "base/memory.h"
#include "base/pool.h"
#include "load/block.h"
#include "load/code_list.h"
#include "load/other_files.h"
#include "load/profile.h"
#include "load/site.h"
#include "load/site_words.h"
#include "load/web_page.h"
#include "load/word_table.h"
#include "parse/limits.h"
#include "read/policy.h"
#include "tree/fingerprint.h"

/* A file to read: its path as it is shown, and as it is opened. */
struct job {
	const char *shown, *opened;
	bool is_older_version;
	bool is_named; /* by the user: it may stand outside the project folder */
	bool could_not_read;
};

struct jobs {
	ARRAY_OF(struct job) list;
};

struct loading {
	struct suite *suite;
	const struct suite_options *options;
	struct jobs policies, blocks;
};

/* Why a file's bytes can't be had. */
struct trouble {
	enum check check;
	const char *reason;
	char system_words[192]; /* where `reason` points for an error of the system */
	bool is_the_systems;    /* an error of the system, and not something of the wrong kind in the place of a file */
};

static bool is_dangling(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* Something that is no file, or no file of this project: NULL where the system alone knows why it can't be read. */
static const char *not_a_file(int error, const char *path)
{
	switch (error) {
	case EXDEV:
		return "this is a link to something outside the project folder, and nothing is read from there; put a "
		       "copy of the file here";
	case EISDIR:
		return "this is a folder, and a file belongs here; give the folder another name, or move it elsewhere";
	case ENXIO:
		return "this is no ordinary file; put a text file in its place";
	case ELOOP:
		return "this is a link that leads round in a circle; put the file itself here";
	case ENOENT:
		return is_dangling(path) ? "this is a link that leads to nothing; put the file itself here" : NULL;
	default:
		return NULL;
	}
}

/* Does something of the project have that name? What can't be looked at has: opening it will tell. */
static bool is_there(const struct suite *suite, const struct job *job)
{
	struct stat status;

	if (suite->files != NULL)
		return file_set_has(suite->files, job->shown);
	return lstat(job->opened, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

static int read_file(const struct suite *suite, const struct job *job, struct buffer *bytes)
{
	if (suite->files != NULL)
		return file_set_read(suite->files, job->shown, LIMIT_FILE_BYTES, bytes);
	if (!job->is_named)
		return file_read_inside(suite->root, job->shown, LIMIT_FILE_BYTES, bytes);
	if (strcmp(job->opened, "-") == 0 || path_is_file(job->opened) || path_is_folder(job->opened))
		return file_read(job->opened, LIMIT_FILE_BYTES, bytes);
	return access(job->opened, F_OK) == 0 ? ENXIO : errno;
}

/* Appends a file's bytes; false, with the trouble, where that can't be. */
static bool read_bytes(struct suite *suite, struct job *job, struct buffer *bytes, struct trouble *trouble)
{
	int error = read_file(suite, job, bytes);

	*trouble = (struct trouble){.check = CHECK_UNREADABLE, .reason = not_a_file(error, job->opened)};
	if (error == EFBIG) {
		trouble->check = CHECK_LIMIT;
		trouble->reason = "this file is longer than 1 MiB, far more than is needed; see what makes it so long "
				  "(often a picture pasted in as text)";
	} else if (error != 0 && trouble->reason == NULL) {
		snprintf(trouble->system_words, sizeof trouble->system_words,
			 "this file can't be read: %s; see that it is there, and that you have the right to open it",
			 strerror(error));
		trouble->reason = trouble->system_words;
		trouble->is_the_systems = true;
	}
	job->could_not_read = trouble->is_the_systems;
	return error == 0;
}

static void add_job(struct loading *loading, struct jobs *jobs, const char *folder, const char *name,
		    bool is_older_version)
{
	struct arena *arena = &loading->suite->arena;
	const char *shown = path_join(arena, folder, name);

	*ARRAY_ADD(&jobs->list) = (struct job){
		.shown = shown,
		.opened = path_join(arena, loading->options->root, shown),
		.is_older_version = is_older_version,
	};
}

/* All files with an ending in a folder, which need not be there. */
static void list_files(struct loading *loading, struct jobs *jobs, const char *folder, const char *ending,
		       bool is_older_version)
{
	struct suite *suite = loading->suite;
	const char **names = NULL;
	size_t count = 0;
	int error = 0;

	if (suite->files != NULL)
		file_set_list(suite->files, &suite->arena, folder, &names, &count);
	else
		error = folder_list(&suite->arena, path_join(&suite->arena, suite->root, folder), &names, &count);
	if (error != 0 && error != ENOENT) {
		findings_add(&suite->findings, CHECK_UNREADABLE, place_of_path(&suite->arena, folder),
			     "the folder %s can't be read: %s", folder, strerror(error));
		suite->could_not_read = true;
	}
	for (size_t i = 0; error == 0 && i < count; i++) {
		struct text name = text_of(names[i]);
		if (text_ends(name, text_of(ending)) && name.length > strlen(ending))
			add_job(loading, jobs, folder, names[i], is_older_version);
		else if (strcmp(ending, ".md") == 0)
			other_file_look(suite, folder, names[i]);
	}
}

static int compare_jobs(const void *first, const void *second)
{
	const struct job *a = first, *b = second;

	return strcmp(a->shown, b->shown);
}

static void sort_jobs(struct jobs *jobs)
{
	if (jobs->list.count > 0)
		qsort(jobs->list.items, jobs->list.count, sizeof *jobs->list.items, compare_jobs);
}

static void list_policies(struct loading *loading)
{
	struct suite *suite = loading->suite;
	struct jobs *jobs = &loading->policies;

	if (!loading->options->no_policies) {
		list_files(loading, jobs, "policies", ".md", false);
		list_files(loading, jobs, "policies/versions", ".md", true);
	}
	for (size_t i = 0; i < loading->options->extra_path_count; i++) {
		const char *path = loading->options->extra_paths[i];
		*ARRAY_ADD(&jobs->list) = (struct job){.shown = path, .opened = path, .is_named = true};
	}
	sort_jobs(jobs);
	if (jobs->list.count > LIMIT_POLICIES) {
		findings_add(
			&suite->findings, CHECK_LIMIT, place_of_path(&suite->arena, "policies"),
			"the folder policies holds more than %d policies, and only the first are read; move those that "
			"don't belong there elsewhere",
			LIMIT_POLICIES);
		jobs->list.count = LIMIT_POLICIES;
	}
}

/* A configuration file into the suite's arena. NULL, with a finding, where it can't be read; NULL alone where it isn't
 * there and need not be. */
static const struct source *read_configuration(struct suite *suite, struct job *job)
{
	struct source *source = ARENA_NEW(&suite->arena, struct source);
	struct buffer bytes = BUFFER_EMPTY;
	struct trouble trouble;
	bool is_read = read_bytes(suite, job, &bytes, &trouble);

	source_init(source, &suite->arena, job->shown, buffer_keep(&bytes, &suite->arena));
	if (is_read)
		return source;
	findings_add(&suite->findings, trouble.check, place_of(source, 0, 0), "%s", trouble.reason);
	suite->could_not_read = suite->could_not_read || trouble.is_the_systems;
	return NULL;
}

static void load_site(struct loading *loading)
{
	struct suite *suite = loading->suite;
	struct job job = {.shown = "site/site.yaml"};

	suite->site = ARENA_NEW(&suite->arena, struct site);
	site_clear(suite->site);
	job.opened = path_join(&suite->arena, suite->root, job.shown);
	/* Whether there must be one is for whoever chose the folder to say. */
	if (!is_there(suite, &job))
		return;
	const struct source *source = read_configuration(suite, &job);
	if (source != NULL)
		site_read(suite, source, suite->site);
}

static void set_base_url(struct suite *suite, const char *base_url)
{
	struct text url = text_of(base_url);

	if (base_url == NULL)
		return;
	while (text_ends(url, TEXT("/")))
		url.length--;
	suite->site->base_url.text = arena_copy(&suite->arena, url);
}

static void load_profiles(struct loading *loading)
{
	struct suite *suite = loading->suite;
	struct jobs jobs = {0};

	list_files(loading, &jobs, "templates/profiles", ".yaml", false);
	for (size_t i = 0; i < jobs.list.count; i++) {
		const struct source *source = read_configuration(suite, &jobs.list.items[i]);
		struct text name = path_base_name(text_of(jobs.list.items[i].shown));
		name.length -= strlen(".yaml");
		struct profile *profile = source ? profile_read(suite, source, name) : NULL;
		if (profile != NULL)
			map_set(&suite->profiles, profile->name, profile);
	}
	ARRAY_RELEASE(&jobs.list);
	profiles_check_successors(suite);
}

/* Tables that aren't there are none that the organisation wants. */
static void load_word_tables(struct loading *loading)
{
	struct suite *suite = loading->suite;

	for (size_t i = 0; i < WORD_TABLE_COUNT; i++) {
		struct job job = {.shown = path_join(&suite->arena, "templates/profiles", word_table_forms[i].file)};
		job.opened = path_join(&suite->arena, suite->root, job.shown);
		if (!is_there(suite, &job))
			continue;
		const struct source *source = read_configuration(suite, &job);
		if (source != NULL)
			suite->word_tables[i] = word_table_read(suite, source, &word_table_forms[i]);
	}
}

static void load_words(struct loading *loading)
{
	struct suite *suite = loading->suite;
	struct job job = {.shown = "site/words.txt"};

	job.opened = path_join(&suite->arena, suite->root, job.shown);
	if (!is_there(suite, &job))
		return;
	const struct source *source = read_configuration(suite, &job);
	if (source != NULL)
		site_words_read(suite, source);
}

static void read_block_job(void *context, size_t item)
{
	struct loading *loading = context;
	struct job *job = &loading->blocks.list.items[item];
	struct buffer bytes = BUFFER_EMPTY;
	struct trouble trouble;

	loading->suite->blocks[item] = read_bytes(loading->suite, job, &bytes, &trouble)
					       ? block_read(job->shown, buffer_text(&bytes))
					       : block_unreadable(job->shown, trouble.check, trouble.reason);
	buffer_release(&bytes);
}

static void read_policy_job(void *context, size_t item)
{
	struct loading *loading = context;
	struct job *job = &loading->policies.list.items[item];
	struct buffer bytes = BUFFER_EMPTY;
	struct trouble trouble;
	bool is_older = job->is_older_version;

	loading->suite->policies[item] =
		read_bytes(loading->suite, job, &bytes, &trouble)
			? policy_read(job->shown, buffer_text(&bytes), is_older)
			: policy_unreadable(job->shown, is_older, trouble.check, trouble.reason);
	buffer_release(&bytes);
}

static void gather_troubles(struct suite *suite, const struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->list.count; i++)
		suite->could_not_read = suite->could_not_read || jobs->list.items[i].could_not_read;
}

static void read_blocks(struct loading *loading)
{
	struct suite *suite = loading->suite;

	list_files(loading, &loading->blocks, "policies/shared", ".md", false);
	sort_jobs(&loading->blocks);
	suite->block_count = loading->blocks.list.count;
	suite->blocks = ARENA_ARRAY(&suite->arena, suite->block_count, struct shared_block *);
	pool_run(loading->options->threads, suite->block_count, read_block_job, loading);
	gather_troubles(suite, &loading->blocks);
	for (size_t i = 0; i < suite->block_count; i++)
		map_set(&suite->block_of_key, suite->blocks[i]->key, suite->blocks[i]);
}

/* The ref that a policy goes by: its own, else what its file's name says. */
static struct text policy_ref(const struct policy *policy)
{
	return policy->ref.text.length > 0 ? policy->ref.text : text_of(policy->file_ref);
}

/* Stubs are no versions: nothing that looks at policies sees them. */
static void set_stubs_apart(struct suite *suite)
{
	size_t kept = 0;

	suite->stubs = ARENA_ARRAY(&suite->arena, suite->policy_count, struct policy *);
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct policy *policy = suite->policies[i];
		if (!policy->is_stub) {
			suite->policies[kept++] = policy;
			continue;
		}
		policy->slug = ref_slug(&policy->arena, policy_ref(policy));
		suite->stubs[suite->stub_count++] = policy;
	}
	suite->policy_count = kept;
}

static void read_policies(struct loading *loading)
{
	struct suite *suite = loading->suite;

	list_policies(loading);
	suite->policy_count = loading->policies.list.count;
	suite->policies = ARENA_ARRAY(&suite->arena, suite->policy_count, struct policy *);
	pool_run(loading->options->threads, suite->policy_count, read_policy_job, loading);
	gather_troubles(suite, &loading->policies);
	set_stubs_apart(suite);
}

/* A page that can't be read is missing, with its finding. */
static void read_web_pages(struct loading *loading)
{
	struct suite *suite = loading->suite;
	struct jobs jobs = {0};

	list_files(loading, &jobs, "site/pages", ".md", false);
	sort_jobs(&jobs);
	suite->web_pages = ARENA_ARRAY(&suite->arena, jobs.list.count, struct web_page *);
	for (size_t i = 0; i < jobs.list.count; i++) {
		const struct source *source = read_configuration(suite, &jobs.list.items[i]);
		if (source != NULL)
			suite->web_pages[suite->web_page_count++] = web_page_read(suite, source->path, source->bytes);
	}
	ARRAY_RELEASE(&jobs.list);
}

static int compare_records(const void *first, const void *second)
{
	const struct record *a = *(struct record *const *)first, *b = *(struct record *const *)second;

	return text_compare(a->ref, b->ref);
}

/* The record of a policy's ref, made where it is missing; NULL where it has no ref. */
static struct record *record_for(struct suite *suite, struct map *records, const struct policy *policy)
{
	struct text ref = policy_ref(policy);
	void **record = ref.length > 0 ? map_place(records, ref, NULL) : NULL;

	if (record == NULL)
		return NULL;
	if (*record == NULL) {
		*record = ARENA_NEW(&suite->arena, struct record);
		((struct record *)*record)->ref = ref;
	}
	return *record;
}

/* One record for each ref, with all its versions, or the stub of a policy that was removed. */
static void make_records(struct suite *suite)
{
	struct map records = MAP_EMPTY;

	for (size_t i = 0; i < suite->policy_count; i++) {
		struct record *record = record_for(suite, &records, suite->policies[i]);
		if (record != NULL)
			record->count++;
	}
	for (size_t i = 0; i < suite->stub_count; i++) {
		struct record *record = record_for(suite, &records, suite->stubs[i]);
		if (record != NULL && !suite->stubs[i]->is_older_version)
			record->stub = suite->stubs[i];
	}
	suite->record_count = records.count;
	suite->records = ARENA_ARRAY(&suite->arena, records.count, struct record *);
	for (size_t i = 0; i < records.count; i++) {
		struct record *record = records.entries[i].value;
		record->versions = ARENA_ARRAY(&suite->arena, record->count, struct policy *);
		record->count = 0;
		suite->records[i] = record;
	}
	for (size_t i = 0; i < suite->policy_count; i++) {
		struct record *record = map_get(&records, policy_ref(suite->policies[i]));
		if (record != NULL)
			record->versions[record->count++] = suite->policies[i];
	}
	if (suite->record_count > 0)
		qsort(suite->records, suite->record_count, sizeof *suite->records, compare_records);
	map_release(&records);
}

static void complete_job(void *context, size_t item)
{
	struct loading *loading = context;

	policy_complete(loading->suite->policies[item], loading->suite);
}

static void fingerprint_job(void *context, size_t item)
{
	struct loading *loading = context;

	policy_fingerprint(loading->suite->policies[item]);
}

static struct shared_block *included_block(const struct suite *suite, const struct included_block *include)
{
	struct buffer key = BUFFER_EMPTY;

	buffer_append(&key, include->block);
	buffer_append_byte(&key, '@');
	buffer_append(&key, include->edition);
	struct shared_block *block = map_get(&suite->block_of_key, buffer_text(&key));
	buffer_release(&key);
	return block;
}

/* Calls `visit` once for each policy and block that it includes. */
static void for_each_use(struct suite *suite, void (*visit)(struct shared_block *block, struct policy *policy))
{
	for (size_t i = 0; i < suite->policy_count; i++)
		for (size_t j = 0; j < suite->policies[i]->include_count; j++) {
			struct shared_block *block = included_block(suite, &suite->policies[i]->includes[j]);
			if (block != NULL)
				visit(block, suite->policies[i]);
		}
}

static void count_use(struct shared_block *block, struct policy *policy)
{
	(void)policy;
	block->used_by_count++;
}

/* A policy that includes a block twice follows itself: once is enough. */
static void note_use(struct shared_block *block, struct policy *policy)
{
	if (block->used_by_count == 0 || block->used_by[block->used_by_count - 1] != policy)
		block->used_by[block->used_by_count++] = policy;
}

static void find_uses(struct suite *suite)
{
	for_each_use(suite, count_use);
	for (size_t i = 0; i < suite->block_count; i++) {
		struct shared_block *block = suite->blocks[i];
		block->used_by = ARENA_ARRAY(&block->arena, block->used_by_count, struct policy *);
		block->used_by_count = 0;
	}
	for_each_use(suite, note_use);
}

void suite_load(struct suite *suite, const struct suite_options *options)
{
	struct loading loading = {.suite = suite, .options = options};

	*suite = (struct suite){.arena = suite->arena, .today = options->today, .files = options->files};
	findings_init(&suite->findings, &suite->arena, TEXT(""));
	suite->root = arena_string(&suite->arena, text_of(options->root));
	load_site(&loading);
	set_base_url(suite, options->base_url);
	load_profiles(&loading);
	load_word_tables(&loading);
	load_words(&loading);
	if (suite->files == NULL && !options->no_policies)
		code_lists_read(suite);
	read_blocks(&loading);
	read_policies(&loading);
	make_records(suite);
	pool_run(options->threads, suite->policy_count, complete_job, &loading);
	for (size_t i = 0; i < suite->record_count; i++)
		record_resolve(suite->records[i], options->today, options->drafts);
	if (!options->only_checks)
		pool_run(options->threads, suite->policy_count, fingerprint_job, &loading);
	find_uses(suite);
	read_web_pages(&loading);
	ARRAY_RELEASE(&loading.policies.list);
	ARRAY_RELEASE(&loading.blocks.list);
}

char *project_find(struct arena *arena, const char *path)
{
	char *here = getcwd(NULL, 0);
	char *folder = path_normalise(arena, path_join(arena, here != NULL ? here : "/", path));

	free(here);
	for (;;) {
		if (path_is_file(path_join(arena, folder, "site/site.yaml")))
			return folder;
		if (strcmp(folder, "/") == 0 || strcmp(folder, ".") == 0 || folder[0] == '\0')
			return NULL;
		folder = arena_string(arena, path_folder(text_of(folder)));
	}
}
