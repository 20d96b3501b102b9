/* The rows of quantities, criteria and blocks. */
#include "tree/published.h"

/* Quantities, criteria and blocks */

#define AT(member) .offset = offsetof(STRUCTURE, member)
#define PLACE      offsetof(STRUCTURE, place)
#define STRUCTURE  struct quantity
static bool has_upper(const void *quantity)
{
	return ((const struct quantity *)quantity)->has_upper;
}
static bool has_diastolic(const void *quantity)
{
	return ((const struct quantity *)quantity)->has_second &&
	       ((const struct quantity *)quantity)->kind != QUANTITY_ACUITY;
}
static bool has_denominator(const void *quantity)
{
	return ((const struct quantity *)quantity)->has_second &&
	       ((const struct quantity *)quantity)->kind == QUANTITY_ACUITY;
}
static bool is_bounded_above(const void *quantity)
{
	return quantity_is_bounded_above(quantity);
}
static bool is_negated(const void *quantity)
{
	return ((const struct quantity *)quantity)->negated != TRUTH_NO;
}
static bool is_within(const void *quantity)
{
	return ((const struct quantity *)quantity)->comparison == COMPARISON_WITHIN;
}
static bool is_within_anchor(const void *quantity)
{
	return is_within(quantity) && ((const struct quantity *)quantity)->anchor.length;
}
static bool is_join_unclear(const void *quantity)
{
	return ((const struct quantity *)quantity)->is_join_unclear;
}
static bool is_amount(const void *quantity)
{
	return ((const struct quantity *)quantity)->is_amount;
}
static const struct member quantity_rows[] = {
	{"kind", "What it measures.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_DUMP_BARE, AT(kind),
	 .choices = &choice_lists[CHOICES_QUANTITY_KIND]},
	{"comparison", "How a patient's value is compared with it.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_DUMP_BARE,
	 AT(comparison), .choices = &choice_lists[CHOICES_COMPARISON]},
	{"value", "The number; of a range the first, of a blood pressure the systolic, of an acuity the numerator.",
	 MEMBER_NUMBER, MEMBER_ALWAYS | MEMBER_DUMP_BARE, AT(value)},
	{"upper", "The second number of a range.", MEMBER_NUMBER, MEMBER_DUMP_BARE, AT(upper), .is_there = has_upper},
	{"unit", "The unit, in UCUM; null where the text leaves it out.", MEMBER_TEXT, 0, AT(unit),
	 .xml_sentence = "The unit, in UCUM."},
	{"text", "The words that say it.", MEMBER_TEXT, MEMBER_ALWAYS, AT(words), .dump = "words",
	 .xml_sentence = "The words that say it, which stand in the text too."},
	{"diastolic", "The second number of a blood pressure.", MEMBER_NUMBER, MEMBER_OPTIONAL, AT(second),
	 .is_there = has_diastolic},
	{"denominator", "The second number of an acuity.", MEMBER_NUMBER, MEMBER_OPTIONAL, AT(second),
	 .is_there = has_denominator},
	{"upper_inclusive", "Whether the greatest value counts; null where the words leave it open.", MEMBER_OPEN,
	 MEMBER_OPTIONAL | MEMBER_NO_DUMP, AT(upper_inclusive), .is_there = is_bounded_above},
	{"negated", "True where the words deny it as it is compared; null where it is open what they deny.",
	 MEMBER_OPEN, MEMBER_OPTIONAL, AT(negated), .is_there = is_negated},
	{"measure", "What is measured, by its name: HbA1c, Oxford hip score.", MEMBER_TEXT, MEMBER_OPTIONAL, AT(name)},
	{"per", "Of a rate: the time of each, in UCUM.", MEMBER_TEXT, MEMBER_OPTIONAL, AT(per)},
	{"of", "What a percentage is of.", MEMBER_TEXT, MEMBER_OPTIONAL, AT(of)},
	{"anchor", "Where comparison is within: what the time counts from, where the words say it.", MEMBER_TEXT,
	 MEMBER_OPTIONAL, AT(anchor), .is_there = is_within_anchor},
	{"direction", "Where comparison is within: on which side of the anchor.", MEMBER_CHOICE, MEMBER_OPTIONAL,
	 AT(direction), .choices = &choice_lists[CHOICES_DIRECTION], .is_there = is_within},
	{"for", "Of several of one kind: the words that it is for.", MEMBER_TEXT, MEMBER_OPTIONAL, AT(for_words)},
	{"join", "There are several of one kind, and how they go together is open.", MEMBER_CONSTANT, MEMBER_OPTIONAL,
	 .constant = "unclear", .is_there = is_join_unclear},
	{"role", "It is how much of the treatment is funded, and no test of the patient.", MEMBER_CONSTANT,
	 MEMBER_OPTIONAL, .constant = "amount", .is_there = is_amount},
};
const struct shape quantity_shape = SHAPE("quantity", "A number with what it measures.", quantity_rows, PLACE);
#undef STRUCTURE

