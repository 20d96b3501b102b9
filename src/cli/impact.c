/* policyc impact: which policies an edition of a shared block reaches, and what it would change in those that have
 * another one. */
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "base/text_edit.h"
#include "cli/command.h"
#include "diff/diff.h"
#include "load/block_policy.h"
#include "read/policy.h"
#include "tree/version.h"
#include "write/diff.h"

struct impact {
	struct suite suite;
	const struct settings *settings;
	const struct shared_block *block;
	struct buffer out;
	struct arena arena;
};

static struct text name_of(struct text key)
{
	return text_slice(key, 0, text_find_byte(key, '@', 0));
}

static struct text edition_of(struct text key)
{
	return text_slice(key, name_of(key).length + 1, key.length);
}

static int find_block(struct impact *impact)
{
	struct text asked = path_base_name(text_of(impact->settings->arguments[0]));
	struct nearest nearest;
	if (text_ends(asked, TEXT(".md")))
		asked.length -= strlen(".md");
	impact->block = map_get(&impact->suite.block_of_key, asked);
	if (impact->block && text_find_byte(asked, '@', 0) != TEXT_NOT_FOUND)
		return STATUS_FINE;
	nearest_init(&nearest, asked);
	for (size_t i = 0; i < impact->suite.block_count; i++) {
		/* Of a name alone: the editions that there are. */
		if (text_equal(name_of(impact->suite.blocks[i]->key), asked)) {
			complain("%.*s has editions: say which, as in %.*s", TEXT_ARGUMENTS(asked),
				 TEXT_ARGUMENTS(impact->suite.blocks[i]->key));
			return STATUS_USAGE;
		}
		nearest_offer(&nearest, impact->suite.blocks[i]->key);
	}
	struct text near = nearest.best;
	complain("there is no shared block %.*s in policies/shared%s%.*s%s", TEXT_ARGUMENTS(asked),
		 near.length ? "; did you mean " : "", TEXT_ARGUMENTS(near), near.length ? "?" : "");
	return STATUS_USAGE;
}

/* The newest file of a policy: older versions are never edited again, so nothing reaches them. */
static bool is_current(const struct policy *policy)
{
	return !policy->is_older_version && policy->is_readable;
}

static const struct included_block *include_of(const struct policy *policy, struct text block, struct text edition)
{
	for (size_t i = 0; i < policy->include_count; i++)
		if (text_equal(policy->includes[i].block, block) && text_equal(policy->includes[i].edition, edition))
			return &policy->includes[i];
	return NULL;
}

static void append_policy(struct impact *impact, const struct policy *policy)
{
	buffer_append_format(&impact->out, "  %.*s %.*s, version %.*s", TEXT_ARGUMENTS(policy->ref.text),
			     TEXT_ARGUMENTS(policy->title.text), TEXT_ARGUMENTS(policy->version.text));
	if (policy->status.choice >= 0)
		buffer_append_format(&impact->out, " (%s)", status_names[policy->status.choice]);
}

static size_t count_users(const struct shared_block *block)
{
	size_t count = 0;
	for (size_t i = 0; i < block->used_by_count; i++)
		count += is_current(block->used_by[i]);
	return count;
}

static void append_users(struct impact *impact)
{
	const struct shared_block *block = impact->block;
	size_t count = count_users(block);
	buffer_append_format(&impact->out, "%.*s%s%.*s reaches %zu %s\n", TEXT_ARGUMENTS(block->key),
			     block->title.text.length ? ", " : "", TEXT_ARGUMENTS(block->title.text), count,
			     count == 1 ? "policy" : "policies");
	for (size_t i = 0; i < block->used_by_count; i++) {
		if (!is_current(block->used_by[i]))
			continue;
		append_policy(impact, block->used_by[i]);
		buffer_append_byte(&impact->out, '\n');
	}
}

/* The policy as it would be with the asked edition in place of another; NULL where the other stands in a block that it
 * includes, and not in its own file. Freed with policy_free. */
