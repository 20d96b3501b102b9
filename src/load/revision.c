#include "load/revision.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "load/block_policy.h"
#include "load/git_files.h"
#include "load/published.h"
#include "load/suite.h"
#include "parse/limits.h"
#include "publish/manifest.h"
#include "read/policy.h"
#include "tree/fingerprint.h"

struct opening {
	struct revision *revision;
	const struct revision_options *options;
	struct buffer *why;
};

static void load(struct opening *opening, const char *root, bool no_policies, const struct file_set *files)
{
	struct suite_options options = {
		.root = root,
		.today = opening->options->today,
		.threads = opening->options->threads,
		.no_policies = no_policies,
		.files = files,
	};
	suite_load(&opening->revision->suite, &options);
	opening->revision->read_with = &opening->revision->suite;
}

/* What one policy of the disk is read with: profiles and blocks, but no other policies. */
static void load_for_one(struct opening *opening, const char *root)
{
	const struct revision *beside = opening->options->beside;
	const struct suite *there = beside && beside->is_one ? beside->read_with : NULL;
	if (there && !there->files && strcmp(there->root, root) == 0)
		opening->revision->read_with = there;
	else
		load(opening, root, true, NULL);
}

static void add_all(struct revision *revision)
{
	for (size_t i = 0; i < revision->suite.policy_count; i++)
		*ARRAY_ADD(&revision->policies) = revision->suite.policies[i];
}

static void add_own(struct revision *revision, struct policy *policy)
{
	*ARRAY_ADD(&revision->own) = policy;
	*ARRAY_ADD(&revision->policies) = policy;
}

/* What is no text at all can't be compared as one. */
static bool is_text(struct opening *opening, const char *path, struct text bytes)
{
	if (text_begins(bytes, TEXT("%PDF-")))
		buffer_append_format(opening->why,
				     "%s is a PDF, which can't be compared yet; take the policy.json beside it, or the "
				     "policy's source",
				     path);
	else if (text_begins(text_trim(bytes), TEXT("<!DOCTYPE")) || text_begins(text_trim(bytes), TEXT("<html")))
		buffer_append_format(opening->why,
				     "%s is a web page; compare the policy.json beside it, or ask `policyc verify` "
				     "whether the page is what the sources publish",
				     path);
	else if (text_find_byte(bytes, '\0', 0) != TEXT_NOT_FOUND)
		buffer_append_format(opening->why, "%s is no text but a binary file, and has no words to compare",
				     path);
	else
		return true;
	return false;
}

static bool is_json(const char *path, struct text bytes)
{
	struct text trimmed = text_trim(bytes);
	return text_ends(text_of(path), TEXT(".json")) || (trimmed.length && trimmed.bytes[0] == '{');
}

static enum revision_result add_json(struct opening *opening, const char *path, struct text bytes)
{
	struct policy *policy;
	enum published_result result = published_read(path, bytes, &policy, opening->why);
	if (result == PUBLISHED_HAS_NO_VERSION && !opening->revision->is_one) {
		buffer_clear(opening->why);
		return REVISION_IS_READ;
	}
	if (result != PUBLISHED_IS_READ)
		return REVISION_IS_WRONG;
	opening->revision->is_data = true;
	add_own(opening->revision, policy);
	return REVISION_IS_READ;
}

/* data/policies.ndjson of a published site: a policy.json a line. */
static enum revision_result add_json_lines(struct opening *opening, const char *path, struct text bytes)
{
	enum revision_result result = REVISION_IS_READ;
	struct text rest = bytes, line;
	opening->revision->is_one = false;
	while (result == REVISION_IS_READ && text_split(&rest, '\n', &line))
		if (text_trim(line).length)
			result = add_json(opening, path, line);
	if (result == REVISION_IS_READ && !opening->revision->policies.count) {
		buffer_append_format(opening->why, "%s has no policy in it", path);
		result = REVISION_IS_WRONG;
	}
	return result;
}

static bool is_json_lines(const char *path)
{
	return text_ends(text_of(path), TEXT(".ndjson"));
}

static enum revision_result add_block(struct opening *opening, const char *path)
{
	struct revision *revision = opening->revision;
	struct text key = path_base_name(text_of(path));
	if (text_ends(key, TEXT(".md")))
		key.length -= strlen(".md");
	struct shared_block *block = map_get(&revision->read_with->block_of_key, key);
	if (!block || text_find_byte(key, '@', 0) == TEXT_NOT_FOUND) {
		buffer_append_format(opening->why,
				     "%s is no shared block of the project: that is called <block>@<edition>.md and "
				     "stands in policies/shared",
				     path);
		return REVISION_IS_WRONG;
	}
	revision->is_block = true;
	add_own(revision, block_policy(revision->read_with, block));
	return REVISION_IS_READ;
}

static bool is_in_folder(const char *path, const char *folder)
{
	struct text above = path_folder(text_of(path));
	return text_is(path_base_name(above), folder);
}