/* What is said of a clause, a group or a criterion: rows whose values are a struct effect_reading at `reading`. */
#define READING(sentence, sentence_in_xml, flag)                                                                       \
	{"effect",                                                                                                     \
	 sentence,                                                                                                     \
	 MEMBER_CHOICE,                                                                                                \
	 MEMBER_ALWAYS | MEMBER_NO_DUMP,                                                                               \
	 AT(flag.effect),                                                                                              \
	 .choices = &choice_lists[CHOICES_EFFECT],                                                                     \
	 .xml_sentence = sentence_in_xml},                                                                             \
		{"from",        "Where that is read: in the words, in a mark of the source, in the document profile.", \
		 MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_NO_DUMP,                                                        \
		 AT(flag.from), .choices = &choice_lists[CHOICES_EFFECT_BASIS]},                                       \
		{"otherwise",                                                                                          \
		 "What it means for who does not meet it, where the words say so.",                                    \
		 MEMBER_CHOICE,                                                                                        \
		 MEMBER_NO_DUMP,                                                                                       \
		 AT(flag.otherwise),                                                                                   \
		 .choices = &choice_lists[CHOICES_EFFECT],                                                             \
		 .is_there = HAS_OTHERWISE},                                                                           \
		{"exception",                                                                                          \
		 "The way round a refusal that the words name, and which opens nothing.",                              \
		 MEMBER_CHOICE,                                                                                        \
		 MEMBER_NO_DUMP,                                                                                       \
		 AT(flag.exception),                                                                                   \
		 .choices = &choice_lists[CHOICES_EXCEPTION],                                                          \
		 .is_there = HAS_EXCEPTION},                                                                           \
	{                                                                                                              \
		"phase", "What part of a treatment it is about, where the words say so.", MEMBER_CHOICE,               \
			MEMBER_NO_DUMP, AT(flag.phase), .choices = &choice_lists[CHOICES_PHASE], .is_there = HAS_PHASE \
	}

static const struct criteria_group *as_group(const void *group)
{
	return group;
}
bool group_is_counted(const void *group)
{
	return as_group(group)->combination == CRITERIA_AT_LEAST;
}
bool group_is_limited(const void *group)
{
	return as_group(group)->combination == CRITERIA_AT_MOST;
}
bool group_is_exact(const void *group)
{
	return as_group(group)->combination == CRITERIA_EXACTLY;
}
static bool group_has_otherwise(const void *group)
{
	return as_group(group)->reading.otherwise != EFFECT_UNSTATED;
}
static bool group_has_exception(const void *group)
{
	return as_group(group)->reading.exception != EXCEPTION_NONE;
}
static bool group_has_phase(const void *group)
{
	return as_group(group)->reading.phase != PHASE_NONE;
}
static bool group_has_join(const void *group)
{
	return as_group(group)->join != JOIN_NOT_SAID;
}

