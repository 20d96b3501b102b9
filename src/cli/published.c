#include "cli/published.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/file.h"
#include "load/block_policy.h"
#include "load/published.h"
#include "tree/site.h"
#include "tree/version.h"
#include "write/write.h"

struct policy *policy_as_published(const struct policy *policy, const struct suite *suite)
{
	struct edition edition = {.site = suite->site, .suite = suite, .root = "../../"};
	struct buffer json = BUFFER_EMPTY, why = BUFFER_EMPTY;
	struct policy *form;
	write_json(&json, policy, &edition);
	if (published_read(policy->source.path, buffer_text(&json), &form, &why) != PUBLISHED_IS_READ)
		BUG("policy.json can't be read back: %s", buffer_string(&why));
	buffer_release(&json);
	buffer_release(&why);
	return form;
}

static bool is_same_folder(const char *one, const char *other)
{
	char *first = realpath(one, NULL), *second = realpath(other, NULL);
	bool is_same = first && second && strcmp(first, second) == 0;
	free(first);
	free(second);
	return is_same;
}

/* What `published` names: a path from the project folder where there is something, else a revision. It may be anywhere
 * on this machine, as the live site is: of what it holds only policies are read, and nothing of them is shown. NULL,
 * with the reason, for standard input, which nobody publishes. */
static const char *name_of(struct suite *suite, struct buffer *why)
{
	const char *written = arena_string(&suite->arena, suite->site->published.name.text);
	const char *path = path_join(&suite->arena, suite->root, written);
	if (strcmp(written, "-") != 0)
		return path_error(path) || path_is_file(path) || path_is_folder(path) ? path : written;
	buffer_append_string(why, "\"-\" is standard input, which nobody publishes; name the published site's copy, or "
				  "a git revision");
	return NULL;
}

/* Was it published, on the day that counts as today? */
static bool was_published(const struct policy *policy, const struct suite *suite)
{
	return policy->is_readable && policy->status.choice >= STATUS_RATIFIED &&
	       policy_is_publishable(policy, suite->today, false);
}

/* Adds a form that published_release frees. */
static const struct policy *keep_form(struct published *published, struct policy *form)
{
	*ARRAY_ADD(&published->forms) = form;
	return form;
}

/* A policy of the suite in the form of what was published; made once. */
static const struct policy *form_of(struct published *published, const struct policy *policy, const struct suite *suite)
{
	if (!published->revision.is_data)
		return policy;
	struct policy *form = map_get(&published->form_of_path, text_of(policy->source.path));
	if (!form) {
		form = policy_as_published(policy, suite);
		keep_form(published, form);
		map_set(&published->form_of_path, text_of(policy->source.path), form);
	}
	return form;
}

/* The pairs of one published version: with the kept version of that number, and with the policy's newest. */
static void pair_version(struct published *published, struct suite *suite, const struct policy *old, const char *where,
			 struct published_pair *pairs)
{
	const struct record *record = suite_record(suite, old->ref.text);
	for (size_t i = 0; record && i < record->count; i++) {
		const struct policy *policy = record->versions[i];
		if (!policy->is_readable ||
		    (policy->is_older_version && version_compare(policy->version.text, old->version.text) != 0))
			continue;
		const struct policy *form = form_of(published, policy, suite);
		pairs[suite->published_count++] = (struct published_pair){policy, old, form, where};
	}
}

/* At most two for each published version: its own file, and the newest (a version twice has a finding of its own). */
static size_t count_pairs(const struct published *published, const struct suite *suite)
{
	size_t count = 0;
	for (size_t i = 0; i < published->revision.policies.count; i++) {
		const struct record *record = suite_record(suite, published->revision.policies.items[i]->ref.text);
		count += record ? record->count : 0;
	}
	return count;
}

static void add_pairs(struct published *published, struct suite *suite, const char *where)
{
	struct revision *revision = &published->revision;
	struct published_pair *pairs =
		ARENA_ARRAY(&suite->arena, count_pairs(published, suite) + 1, struct published_pair);
	for (size_t i = 0; i < revision->policies.count; i++)
		if (was_published(revision->policies.items[i], suite))
			pair_version(published, suite, revision->policies.items[i], where, pairs);
	suite->published = pairs;
}

/* Was a block's wording in anything that was published? */
static bool block_was_published(const struct shared_block *block, const struct suite *suite)
{
	for (size_t i = 0; i < block->used_by_count; i++)
		if (was_published(block->used_by[i], suite))
			return block->is_readable;
	return false;
}

