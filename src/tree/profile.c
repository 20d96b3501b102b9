#include "tree/profile.h"

#include "base/scan.h"
#include "base/unicode.h"

static const char *const part_names[] = {
	[PART_TITLE_BLOCK] = "title-block",
	[PART_CONTENTS] = "contents",
	[PART_LAST_REVIEWED] = "last-reviewed",
	[PART_REVIEW_SENTENCE] = "review-sentence",
	[PART_PREAMBLE] = "preamble",
	[PART_SECTIONS] = "sections",
	[PART_DOCUMENT_CONTROL] = "document-control",
	[PART_VERSION_HISTORY] = "version-history",
	[PART_COUNT] = NULL,
};
static const char *const title_line_names[] = {
	[TITLE_DOCUMENT_TYPE] = "document_type", [TITLE_REF] = "ref",           [TITLE_TITLE] = "title",
	[TITLE_SUBTITLE] = "subtitle",           [TITLE_CATEGORY] = "category", [TITLE_LINE_COUNT] = NULL,
};
static const char *const contents_entry_names[] = {
	[CONTENTS_SECTIONS] = "sections",
	[CONTENTS_DOCUMENT_CONTROL] = "document-control",
	[CONTENTS_VERSION_HISTORY] = "version-history",
	NULL,
};
static const char *const history_form_names[] = {
	[HISTORY_SENTENCES] = "sentences",
	[HISTORY_TABLE] = "table",
	NULL,
};
static const char *const history_column_names[] = {
	[COLUMN_VERSION] = "version",
	[COLUMN_DATE] = "date",
	[COLUMN_CHANGES] = "changes",
	NULL,
};

#define AT(member) .offset = offsetof(STRUCTURE, member)