#define STRUCTURE struct criteria_group
static const struct member criteria_rows[] = {
	{"op", "How the items combine.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_NO_DUMP, AT(combination),
	 .choices = &choice_lists[CHOICES_OPERATOR], .xml_sentence = "How the criteria combine."},
	{"at_least", "How many of them, where op is at_least.", MEMBER_WHOLE, MEMBER_OPTIONAL | MEMBER_NO_DUMP,
	 AT(at_least), .is_there = group_is_counted, .xml_sentence = "How many of them."},
	{"at_most", "How many of them, where op is at_most.", MEMBER_WHOLE, MEMBER_OPTIONAL | MEMBER_NO_DUMP,
	 AT(at_least), .is_there = group_is_limited, .xml_sentence = "How many of them."},
	{"exactly", "How many of them, where op is exactly.", MEMBER_WHOLE, MEMBER_OPTIONAL | MEMBER_NO_DUMP,
	 AT(at_least), .is_there = group_is_exact, .xml_sentence = "How many of them."},
	{"own", "What the words beside the list say for themselves.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_NO_DUMP,
	 AT(own), .choices = &choice_lists[CHOICES_OWN]},
	{"join", "How a condition in them goes with the list.", MEMBER_CHOICE, MEMBER_NO_DUMP, AT(join),
	 .choices = &choice_lists[CHOICES_JOIN], .is_there = group_has_join},
#define HAS_OTHERWISE group_has_otherwise
#define HAS_EXCEPTION group_has_exception
#define HAS_PHASE     group_has_phase
	READING("What meeting them means for a patient.", "What meeting it means for a patient's case.", reading),
#undef HAS_OTHERWISE
#undef HAS_EXCEPTION
#undef HAS_PHASE
	{"items", "The criteria.", MEMBER_CRITERION_LIST, MEMBER_ALWAYS, .shape = &criterion_shape},
};
const struct shape criteria_shape =
	SHAPE("criteria",
	      "A group of criteria, the items of a list or the rows of a table, as the compiler read it; the text "
	      "has authority.",
	      criteria_rows, 0);
#undef STRUCTURE

#define STRUCTURE struct node
#define ID(flags)                                                                                                  \
	{                                                                                                          \
		"id", "Its id in the page: the fragment to link to.", MEMBER_ID, (flags) | MEMBER_NO_DUMP, AT(id), \
			.xml_sentence = "Its id in the page: what an address has after \"#\"."                     \
	}
#define PERMANENT_ID                                                                                              \
	{                                                                                                         \
		"id", "Its permanent id, where it has one.", MEMBER_ID, MEMBER_OPTIONAL | MEMBER_NO_DUMP, AT(id), \
			.xml_sentence = "Its id in the page: what an address has after \"#\"."                    \
	}
#define TYPE(name)                                                                       \
	{                                                                                \
		"type", "What kind of block this is.", MEMBER_CONSTANT,                  \
			MEMBER_ALWAYS | MEMBER_NO_XML | MEMBER_NO_DUMP, .constant = name \
	}
#define WORDS                                                                            \
	{                                                                                \
		"text", "All its words, in order.", MEMBER_WORDS, .flags = MEMBER_ALWAYS \
	}
#define HTML                                                                           \
	{                                                                              \
		"html", "The same as plain HTML.", MEMBER_HTML, .flags = MEMBER_ALWAYS \
	}
#define CONTENT(name, sentence)                                       \
	{                                                             \
		name, sentence, MEMBER_BLOCKS, .flags = MEMBER_ALWAYS \
	}