/* Published data has no blocks: there the words of each policy that includes one are compared. */
static void add_blocks(struct published *published, struct suite *suite, const char *where)
{
	const struct suite *before = &published->revision.suite;
	struct published_block *pairs = ARENA_ARRAY(&suite->arena, before->block_count + 1, struct published_block);
	for (size_t i = 0; i < before->block_count; i++) {
		struct shared_block *block = map_get(&suite->block_of_key, before->blocks[i]->key);
		if (!block || !block->is_readable || !block_was_published(before->blocks[i], suite))
			continue;
		pairs[suite->published_block_count++] =
			(struct published_block){block, keep_form(published, block_policy(before, before->blocks[i])),
						 keep_form(published, block_policy(suite, block)), where};
	}
	suite->published_blocks = pairs;
}

/* What was published and is gone: of what `published` names, then of the site that is replaced. */
static void add_gone(struct published *published, struct suite *suite, const char *where)
{
	struct revision *revision = &published->revision;
	size_t most = revision->policies.count + published->previous.gone.count;
	struct gone_version *gone = ARENA_ARRAY(&suite->arena, most + 1, struct gone_version);
	struct map known = MAP_EMPTY;
	for (size_t i = 0; i < published->previous.gone.count; i++) {
		const struct gone_version *one = &published->previous.gone.items[i];
		gone[suite->gone_count++] = *one;
		map_set(&known, ARENA_JOIN(&suite->arena, one->ref, TEXT("@"), one->version), suite);
	}
	for (size_t i = 0; i < revision->policies.count; i++) {
		const struct policy *old = revision->policies.items[i];
		if (!was_published(old, suite) || answers_has(&published->answers, old->ref.text, old->version.text) ||
		    map_get(&known, ARENA_JOIN(&suite->arena, old->ref.text, TEXT("@"), old->version.text)))
			continue;
		gone[suite->gone_count++] =
			(struct gone_version){old->ref.text, old->title.text, old->version.text, where};
	}
	suite->gone = gone;
	map_release(&known);
}

/* Opens what `published` names, or the site that is replaced. NULL, with the reason or none, where there is nothing to
 * compare with; else what messages call it. */
static const char *open_named(struct published *published, struct suite *suite, const struct settings *settings,
			      const char *output, enum revision_result *result, struct buffer *why)
{
	const struct site_published *named = &suite->site->published;
	struct revision_options options = {
		.root = suite->root, .today = settings->as_of, .threads = settings->threads, .with_versions = true};
	const char *name = output, *where = NULL;
	if (named->site.choice == PUBLISHED_PREVIOUS) {
		if (!published->previous.is_there)
			return NULL;
		where = arena_format(&suite->arena, "the site in %s", output).bytes;
	} else {
		if (!named->name.text.length || !(name = name_of(suite, why)))
			return NULL;
		if (is_same_folder(name, output)) {
			buffer_append_string(why, "this is the folder that `policyc build` writes to; write "
						  "{site: previous} to compare with the site that a build replaces");
			return NULL;
		}
		where = arena_format(&suite->arena, "\"%.*s\" (published in site.yaml)",
				     TEXT_ARGUMENTS(named->name.text))
				.bytes;
	}
	published->is_open = true;
	*result = revision_open(&published->revision, &options, name, why);
	if (*result == REVISION_IS_READ && published->revision.has_drafts) {
		buffer_append_format(why, "%s was built with --drafts, and drafts may change as they like", name);
		*result = REVISION_IS_WRONG;
	}
	return *result == REVISION_IS_READ ? where : NULL;
}

void published_open(struct published *published, struct suite *suite, const struct settings *settings,
		    const char *output)
{
	struct buffer why = BUFFER_EMPTY;
	enum revision_result result = REVISION_IS_WRONG;
	*published = (struct published){0};
	answers_make(&published->answers, suite);
	int error = previous_site_read(&published->previous, output, &published->answers);
	if (error) {
		findings_add(&suite->findings, CHECK_UNREADABLE, place_of_path(&suite->arena, output),
			     "the site that is there can't be read: %s", strerror(error));
		suite->could_not_read = true;
	}
	const char *where = open_named(published, suite, settings, output, &result, &why);
	if (where) {
		add_pairs(published, suite, where);
		add_blocks(published, suite, where);
	} else if (why.length) {
		findings_add(&suite->findings, CHECK_BAD_VALUE, suite->site->published.place,
			     "nothing can be compared with what is published: %s", buffer_string(&why));
	}
	if (!where)
		ARRAY_RELEASE(&published->revision.policies);
	suite->could_not_read |= published->is_open && result == REVISION_IS_UNREADABLE;
	add_gone(published, suite, where);
	buffer_release(&why);
}

void published_release(struct published *published)
{
	for (size_t i = 0; i < published->forms.count; i++)
		policy_free(published->forms.items[i]);
	ARRAY_RELEASE(&published->forms);
	map_release(&published->form_of_path);
	if (published->is_open)
		revision_release(&published->revision);
	previous_site_release(&published->previous);
	answers_release(&published->answers);
}