#define STRUCTURE struct profile_contents
static const struct field contents_rows[] = {
	{"heading", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(heading), NULL, NULL, "The words above the contents list."},
	{"entries", NULL, FIELD_CHOICES, FIELD_REQUIRED, AT(entries), contents_entry_names, NULL,
	 "What the contents list names, in order."},
};
static const struct field_table contents_fields = FIELD_TABLE("contents list", STRUCTURE, contents_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_category
static const struct field category_rows[] = {
	{"id", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(id), NULL, NULL, "An id of the categories in site.yaml."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL,
	 "The words that this generation of documents uses for the category."},
};
static const struct field_table category_fields = FIELD_TABLE("category", STRUCTURE, category_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_control_row
static const struct field control_row_rows[] = {
	{"key", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(key), NULL, NULL, "The front matter key that the row is about."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "The words of the row's first cell."},
	{"pattern", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(pattern), NULL, NULL,
	 "The words of the row's second cell, with the names of keys in braces."},
};
static const struct field_table control_row_fields = FIELD_TABLE("document control row", STRUCTURE, control_row_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_control
static const struct field control_rows[] = {
	{"heading", NULL, FIELD_TEXT, 0, AT(heading), NULL, NULL, "The heading above the document control table."},
	{"none", NULL, FIELD_TEXT, 0, AT(none), NULL, NULL, "The words of a row that is N/A in the front matter."},
	{"rows", NULL, FIELD_LIST, FIELD_REQUIRED, AT(rows), NULL, &control_row_fields, "The rows in order."},
};
static const struct field_table control_fields = FIELD_TABLE("document control", STRUCTURE, control_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_column
static const struct field column_rows[] = {
	{"key", NULL, FIELD_CHOICE, FIELD_REQUIRED, AT(key), history_column_names, NULL, "What the column shows."},
	{"label", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(label), NULL, NULL, "The words of the column's header."},
};
static const struct field_table column_fields = FIELD_TABLE("version history column", STRUCTURE, column_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_history
static const struct field history_rows[] = {
	{"heading", NULL, FIELD_TEXT, 0, AT(heading), NULL, NULL, "The heading above the version history."},
	{"form", NULL, FIELD_CHOICE, FIELD_REQUIRED, AT(form), history_form_names, NULL,
	 "Whether each version is a paragraph or a row of a table."},
	{"sentence", NULL, FIELD_TEXT, 0, AT(sentence), NULL, NULL, "The paragraph of a version, as a pattern."},
	{"columns", NULL, FIELD_LIST, 0, AT(columns), NULL, &column_fields, "The columns of the table in order."},
	{"change", NULL, FIELD_TEXT, 0, AT(change), NULL, NULL, "How one of several changes is shown, as a pattern."},
};
static const struct field_table history_fields = FIELD_TABLE("version history", STRUCTURE, history_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_code_table
static const struct field code_table_rows[] = {
	{"code", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(code), NULL, NULL, "The header word of the codes' column."},
	{"term", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(term), NULL, NULL,
	 "The header word of the descriptions' column."},
};
static const struct field_table code_table_fields = FIELD_TABLE("code table", STRUCTURE, code_table_rows);
#undef STRUCTURE

#define STRUCTURE struct profile_lead_in
static const struct field lead_in_rows[] = {
	{"words", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(words), NULL, NULL, "The words to look for in a clause."},
	{"effect", NULL, FIELD_CHOICE, FIELD_REQUIRED, AT(effect), effect_names, NULL,
	 "The effect of a clause in which the words stand."},
};
static const struct field_table lead_in_fields = FIELD_TABLE("lead-in", STRUCTURE, lead_in_rows);
#undef STRUCTURE

/* The rows that sections and subsections share. */
#define SECTION_ROWS                                                                                                \
	{"headings",                                                                                                \
	 NULL,                                                                                                      \
	 FIELD_TEXT_LIST,                                                                                           \
	 FIELD_REQUIRED,                                                                                            \
	 AT(headings),                                                                                              \
	 NULL,                                                                                                      \
	 NULL,                                                                                                      \
	 "The headings that mean this section, the one to use first."},                                             \
		{"required", NULL, FIELD_BOOLEAN, 0, AT(required), NULL, NULL, "Whether a policy must have it."},   \
		{"effect",   NULL,         FIELD_CHOICE, 0,                                                         \
		 AT(effect), effect_names, NULL,         "What it means for a patient to meet the criteria here."}, \
		{"lead_ins",   NULL, FIELD_LIST,      0,                                                            \
		 AT(lead_ins), NULL, &lead_in_fields, "What a clause's own words say about its effect."},           \
	{                                                                                                           \
		"blocks", NULL, FIELD_TEXT_LIST, 0, AT(blocks), NULL, NULL, "The shared wording expected here."     \
	}

#define STRUCTURE struct profile_section
static const struct field subsection_rows[] = {
	{"kind", NULL, FIELD_CHOICE, 0, AT(kind), section_kind_names, NULL, "What the subsection is."},
	SECTION_ROWS,
};
static const struct field_table subsection_fields = FIELD_TABLE("subsection", STRUCTURE, subsection_rows);

static const struct field section_rows[] = {
	{"kind", NULL, FIELD_CHOICE, FIELD_REQUIRED, AT(kind), section_kind_names, NULL, "What the section is."},
	SECTION_ROWS,
	{"subsections", NULL, FIELD_LIST, 0, AT(subsections), NULL, &subsection_fields,
	 "The subsections expected here, in order."},
};
static const struct field_table section_fields = FIELD_TABLE("section", STRUCTURE, section_rows);
#undef STRUCTURE

#define STRUCTURE struct profile
static const struct field profile_rows[] = {
	{"profile", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(profile), NULL, NULL,
	 "The profile's name, the same as the file's."},
	{"title", NULL, FIELD_TEXT, FIELD_REQUIRED, AT(title), NULL, NULL,
	 "What people call this generation of documents."},
	{"successor", NULL, FIELD_TEXT, 0, AT(successor), NULL, NULL, "The profile of the generation that follows."},
	{"parts", NULL, FIELD_CHOICES, FIELD_REQUIRED, AT(parts), part_names, NULL, "The document's parts in order."},
	{"document_type", NULL, FIELD_TEXT, 0, AT(document_type), NULL, NULL, "The words above the title."},
	{"title_block", NULL, FIELD_CHOICES, FIELD_REQUIRED, AT(title_block), title_line_names, NULL,
	 "The lines of the title block in order."},
	{"section_number", NULL, FIELD_TEXT, 0, AT(section_number), NULL, NULL,
	 "How a section's number is shown, as a pattern."},
	{"contents", NULL, FIELD_OBJECT, 0, AT(contents), NULL, &contents_fields, "The contents list."},
	{"last_reviewed", NULL, FIELD_TEXT, 0, AT(last_reviewed), NULL, NULL,
	 "The line that says when the policy was last reviewed, as a pattern."},
	{"review_sentence", NULL, FIELD_TEXT, 0, AT(review_sentence), NULL, NULL,
	 "The sentence that says how often the policy is reviewed, as a pattern."},
	{"categories", NULL, FIELD_LIST, FIELD_REQUIRED, AT(categories), NULL, &category_fields,
	 "The wording of each category."},
	{"document_control", NULL, FIELD_OBJECT, FIELD_REQUIRED, AT(document_control), NULL, &control_fields,
	 "The document control table."},
	{"version_history", NULL, FIELD_OBJECT, FIELD_REQUIRED, AT(version_history), NULL, &history_fields,
	 "The version history."},
	{"code_table", NULL, FIELD_OBJECT, 0, AT(code_table), NULL, &code_table_fields,
	 "Header words for code tables whose header cells are empty."},
	{"sections", NULL, FIELD_LIST, FIELD_REQUIRED, AT(sections), NULL, &section_fields,
	 "The sections in their order."},
};
const struct field_table profile_fields = FIELD_TABLE("document profile", STRUCTURE, profile_rows);
#undef STRUCTURE

void profile_append_section_number(struct buffer *buffer, const struct profile *profile, struct text number)
{
	static const char name[] = "{number}";
	struct text pattern = profile == NULL ? TEXT("") : profile->section_number.text;
	size_t at = text_find(pattern, text_of(name), 0);

	if (at == TEXT_NOT_FOUND) {
		buffer_append(buffer, number);
		return;
	}
	buffer_append(buffer, text_slice(pattern, 0, at));
	buffer_append(buffer, number);
	buffer_append(buffer, text_slice(pattern, at + sizeof name - 1, pattern.length));
}

const struct profile_category *profile_category(const struct profile *profile, struct text id)
{
	for (size_t i = 0; i < profile->categories.count; i++) {
		const struct profile_category *category = LIST_ITEM(profile->categories, struct profile_category, i);
		if (text_equal(category->id.text, id))
			return category;
	}
	return NULL;
}

/* The words of a text in folded case, one space between them and none at the ends. */
static struct buffer folded_words(struct text text)
{
	struct buffer folded = BUFFER_EMPTY;
	size_t length = 0;
	bool space_due = false;

	unicode_fold_case(&folded, text);
	struct text rest = buffer_text(&folded);
	/* In place: what is kept never overtakes what is read. */
	for (size_t at = 0; at < rest.length;) {
		size_t begin = at;
		if (unicode_is_space(utf8_decode(rest, &at))) {
			space_due = length > 0;
			continue;
		}
		if (space_due)
			folded.bytes[length++] = ' ';
		space_due = false;
		while (begin < at)
			folded.bytes[length++] = folded.bytes[begin++];
	}
	folded.length = length;
	return folded;
}

static struct text fold(struct arena *arena, struct text text)
{
	struct buffer words = folded_words(text);
	return buffer_keep(&words, arena);
}

static void fold_sections(const struct list *sections, struct arena *arena)
{
	for (size_t i = 0; i < sections->count; i++) {
		struct profile_section *section = LIST_ITEM(*sections, struct profile_section, i);
		section->folded = ARENA_ARRAY(arena, section->headings.count, struct text);
		for (size_t j = 0; j < section->headings.count; j++) {
			struct text written = LIST_ITEM(section->headings, struct text_value, j)->text;
			bool is_open = text_ends(written, TEXT("*"));
			section->folded[j] = fold(arena, text_slice(written, 0, written.length - is_open));
		}
		for (size_t j = 0; j < section->lead_ins.count; j++) {
			struct profile_lead_in *lead_in = LIST_ITEM(section->lead_ins, struct profile_lead_in, j);
			lead_in->folded = fold(arena, lead_in->words.text);
		}
	}
}

void profile_fold(struct profile *profile, struct arena *arena)
{
	fold_sections(&profile->sections, arena);
	for (size_t i = 0; i < profile->sections.count; i++)
		fold_sections(&LIST_ITEM(profile->sections, struct profile_section, i)->subsections, arena);
}

/* The first of the list of sections that has the heading among its own: in full, or else with "*". */
static const struct profile_section *section_named(const struct list *sections, struct text heading)
{
	struct buffer folded = folded_words(heading);
	struct text words = buffer_text(&folded);
	const struct profile_section *found = NULL;
	bool in_full = false;

	for (size_t i = 0; i < sections->count && !in_full; i++) {
		const struct profile_section *section = LIST_ITEM(*sections, struct profile_section, i);
		for (size_t j = 0; j < section->headings.count && !in_full; j++) {
			bool is_open = text_ends(LIST_ITEM(section->headings, struct text_value, j)->text, TEXT("*"));
			in_full = !is_open && text_equal(words, section->folded[j]);
			if (in_full || (is_open && found == NULL && text_begins(words, section->folded[j])))
				found = section;
		}
	}
	buffer_release(&folded);
	return found;
}

const struct profile_section *profile_section_of(const struct profile *profile, struct text heading)
{
	return section_named(&profile->sections, heading);
}

const struct profile_section *profile_subsection_of(const struct profile_section *section, struct text heading)
{
	return section_named(&section->subsections, heading);
}

/* The end of the first stand of `piece` as whole words at or after `from`, or TEXT_NOT_FOUND. */
static size_t find_words(struct text text, struct text piece, size_t from)
{
	for (size_t at = text_find(text, piece, from); at != TEXT_NOT_FOUND; at = text_find(text, piece, at + 1)) {
		size_t end = at + piece.length;
		if (is_word_edge(text, at) && is_word_edge(text, end))
			return end;
	}
	return TEXT_NOT_FOUND;
}

/* `pieces` of a lead-in in order in one sentence, its first piece at or after `from`; both texts are folded. */
static bool pieces_stand(struct text pieces, struct text text)
{
	struct text first = {NULL, 0}, piece = {NULL, 0}, rest = pieces;

	text_split(&rest, '*', &first);
	first = text_trim(first);
	for (size_t from = 0;;) {
		size_t at = find_words(text, first, from);
		if (at == TEXT_NOT_FOUND)
			return false;
		struct text sentence = text_slice(text, 0, sentence_end(text, at, SIZE_MAX, SENTENCE_LATIN)),
			    more = rest;
		size_t end = at;
		while (end != TEXT_NOT_FOUND && text_split(&more, '*', &piece))
			end = find_words(sentence, text_trim(piece), end);
		if (end != TEXT_NOT_FOUND)
			return true;
		/* The first stand in a sentence leaves most room for the rest: what it can't do no later one can. */
		if (sentence.length == text.length)
			return false;
		from = sentence.length;
	}
}

bool lead_in_matches(struct text lead_in, struct text words)
{
	struct buffer pieces = folded_words(lead_in), folded = folded_words(words);
	bool matches = pieces.length > 0 && pieces_stand(buffer_text(&pieces), buffer_text(&folded));

	buffer_release(&pieces);
	buffer_release(&folded);
	return matches;
}

enum effect profile_effect(const struct profile_section *section, const struct profile_section *subsection,
			   struct text words)
{
	const struct profile_section *deciding = subsection && subsection->kind.choice >= 0 ? subsection : section;
	struct buffer folded = folded_words(words);
	struct text text = buffer_text(&folded);
	enum effect effect = EFFECT_UNSTATED;

	if (deciding != NULL && !text_is(text, "none") && !text_is(text, "none.")) {
		effect = deciding->effect.choice < 0 ? EFFECT_UNSTATED : (enum effect)deciding->effect.choice;
		for (size_t i = 0; i < deciding->lead_ins.count; i++) {
			const struct profile_lead_in *entry = LIST_ITEM(deciding->lead_ins, struct profile_lead_in, i);
			if (entry->effect.choice >= 0 && entry->folded.length > 0 &&
			    pieces_stand(entry->folded, text)) {
				effect = (enum effect)entry->effect.choice;
				break;
			}
		}
	}
	buffer_release(&folded);
	return effect;
}