static struct policy *with_edition(struct impact *impact, const struct policy *policy,
				   const struct included_block *include, const struct shared_block *other)
{
	struct text written = place_text(include->place);
	size_t at = text_find(written, other->key, 0);
	struct buffer source = BUFFER_EMPTY;
	if (at == TEXT_NOT_FOUND || include->place.source != &policy->source)
		return NULL;
	struct text_edit edit = {include->place.begin + at, include->place.begin + at + other->key.length,
				 impact->block->key};
	text_edits_apply(&source, policy->source.bytes, &edit, 1);
	struct policy *changed = policy_read(policy->source.path, buffer_text(&source), false);
	policy_complete(changed, &impact->suite);
	buffer_release(&source);
	return changed;
}

static void append_change(struct impact *impact, const struct policy *policy, const struct shared_block *other)
{
	const struct included_block *include = include_of(policy, name_of(other->key), edition_of(other->key));
	struct policy *changed = include ? with_edition(impact, policy, include, other) : NULL;
	append_policy(impact, policy);
	if (!changed) {
		buffer_append_format(&impact->out,
				     ": has it by way of another shared block, which would have to change\n");
		return;
	}
	const struct difference *difference = diff_policies(&impact->arena, policy, changed);
	buffer_append_format(&impact->out, ": %.*s\n", TEXT_ARGUMENTS(difference->summary));
	if (impact->settings->is_verbose) {
		struct diff_pair pair = {
			{policy, policy->source.path}, {changed, policy->source.path}, difference, false};
		buffer_append_byte(&impact->out, '\n');
		write_diff_text(&impact->out, &pair, false);
		buffer_append_byte(&impact->out, '\n');
	}
	policy_free(changed);
}

/* What the asked edition changes, once for all policies. */
static void append_block_change(struct impact *impact, const struct shared_block *other)
{
	struct policy *old = block_policy(&impact->suite, other);
	struct policy *new = block_policy(&impact->suite, impact->block);
	struct diff_pair pair = {{old, other->source.path},
				 {new, impact->block->source.path},
				 diff_policies(&impact->arena, old, new),
				 false};
	buffer_append_format(&impact->out, "\nWhat %.*s changes in place of %.*s:\n\n",
			     TEXT_ARGUMENTS(impact->block->key), TEXT_ARGUMENTS(other->key));
	write_diff_text(&impact->out, &pair, false);
	policy_free(old);
	policy_free(new);
}

static void append_other_edition(struct impact *impact, const struct shared_block *other)
{
	size_t count = count_users(other);
	bool is_older = version_compare(edition_of(other->key), edition_of(impact->block->key)) < 0;
	if (!count)
		return;
	buffer_append_format(&impact->out, "\n%zu %s %s %.*s; with %.*s in its place %s would change as follows\n",
			     count, count == 1 ? "policy has" : "policies have", is_older ? "the older" : "the newer",
			     TEXT_ARGUMENTS(other->key), TEXT_ARGUMENTS(impact->block->key),
			     count == 1 ? "it" : "they");
	for (size_t i = 0; i < other->used_by_count; i++)
		if (is_current(other->used_by[i]))
			append_change(impact, other->used_by[i], other);
	append_block_change(impact, other);
}

static bool has_errors(const struct shared_block *block)
{
	for (const struct finding *finding = block->findings.first; finding; finding = finding->next)
		if (check_descriptions[finding->check].severity == SEVERITY_ERROR)
			return true;
	return !block->is_readable;
}

int command_impact(const struct settings *settings)
{
	struct impact impact = {.settings = settings};
	int status = suite_open_here(&impact.suite, settings);
	if (status == STATUS_FINE)
		status = find_block(&impact);
	if (status == STATUS_FINE && has_errors(impact.block)) {
		complain("%s can't be read: `policyc check` says what is wrong with it", impact.block->source.path);
		status = STATUS_FINDINGS;
	}
	if (status == STATUS_FINE) {
		append_users(&impact);
		for (size_t i = 0; i < impact.suite.block_count; i++) {
			const struct shared_block *other = impact.suite.blocks[i];
			if (other != impact.block && !has_errors(other) &&
			    text_find_byte(other->key, '@', 0) != TEXT_NOT_FOUND &&
			    text_equal(name_of(other->key), name_of(impact.block->key)))
				append_other_edition(&impact, other);
		}
		status = print_out(buffer_text(&impact.out));
		if (impact.suite.could_not_read) {
			complain("something could not be read, so this may not be all: `policyc check` says what");
			status = STATUS_FILES;
		}
	}
	buffer_release(&impact.out);
	arena_release(&impact.arena);
	suite_release(&impact.suite);
	return status;
}
