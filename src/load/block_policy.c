#include "load/block_policy.h"

#include <string.h>

#include "read/policy.h"
#include "tree/fingerprint.h"
#include "tree/profile.h"
#include "tree/reading.h"

/* Where a profile puts a block. */
struct home {
	const struct profile *profile;
	const struct profile_section *section, *subsection; /* subsection NULL: in the section itself */
};

static struct text name_of(struct text key)
{
	return text_slice(key, 0, text_find_byte(key, '@', 0));
}

static bool lists(const struct profile_section *section, struct text key, bool any_edition)
{
	for (size_t i = 0; i < section->blocks.count; i++) {
		struct text listed = LIST_ITEM(section->blocks, struct text_value, i)->text;
		if (text_equal(listed, key) || (any_edition && text_equal(name_of(listed), name_of(key))))
			return true;
	}
	return false;
}

static bool find_in_profile(const struct profile *profile, struct text key, bool any_edition, struct home *home)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct profile_section *section = LIST_ITEM(profile->sections, struct profile_section, i);
		*home = (struct home){profile, section, NULL};
		if (lists(section, key, any_edition))
			return true;
		for (size_t k = 0; k < section->subsections.count; k++) {
			home->subsection = LIST_ITEM(section->subsections, struct profile_section, k);
			if (lists(home->subsection, key, any_edition))
				return true;
		}
	}
	return false;
}

/* The newest generation of documents first, so that all editions of a block stand in the same place and their
 * difference is that of the block alone. */
static struct home home_of(const struct suite *suite, const struct shared_block *block)
{
	struct home home = {NULL, NULL, NULL};
	for (size_t i = 0; i < suite->profiles.count; i++) {
		const struct profile *profile = suite->profiles.entries[i].value;
		if (!profile->successor.text.length && find_in_profile(profile, block->key, true, &home))
			return home;
	}
	for (int any_edition = 0; any_edition <= 1; any_edition++)
		for (size_t i = 0; i < suite->profiles.count; i++)
			if (find_in_profile(suite->profiles.entries[i].value, block->key, any_edition, &home))
				return home;
	/* No profile names it: its title may be the heading of a section. */
	home = (struct home){NULL, NULL, NULL};
	for (size_t i = 0; !home.section && i < suite->profiles.count; i++) {
		home.profile = suite->profiles.entries[i].value;
		home.section = profile_section_of(home.profile, block->title.text);
	}
	return home;
}

static void append_heading(struct buffer *source, const char *marks, const struct profile_section *section)
{
	if (section && section->headings.count) {
		struct text words = LIST_ITEM(section->headings, struct text_value, 0)->text;
		if (text_ends(words, TEXT("*")))
			words.length--;
		buffer_append_format(source, "\n%s %.*s\n", marks, TEXT_ARGUMENTS(words));
	}
}

/* In double quotes as YAML reads them. */
static void append_quoted(struct buffer *source, const char *key, struct text words)
{
	buffer_append_format(source, "%s: \"", key);
	for (size_t i = 0; i < words.length; i++) {
		if (words.bytes[i] == '"' || words.bytes[i] == '\\')
			buffer_append_byte(source, '\\');
		buffer_append_byte(source, words.bytes[i] == '\n' ? ' ' : words.bytes[i]);
	}
	buffer_append_string(source, "\"\n");
}

struct policy *block_policy(const struct suite *suite, const struct shared_block *block)
{
	struct buffer source = BUFFER_EMPTY;
	struct home home = home_of(suite, block);
	buffer_append_string(&source, "---\n");
	append_quoted(&source, "ref", name_of(block->key));
	append_quoted(&source, "title", block->title.text.length ? block->title.text : name_of(block->key));
	append_quoted(&source, "version", text_slice(block->key, name_of(block->key).length + 1, block->key.length));
	if (home.profile)
		append_quoted(&source, "profile", home.profile->name);
	buffer_append_string(&source, "status: ratified\n---\n");
	if (home.section)
		append_heading(&source, "##", home.section);
	else
		buffer_append_format(&source, "\n## %.*s\n", TEXT_ARGUMENTS(name_of(block->key)));
	append_heading(&source, "###", home.subsection);
	buffer_append_format(&source, "\n{{include %.*s}}\n", TEXT_ARGUMENTS(block->key));
	struct policy *policy = policy_read(block->source.path, buffer_text(&source), false);
	policy->is_readable = policy->is_readable && block->is_readable;
	policy->history = block->history;
	policy_complete(policy, suite);
	policy_fingerprint(policy);
	policy_reading(policy, NULL, true);
	buffer_release(&source);
	return policy;
}