static const struct criteria_group *group_below(const void *criterion)
{
	for (const struct node *child = ((const struct node *)criterion)->first_child; child; child = child->next)
		if (node_is_group(child))
			return node_group((struct node *)(uintptr_t)child);
	return NULL;
}
/* Of a criterion with no list below it all words are the condition; one that stands for a whole group has none. */
static unsigned own_of_criterion(const void *criterion)
{
	const struct criteria_group *group = group_below(criterion);
	if (node_is_group(criterion))
		return OWN_NONE;
	return group ? group->own : OWN_CONDITION;
}
static unsigned join_of_criterion(const void *criterion)
{
	return group_below(criterion)->join;
}
static bool criterion_has_join(const void *criterion)
{
	const struct criteria_group *group = node_is_group(criterion) ? NULL : group_below(criterion);
	return group && group->join != JOIN_NOT_SAID;
}
/* Does it do something else than its group? */
static bool has_own_effect(const void *criterion)
{
	const struct node *node = criterion;
	const struct effect_reading *around = node->parent ? node_reading(node->parent) : NULL;
	return node_is_criterion(node) && around && node->ruling.reading.effect != around->effect;
}
static const struct member criterion_rows[] = {
	{"criterion", "It counts in its group.", MEMBER_CONSTANT, MEMBER_ALWAYS | MEMBER_NO_JSON | MEMBER_NO_DUMP,
	 .constant = "true"},
	ID(MEMBER_XML_ALWAYS),
	WORDS,
	{"own", "What its own words say beside a list below it.", MEMBER_CHOICE,
	 MEMBER_ALWAYS | MEMBER_NO_XML | MEMBER_NO_DUMP, .choices = &choice_lists[CHOICES_OWN],
	 .choice = own_of_criterion},
	{"join", "How they go with the list, where they are a condition.", MEMBER_CHOICE,
	 MEMBER_NO_XML | MEMBER_NO_DUMP, .choices = &choice_lists[CHOICES_JOIN], .choice = join_of_criterion,
	 .is_there = criterion_has_join},
	{"effect", "What it does, where that is not what its group does.", MEMBER_CHOICE,
	 MEMBER_OPTIONAL | MEMBER_NO_XML | MEMBER_NO_DUMP, AT(ruling.reading.effect),
	 .choices = &choice_lists[CHOICES_EFFECT], .is_there = has_own_effect},
	{"from", "Where that is read.", MEMBER_CHOICE, MEMBER_OPTIONAL | MEMBER_NO_XML | MEMBER_NO_DUMP,
	 AT(ruling.reading.from), .choices = &choice_lists[CHOICES_EFFECT_BASIS], .is_there = has_own_effect},
	{"quantities", "Ages, durations and others in its words.", MEMBER_QUANTITIES, MEMBER_ALWAYS,
	 AT(ruling.quantities), .shape = &quantity_shape},
	{"criteria", "The group below it.", MEMBER_CRITERIA, MEMBER_OPTIONAL, .shape = &criteria_shape},
	{"effect", "What meeting it means for a patient's case.", MEMBER_CHOICE,
	 MEMBER_ALWAYS | MEMBER_NO_JSON | MEMBER_NO_DUMP, AT(ruling.reading.effect),
	 .choices = &choice_lists[CHOICES_EFFECT]},
};
const struct shape criterion_shape = SHAPE("criterion", "One criterion.", criterion_rows, PLACE);

static unsigned kind_of_section(const void *section)
{
	return node_section_kind(section);
}
static const struct member section_rows[] = {
	TYPE("section"),
	ID(MEMBER_XML_ALWAYS),
	{"number", "Its number, or null where it has none.", MEMBER_NUMBERING, MEMBER_NO_DUMP, AT(number),
	 .xml_sentence = "Its number, as the text is cited by it."},
	{"kind", "What kind of section it is, by its profile.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_NO_DUMP,
	 AT(section.kind), .choices = &choice_lists[CHOICES_SECTION_KIND], .choice = kind_of_section,
	 .xml_sentence = "What kind of section it is, by its document profile."},
	{"heading", "The heading as written.", MEMBER_HEADING, .flags = MEMBER_ALWAYS},
	{"effect", "What all of it means for a patient, where its clauses agree.", MEMBER_CHOICE, MEMBER_ALWAYS,
	 AT(section.effect), .choices = &choice_lists[CHOICES_EFFECT],
	 .xml_sentence = "What all of it means for a patient's case, where its clauses agree; else unstated."},
	CONTENT("content", "The blocks in it, in order."),
};
const struct shape section_shape = SHAPE("section", "A section or subsection.", section_rows, PLACE);