/* The one policy of these bytes, once the suite has what it is read with. */
static enum revision_result add_source(struct opening *opening, const char *path, struct text bytes)
{
	struct revision *revision = opening->revision;
	if (is_in_folder(path, "shared"))
		return add_block(opening, path);
	struct policy *policy = policy_read(path, bytes, is_in_folder(path, "versions"));
	policy_complete(policy, revision->read_with);
	policy_fingerprint(policy);
	add_own(revision, policy);
	return REVISION_IS_READ;
}

static enum revision_result open_file(struct opening *opening, const char *path)
{
	struct revision *revision = opening->revision;
	struct arena *arena = &revision->suite.arena;
	struct buffer bytes = BUFFER_EMPTY;
	enum revision_result result = REVISION_IS_WRONG;
	int error = file_read(path, PUBLISHED_BYTES_MOST, &bytes);
	struct text text = buffer_text(&bytes);
	revision->is_one = true;
	if (error) {
		buffer_append_format(opening->why, "%s can't be read: %s", path, strerror(error));
		result = REVISION_IS_UNREADABLE;
	} else if (is_text(opening, path, text)) {
		const char *root = strcmp(path, "-") == 0 ? NULL : project_find(arena, path);
		if (is_json_lines(path))
			result = add_json_lines(opening, path, text);
		else if (is_json(path, text))
			result = add_json(opening, path, text);
		else if (text.length > LIMIT_FILE_BYTES)
			buffer_append_format(opening->why, "%s is longer than 1 MiB, far more than any policy", path);
		else if (!root && !opening->options->root)
			buffer_append_format(opening->why,
					     "%s stands in no project folder, so it isn't known how to read it; go to "
					     "the project's folder, or name it with -C",
					     path);
		else {
			const char *below = root ? path_below(arena, root, path) : NULL;
			load_for_one(opening, root ? root : opening->options->root);
			result = add_source(opening, below ? below : path, text);
		}
	}
	buffer_release(&bytes);
	return result;
}

/* A policy.json of a published site, where there is one; `*is_there` is set then. One that says that no version applies
 * has nothing to compare. */
static enum revision_result open_site_file(struct opening *opening, const char *folder, const char *below,
					   bool *is_there)
{
	struct buffer bytes = BUFFER_EMPTY;
	const char *path = path_join(&opening->revision->suite.arena, folder, below);
	enum revision_result result = REVISION_IS_READ;
	int error = file_read_inside(folder, below, PUBLISHED_BYTES_MOST, &bytes);
	if (!error) {
		result = add_json(opening, path, buffer_text(&bytes));
		*is_there = true;
	} else if (error != ENOENT && error != ENOTDIR) {
		buffer_append_format(opening->why, "%s can't be read: %s", path, file_error_words(error));
		result = REVISION_IS_UNREADABLE;
	}
	buffer_release(&bytes);
	return result;
}

/* policies/<slug>/versions/<version>/policy.json, where those are asked for. */
static enum revision_result open_site_versions(struct opening *opening, const char *folder, const char *policy,
					       bool *is_there)
{
	struct arena *arena = &opening->revision->suite.arena;
	const char *versions = path_join(arena, policy, "versions"), **names = NULL;
	enum revision_result result = REVISION_IS_READ;
	size_t count = 0;
	if (opening->options->with_versions)
		folder_list(arena, path_join(arena, folder, versions), &names, &count);
	for (size_t i = 0; result == REVISION_IS_READ && i < count; i++) {
		const char *version = path_join(arena, versions, names[i]);
		result = open_site_file(opening, folder, path_join(arena, version, "policy.json"), is_there);
	}
	return result;
}

static bool site_has_drafts(const char *folder)
{
	struct manifest manifest = {0};
	manifest_read(&manifest, folder, MANIFEST_NAME);
	bool has_drafts = manifest.has_drafts;
	manifest_release(&manifest);
	return has_drafts;
}

/* Every policies/<slug>/policy.json of a published site. */
static enum revision_result open_site(struct opening *opening, const char *folder)
{
	struct arena *arena = &opening->revision->suite.arena;
	const char **names = NULL, *policies = path_join(arena, folder, "policies");
	enum revision_result result = REVISION_IS_READ;
	bool is_site = false;
	size_t count = 0;
	int error = folder_list(arena, policies, &names, &count);
	opening->revision->is_data = true;
	opening->revision->has_drafts = site_has_drafts(folder);
	if (error && error != ENOENT) {
		buffer_append_format(opening->why, "%s can't be read: %s", policies, strerror(error));
		return REVISION_IS_UNREADABLE;
	}
	for (size_t i = 0; result == REVISION_IS_READ && i < count; i++) {
		const char *policy = path_join(arena, "policies", names[i]);
		bool has_versions = false;
		result = open_site_versions(opening, folder, policy, &has_versions);
		is_site |= has_versions;
		/* What stands at the policy's own address is one of its versions. */
		if (result == REVISION_IS_READ && !has_versions)
			result = open_site_file(opening, folder, path_join(arena, policy, "policy.json"), &is_site);
	}
	if (result == REVISION_IS_READ && !is_site) {
		buffer_append_format(
			opening->why,
			"%s is neither a project folder, which holds site/site.yaml, nor that of its policies, "
			"nor a published site, which holds policies/<policy>/policy.json",
			folder);
		result = REVISION_IS_WRONG;
	}
	return result;
}

