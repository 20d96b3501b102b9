#include "cli/published.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/file.h"
#include "load/published.h"
#include "tree/site.h"
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
	const char *written = arena_string(&suite->arena, suite->site->published.text);
	const char *path = path_join(&suite->arena, suite->root, written);
	if (strcmp(written, "-") != 0)
		return path_is_file(path) || path_is_folder(path) ? path : written;
	buffer_append_string(why, "\"-\" is standard input, which nobody publishes; name the published site's copy, or "
				  "a git revision");
	return NULL;
}

static void add_pairs(struct published *published, struct suite *suite)
{
	struct revision *revision = &published->revision;
	struct published_pair *pairs = ARENA_ARRAY(&suite->arena, revision->policies.count + 1, struct published_pair);
	for (size_t i = 0; i < revision->policies.count; i++) {
		const struct policy *old = revision->policies.items[i];
		const struct record *record = old->is_readable ? suite_record(suite, old->ref.text) : NULL;
		for (size_t k = 0; record && k < record->count; k++) {
			const struct policy *policy = record->versions[k], *form = policy;
			if (policy->is_older_version || !policy->is_readable || old->status.choice < STATUS_RATIFIED)
				continue;
			if (revision->is_data) {
				form = policy_as_published(policy, suite);
				*ARRAY_ADD(&published->forms) = (struct policy *)(uintptr_t)form;
			}
			pairs[suite->published_count++] =
				(struct published_pair){policy, old, form,
							arena_format(&suite->arena, "\"%.*s\" (published in site.yaml)",
								     TEXT_ARGUMENTS(suite->site->published.text))
								.bytes};
			break;
		}
	}
	suite->published = pairs;
}

void published_open(struct published *published, struct suite *suite, const struct settings *settings,
		    const char *output)
{
	struct text_value *named = &suite->site->published;
	struct buffer why = BUFFER_EMPTY;
	*published = (struct published){.is_open = named->text.length > 0};
	if (!published->is_open)
		return;
	const char *name = name_of(suite, &why);
	struct revision_options options = {.root = suite->root, .today = settings->as_of, .threads = settings->threads};
	enum revision_result result = REVISION_IS_WRONG;
	published->revision = (struct revision){.name = name};
	if (!name)
		;
	else if (is_same_folder(name, output))
		buffer_append_string(&why,
				     "this is the folder that `policyc build` writes to, so the next build would be "
				     "compared with itself; name the published site's copy, or a git revision");
	else
		result = revision_open(&published->revision, &options, name, &why);
	if (result == REVISION_IS_READ)
		add_pairs(published, suite);
	else
		findings_add(&suite->findings, CHECK_BAD_VALUE, named->place,
			     "nothing can be compared with what is published: %s", buffer_string(&why));
	suite->could_not_read |= result == REVISION_IS_UNREADABLE;
	buffer_release(&why);
}

void published_release(struct published *published)
{
	if (published->is_open)
		revision_release(&published->revision);
	for (size_t i = 0; i < published->forms.count; i++)
		policy_free(published->forms.items[i]);
	ARRAY_RELEASE(&published->forms);
}