bool clause_is_numbered(const void *clause)
{
	return ((const struct node *)clause)->number.length > 0;
}
static bool clause_has_otherwise(const void *clause)
{
	return ((const struct node *)clause)->ruling.reading.otherwise != EFFECT_UNSTATED;
}
static bool clause_has_exception(const void *clause)
{
	return ((const struct node *)clause)->ruling.reading.exception != EXCEPTION_NONE;
}
static bool clause_has_phase(const void *clause)
{
	return ((const struct node *)clause)->ruling.reading.phase != PHASE_NONE;
}
static const struct member clause_rows[] = {
	TYPE("clause"),
	ID(MEMBER_XML_ALWAYS),
	{"number", "Its number, or null where it has none.", MEMBER_NUMBERING, MEMBER_NO_DUMP, AT(number),
	 .is_there = clause_is_numbered, .xml_sentence = "Its number, as the text is cited by it."},
	WORDS,
	HTML,
#define HAS_OTHERWISE clause_has_otherwise
#define HAS_EXCEPTION clause_has_exception
#define HAS_PHASE     clause_has_phase
	READING("What it does to a patient's case.", "What it does to a patient's case.", ruling.reading),
#undef HAS_OTHERWISE
#undef HAS_EXCEPTION
#undef HAS_PHASE
	{"quantities", "Ages, durations and others in its own words, those that lead to a list included.",
	 MEMBER_QUANTITIES, MEMBER_ALWAYS, AT(ruling.quantities), .shape = &quantity_shape},
	{"criteria", "The group of criteria below it.", MEMBER_CRITERIA, 0, .shape = &criteria_shape},
	CONTENT("content", "The blocks in it, in order."),
};
const struct shape clause_shape = SHAPE("clause", "A numbered clause.", clause_rows, PLACE);

static const struct member paragraph_rows[] = {TYPE("paragraph"), PERMANENT_ID, WORDS, HTML};
const struct shape paragraph_shape = SHAPE("paragraph", "A paragraph.", paragraph_rows, PLACE);
static const struct member note_rows[] = {TYPE("note"), PERMANENT_ID, WORDS, HTML};
const struct shape note_shape = SHAPE("note", "A note, which begins NOTE:.", note_rows, PLACE);

static bool list_is_ordered(const void *list)
{
	return ((const struct node *)list)->list.is_ordered;
}
static const struct member list_rows[] = {
	TYPE("list"),
	{"ordered", "Whether its items have numbers.", MEMBER_TRUTH, MEMBER_ALWAYS | MEMBER_NO_DUMP,
	 AT(list.is_ordered), .xml_sentence = "Whether its items are numbered as shown."},
	{"start", "The number of the first item of an ordered list.", MEMBER_WHOLE, MEMBER_OPTIONAL | MEMBER_NO_DUMP,
	 AT(list.start), .is_there = list_is_ordered},
	CONTENT("items", "Its items, and the AND or OR written between them."),
};
const struct shape list_shape = SHAPE("list", "A list.", list_rows, PLACE);

static const struct member item_rows[] = {
	TYPE("item"), ID(0), WORDS, HTML, CONTENT("content", "The blocks in it, in order."),
};
const struct shape item_shape = SHAPE("item", "An item of a list.", item_rows, PLACE);
static const struct member joiner_rows[] = {TYPE("joiner"), WORDS, HTML};
const struct shape joiner_shape = SHAPE("joiner", "AND or OR, written between two items.", joiner_rows, PLACE);
static const struct member quote_rows[] = {TYPE("quote"), CONTENT("content", "The blocks in it, in order.")};
const struct shape quote_shape = SHAPE("quote", "A quotation.", quote_rows, PLACE);