static enum revision_result open_folder(struct opening *opening, const char *folder)
{
	struct arena *arena = &opening->revision->suite.arena;
	const char *root = project_find(arena, folder), *below = root ? path_below(arena, root, folder) : NULL;
	/* A site may stand inside the project that it was made from: only the project's own folder, and that of its
	 * policies, mean the project. */
	if (below && (strcmp(below, ".") == 0 || strcmp(below, "policies") == 0)) {
		load(opening, root, false, NULL);
		add_all(opening->revision);
		return REVISION_IS_READ;
	}
	return open_site(opening, folder);
}

static enum revision_result result_of_git(enum git_result result)
{
	return result == GIT_IS_READ        ? REVISION_IS_READ
	       : result == GIT_IS_NOT_THERE ? REVISION_IS_WRONG
					    : REVISION_IS_UNREADABLE;
}

static enum revision_result open_git_file(struct opening *opening, const char *revision_name, const char *path)
{
	struct revision *revision = opening->revision;
	const char *found = NULL;
	struct buffer bytes = BUFFER_EMPTY;
	enum revision_result result = result_of_git(
		git_files_read(&revision->files, opening->options->root, revision_name, path, &found, opening->why));
	revision->is_one = true;
	if (result != REVISION_IS_READ)
		return result;
	const char *shown = arena_format(&revision->files.arena, "%s:%s", revision_name, found).bytes;
	int error = file_set_read(&revision->files, found, LIMIT_FILE_BYTES, &bytes);
	struct text text = buffer_text(&bytes);
	if (error)
		buffer_append_format(opening->why, "%s is longer than 1 MiB, far more than any policy", shown);
	if (error || !is_text(opening, shown, text)) {
		result = REVISION_IS_WRONG;
	} else if (is_json_lines(found)) {
		result = add_json_lines(opening, shown, text);
	} else if (is_json(found, text)) {
		result = add_json(opening, shown, text);
	} else {
		load(opening, opening->options->root, true, &revision->files);
		result = add_source(opening, found, text);
	}
	buffer_release(&bytes);
	return result;
}

static enum revision_result open_git(struct opening *opening, const char *name)
{
	struct revision *revision = opening->revision;
	size_t colon = text_find_byte(text_of(name), ':', 0);
	if (!opening->options->root) {
		buffer_append_format(opening->why,
				     "there is no file or folder \"%s\"; a revision is looked for in the project's "
				     "repository: go to the project's folder, or name it with -C",
				     name);
		return REVISION_IS_WRONG;
	}
	if (colon != TEXT_NOT_FOUND) {
		const char *before = arena_string(&revision->files.arena, text_slice(text_of(name), 0, colon));
		return open_git_file(opening, before, name + colon + 1);
	}
	enum revision_result result =
		result_of_git(git_files_read(&revision->files, opening->options->root, name, NULL, NULL, opening->why));
	if (result != REVISION_IS_READ)
		return result;
	load(opening, opening->options->root, false, &revision->files);
	add_all(revision);
	if (!revision->policies.count) {
		buffer_append_format(opening->why, "the revision \"%s\" has no policies in the folder policies", name);
		result = REVISION_IS_WRONG;
	}
	return result;
}

enum revision_result revision_open(struct revision *revision, const struct revision_options *options, const char *name,
				   struct buffer *why)
{
	struct opening opening = {revision, options, why};
	*revision = (struct revision){.name = name};
	int error = strcmp(name, "-") == 0 ? 0 : path_error(name);
	if (error) {
		buffer_append_format(why, "%s can't be read: %s", name, strerror(error));
		return REVISION_IS_UNREADABLE;
	}
	if (strcmp(name, "-") == 0 || path_is_file(name))
		return open_file(&opening, name);
	if (path_is_folder(name))
		return open_folder(&opening, name);
	return open_git(&opening, name);
}

void revision_release(struct revision *revision)
{
	for (size_t i = 0; i < revision->own.count; i++)
		policy_free(revision->own.items[i]);
	ARRAY_RELEASE(&revision->own);
	ARRAY_RELEASE(&revision->policies);
	suite_release(&revision->suite);
	file_set_release(&revision->files);
}

struct policy *revision_find(const struct revision *revision, struct text ref)
{
	struct policy *newest = NULL;
	for (size_t i = 0; i < revision->policies.count; i++) {
		struct policy *policy = revision->policies.items[i];
		if (text_equal(policy->ref.text, ref) &&
		    (!newest || version_compare(policy->version.text, newest->version.text) > 0))
			newest = policy;
	}
	return newest;
}
