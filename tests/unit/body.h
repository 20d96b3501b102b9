/* Bodies for the tests of the readers that come after Markdown: from a few lines of source to a policy's tree, with a
 * small profile, and the tree's outline as text. */
#ifndef POLICYC_TESTS_BODY_H
#define POLICYC_TESTS_BODY_H

#include "reading.h"
#include "unit.h"

#include "base/memory.h"
#include "read/structure.h"
#include "tree/flat_text.h"
#include "tree/numbering.h"
#include "tree/profile.h"

#define BODY_HEADING(words)                                      \
	{                                                        \
		.text = TEXT_INIT(words), .place = {.begin = 0 } \
	}
#define BODY_SECTION(section_kind, names)                                                                   \
	{                                                                                                   \
		.kind = {.choice = (section_kind)}, .headings = {.items = (names), .count = 1}, .effect = { \
			.choice = EFFECT_UNSTATED                                                           \
		}                                                                                           \
	}

static struct text_value body_headings[] = {
	BODY_HEADING("Policy statement"), BODY_HEADING("Evidence"),   BODY_HEADING("Advice and Guidance"),
	BODY_HEADING("Coding"),           BODY_HEADING("References"), BODY_HEADING("Appendix *"),
	BODY_HEADING("Reference"),        BODY_HEADING("Aims"),
};
static struct profile_section body_evidence_parts[] = {BODY_SECTION(SECTION_REFERENCES, &body_headings[6])};
static struct profile_section body_guidance_parts[] = {BODY_SECTION(-1, &body_headings[7])};
static struct profile_section body_sections[] = {
	BODY_SECTION(SECTION_POLICY_STATEMENT, &body_headings[0]), BODY_SECTION(SECTION_EVIDENCE, &body_headings[1]),
	BODY_SECTION(SECTION_GUIDANCE, &body_headings[2]),         BODY_SECTION(SECTION_CODING, &body_headings[3]),
	BODY_SECTION(SECTION_REFERENCES, &body_headings[4]),       BODY_SECTION(SECTION_APPENDIX, &body_headings[5]),
};
static struct profile body_profile;
static struct arena body_profile_arena;

static inline const struct profile *body_test_profile(void)
{
	body_sections[1].subsections = (struct list){.items = body_evidence_parts, .count = 1};
	body_sections[2].subsections = (struct list){.items = body_guidance_parts, .count = 1};
	body_profile.name = TEXT("test");
	body_profile.sections = (struct list){.items = body_sections, .count = ARRAY_COUNT(body_sections)};
	if (!body_profile_arena.blocks)
		profile_fold(&body_profile, &body_profile_arena);
	return &body_profile;
}

/* A policy whose whole source is a body: its raw blocks, with includes found. Freed with policy_free. */
static inline struct policy *body_read(const char *source)
{
	struct policy *policy = policy_new("test.md", text_of(source));

	policy->ref.text = TEXT("CMICB_Clin001");
	policy->body =
		markdown_read(&policy->arena, &policy->source, 0, policy->source.bytes.length, &policy->findings);
	structure_find_includes(&policy->arena, policy->body, &policy->findings);
	return policy;
}

/* The same with sections, clauses, notes and joiners. */
static inline struct policy *body_build(const char *source)
{
	struct policy *policy = body_read(source);

	structure_build(policy, body_test_profile());
	return policy;
}

static inline void body_outline_node(struct buffer *out, struct arena *arena, const struct node *node)
{
	buffer_append_string(out, node_kind_name(node->kind));
	if (node->kind == NODE_LIST && node->list.is_ordered)
		buffer_append_string(out, " ordered");
	if (node->kind == NODE_SECTION)
		buffer_append_format(out, " %s%s", section_kind_names[node->section.kind],
				     node->section.is_unnumbered ? " unnumbered" : "");
	if (node->number.length)
		buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(node->number));
	if (node->id.length)
		buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(node->id));
	else if (node->name.length)
		buffer_append_format(out, " {#%.*s}", TEXT_ARGUMENTS(node->name));
	if (node_is_leaf_block(node))
		buffer_append_format(out, " \"%.*s\"", TEXT_ARGUMENTS(node_words(arena, node)));
	buffer_append_byte(out, '\n');
}

/* A line for each block: kind, what it is, number, id, the words of a leaf. */
static inline void body_outline(struct buffer *out, struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	size_t depth = 0;

	while (walk_next(&walk)) {
		if (walk.node == policy->body)
			continue;
		if (!walk.is_entering) {
			depth--;
			continue;
		}
		for (size_t i = 0; i < depth; i++)
			buffer_append_byte(out, ' ');
		body_outline_node(out, &policy->arena, walk.node);
		if (node_is_leaf_block(walk.node))
			walk_skip_children(&walk);
		depth += walk.node->kind != NODE_INCLUDE;
	}
}

#define assert_outline(policy, expected)                                \
	do {                                                            \
		struct buffer outline = BUFFER_EMPTY;                   \
		body_outline(&outline, policy);                         \
		assert_string_equal(buffer_string(&outline), expected); \
		buffer_release(&outline);                               \
	} while (0)

/* A line for each finding, in the order made: check, line:column, the words under the caret. */
static inline void body_findings(struct buffer *out, const struct policy *policy)
{
	for (const struct finding *finding = policy->findings.first; finding; finding = finding->next) {
		struct position position = source_position(finding->place.source, finding->place.begin);
		buffer_append_format(out, "%s %u:%u \"%.*s\"\n", check_descriptions[finding->check].id, position.line,
				     position.column, TEXT_ARGUMENTS(place_text(finding->place)));
	}
}

#define assert_findings(policy, expected)                              \
	do {                                                           \
		struct buffer listed = BUFFER_EMPTY;                   \
		body_findings(&listed, policy);                        \
		assert_string_equal(buffer_string(&listed), expected); \
		buffer_release(&listed);                               \
	} while (0)

/* Do the words stand in the message of the finding at that position (from 0)? */
static inline void assert_message(const struct policy *policy, size_t position, const char *words)
{
	const struct finding *finding = policy->findings.first;

	while (finding && position-- > 0)
		finding = finding->next;
	assert_non_null(finding);
	if (text_find(finding->message, text_of(words), 0) == TEXT_NOT_FOUND)
		fail_msg("\"%s\" is not in \"%.*s\"", words, TEXT_ARGUMENTS(finding->message));
}

#endif