const char *alignment_name(uint8_t alignment)
{
	for (const char *const *name = choice_lists[CHOICES_ALIGNMENT].names; *name; name++)
		if (alignment == (uint8_t) * *name)
			return *name;
	return NULL;
}
static const struct member table_rows[] = {
	TYPE("table"),
	{"alignments", "left, centre, right or null for each column.", MEMBER_ALIGNMENTS, .flags = MEMBER_ALWAYS},
	CONTENT("rows", "Its rows."),
};
const struct shape table_shape = SHAPE("table", "A table.", table_rows, PLACE);
static const struct member row_rows[] = {
	TYPE("row"),
	{"header", "Whether its cells head the columns.", MEMBER_TRUTH, MEMBER_ALWAYS | MEMBER_NO_DUMP,
	 AT(row.is_header)},
	{"id", "Its id in the page, where it is a criterion.", MEMBER_ID,
	 MEMBER_OPTIONAL | MEMBER_NO_XML | MEMBER_NO_DUMP, AT(id)},
	CONTENT("cells", "Its cells."),
};
const struct shape row_shape = SHAPE("row", "A row of a table.", row_rows, PLACE);
static const struct member cell_rows[] = {TYPE("cell"), WORDS, HTML};
const struct shape cell_shape = SHAPE("cell", "A cell of a table.", cell_rows, PLACE);

static const struct member reference_list_rows[] = {
	TYPE("references"),
	CONTENT("items", "The references, as written."),
};
const struct shape reference_list_shape =
	SHAPE("reference_list", "The list of references.", reference_list_rows, PLACE);
static const struct member reference_entry_rows[] = {
	TYPE("reference"),
	ID(MEMBER_XML_ALWAYS),
	{"label", "The label that citations use.", MEMBER_TEXT, MEMBER_NO_DUMP, AT(reference.label),
	 .xml_sentence = "The label by which citations name it; none of a link alone."},
	{"number", "The number shown.", MEMBER_WHOLE, MEMBER_NO_DUMP, AT(reference.number)},
	WORDS,
	HTML,
};
const struct shape reference_entry_shape =
	SHAPE("reference_entry", "An entry of the list of references.", reference_entry_rows, PLACE);
#undef STRUCTURE

const struct shape *const block_shapes[NODE_KIND_COUNT] = {
	[NODE_SECTION] = &section_shape,
	[NODE_CLAUSE] = &clause_shape,
	[NODE_QUOTE] = &quote_shape,
	[NODE_LIST] = &list_shape,
	[NODE_ITEM] = &item_shape,
	[NODE_TABLE] = &table_shape,
	[NODE_ROW] = &row_shape,
	[NODE_REFERENCE_LIST] = &reference_list_shape,
	[NODE_PARAGRAPH] = &paragraph_shape,
	[NODE_NOTE] = &note_shape,
	[NODE_JOINER] = &joiner_shape,
	[NODE_CELL] = &cell_shape,
	[NODE_REFERENCE] = &reference_entry_shape,
};

const struct shape *const published_shapes[] = {
	&section_shape,
	&clause_shape,
	&paragraph_shape,
	&note_shape,
	&list_shape,
	&item_shape,
	&joiner_shape,
	&quote_shape,
	&table_shape,
	&row_shape,
	&cell_shape,
	&reference_list_shape,
	&reference_entry_shape,
	&criteria_shape,
	&criterion_shape,
	&quantity_shape,
	&code_set_shape,
	&code_shape,
	&reference_shape,
	&publisher_shape,
	&included_block_shape,
	NULL,
};
